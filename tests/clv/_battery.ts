import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import type {
  CustomerSummary,
  FitOptions,
  ParametricModel,
  PurchaseModel,
  PurchaseSimulator,
} from "perdura/clv/mod.ts";
import { differentiate } from "perdura/stats/mod.ts";

/** Everything that a model of purchases must be. */
export type FullModel = ParametricModel & PurchaseModel & PurchaseSimulator & {
  logProbabilityAlive(summary: CustomerSummary): Float64Array;
};

/** A model as the battery takes it. */
export interface Candidate {
  readonly name: string;
  /** Models at parameters that are typical, and at some that are not. */
  readonly models: readonly FullModel[];
  /** Makes one of them at other parameters. */
  readonly fromParams: (params: Record<string, number>) => FullModel;
  readonly fromJSON: (json: unknown) => FullModel;
  readonly fit: (summary: CustomerSummary, options?: FitOptions) => FullModel;
}

const weeks = (n: number): number => n / 7;

/** Customers of every kind; whole days in weeks. */
export const someCustomers: CustomerSummary = (() => {
  const rows = [
    // x, first to last purchase, observation (days)
    [0, 0, 273],
    [0, 0, 1],
    [1, 3, 270],
    [1, 200, 210],
    [2, 213, 272],
    [3, 40, 200],
    [7, 245, 245],
    [26, 216, 217],
    [60, 300, 365],
  ];
  const column = (at: number, scale = 1): Float64Array =>
    Float64Array.from(rows, (row) => row[at]! * scale);
  return {
    customerId: rows.map((_, i) => `c${i}`),
    frequency: column(0),
    recency: column(1, 1 / 7),
    T: column(2, 1 / 7),
    logIntervals: Float64Array.from(
      rows,
      ([x, tx]) => x === 0 ? 0 : x! * Math.log(weeks(tx!) / x!) - (x! > 1 ? 0.1 * x! : 0),
    ),
  };
})();

/** The same histories told in another unit of time. */
export function inUnit(summary: CustomerSummary, perUnit: number): CustomerSummary {
  return {
    ...summary,
    recency: summary.recency.map((t) => t * perUnit),
    T: summary.T.map((t) => t * perUnit),
    ...(summary.logIntervals && {
      logIntervals: summary.logIntervals.map((sum, i) =>
        sum + summary.frequency[i]! * Math.log(perUnit)
      ),
    }),
  };
}

function rearranged(summary: CustomerSummary, rows: number[]): CustomerSummary {
  const column = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  return {
    customerId: rows.map((i) => summary.customerId[i]!),
    frequency: column(summary.frequency),
    recency: column(summary.recency),
    T: column(summary.T),
    ...(summary.logIntervals && { logIntervals: column(summary.logIntervals) }),
  };
}

function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  assertEquals(actual.length, expected.length, what);
  for (let i = 0; i < actual.length; i++) {
    const scale = Math.max(Math.abs(expected[i]!), 1e-300);
    assert(
      Math.abs(actual[i]! - expected[i]!) <= tolerance * scale,
      `${what}, entry ${i}: ${actual[i]} is not ${expected[i]}`,
    );
  }
}

/** Every prediction of a model, by name; all in purchases and probabilities. */
function predictions(model: FullModel, summary: CustomerSummary, unit = 1) {
  const t = 13 * unit;
  return {
    expectedPurchases: [model.expectedPurchases(t)],
    pmf: [0, 1, 4].map((n) => model.pmf(n, t)),
    conditionalExpectedPurchases: model.conditionalExpectedPurchases(t, summary),
    probabilityAlive: model.probabilityAlive(summary),
    logProbabilityAlive: model.logProbabilityAlive(summary),
    probabilityAliveAt: model.probabilityAliveAt(t, summary),
    conditionalPmf: model.conditionalPmf(2, t, summary),
    det: model.discountedExpectedTransactions(0.003 / unit, summary, 52 * unit),
    dert: model.discountedExpectedTransactions(0.003 / unit, summary),
  };
}

/**
 * Registers the tests that every model of purchases must pass.
 *
 * @param data a base to fit to, of some hundred customers at least
 */
export function battery(candidate: Candidate, data: CustomerSummary): void {
  const { name, models } = candidate;
  const each = (behaviour: string, fn: (model: FullModel) => void): void => {
    Deno.test(`${name} ${behaviour}`, () => models.forEach(fn));
  };

  each("gives probabilities that sum to 1, with the mean that it expects", (model) => {
    for (const t of [0.5, 6]) {
      let total = 0, mean = 0;
      for (let n = 0; n < 4000 && 1 - total > 1e-13; n++) {
        const probability = model.pmf(n, t);
        total += probability;
        mean += n * probability;
        if (n > 50 && n * probability < 1e-14 * mean) break;
      }
      assertAlmostEquals(total, 1, 1e-9);
      assertAlmostEquals(mean / model.expectedPurchases(t), 1, 1e-7);
    }
  });

  each("gives conditional probabilities that sum to 1, with the mean that it expects", (model) => {
    const t = 3;
    const size = someCustomers.T.length;
    const total = new Float64Array(size), mean = new Float64Array(size);
    for (let n = 0; n < 300; n++) {
      model.conditionalPmf(n, t, someCustomers).forEach((probability, i) => {
        total[i]! += probability;
        mean[i]! += n * probability;
      });
    }
    assertClose(total, new Float64Array(size).fill(1), 1e-9, "total");
    assertClose(mean, model.conditionalExpectedPurchases(t, someCustomers), 1e-8, "mean");
  });

  each("says the same in days as in weeks", (model) => {
    const params: Record<string, number> = { ...model.params };
    model.space.names.forEach((parameter, i) =>
      params[parameter] = params[parameter]! * 7 ** model.space.unitPowers[i]!
    );
    const inDays = predictions(candidate.fromParams(params), inUnit(someCustomers, 7), 7);
    const inWeeks = predictions(model, someCustomers);
    for (const [what, values] of Object.entries(inWeeks)) {
      assertClose(inDays[what as keyof typeof inDays], values, 1e-9, what);
    }
    const shift = candidate.fromParams(params).logLikelihoodOf(inUnit(someCustomers, 7));
    model.logLikelihoodOf(someCustomers).forEach((value, i) =>
      assertAlmostEquals(
        shift[i]!,
        value - someCustomers.frequency[i]! * Math.log(7),
        1e-9 * Math.max(1, Math.abs(value)),
      )
    );
  });

  each("predicts for a customer alone what it predicts among others", (model) => {
    const together = predictions(model, someCustomers);
    for (let i = 0; i < someCustomers.T.length; i++) {
      const alone = predictions(model, rearranged(someCustomers, [i]));
      assertEquals(alone.conditionalExpectedPurchases[0], together.conditionalExpectedPurchases[i]);
      assertEquals(alone.dert[0], together.dert[i]);
      assertEquals(alone.probabilityAliveAt[0], together.probabilityAliveAt[i]);
      assertEquals(alone.conditionalPmf[0], together.conditionalPmf[i]);
    }
  });

  each("is alive now with P(alive), later with less, and can say it in logarithms", (model) => {
    const now = model.probabilityAlive(someCustomers);
    assertClose(model.probabilityAliveAt(0, someCustomers), now, 1e-13, "at 0");
    const soon = model.probabilityAliveAt(5, someCustomers);
    const late = model.probabilityAliveAt(50, someCustomers);
    const logs = model.logProbabilityAlive(someCustomers);
    now.forEach((p, i) => {
      assert(p >= 0 && p <= 1 && soon[i]! <= p && late[i]! <= soon[i]!, `customer ${i}`);
      if (p > 1e-250) assertAlmostEquals(Math.exp(logs[i]!) / p, 1, 1e-12);
    });
  });

  each("discounts: DET at no rate is the expectation, DERT the limit of DET", (model) => {
    assertClose(
      model.discountedExpectedTransactions(0, someCustomers, 20),
      model.conditionalExpectedPurchases(20, someCustomers),
      1e-12,
      "no rate",
    );
    assertClose(
      model.discountedExpectedTransactions(1e-9, someCustomers, 20),
      model.conditionalExpectedPurchases(20, someCustomers),
      1e-7,
      "hardly a rate",
    );
    assertClose(
      model.discountedExpectedTransactions(0.1, someCustomers, 400),
      model.discountedExpectedTransactions(0.1, someCustomers),
      1e-9,
      "far horizon",
    );
  });

  each("grows with time: expectations start at 0 and do not fall", (model) => {
    assertEquals(model.expectedPurchases(0), 0);
    assertEquals(model.pmf(0, 0), 1);
    let last = 0;
    for (const t of [0.1, 1, 10, 100, 1000]) {
      const now = model.expectedPurchases(t);
      assert(now >= last, `${now} at ${t} is less than ${last}`);
      last = now;
    }
  });

  each("survives JSON", (model) => {
    const again = candidate.fromJSON(JSON.parse(JSON.stringify(model)));
    assertEquals(again.params, model.params);
    assertEquals(predictions(again, someCustomers), predictions(model, someCustomers));
    assertThrows(() => candidate.fromJSON({ model: "another", params: {} }), InputError);
  });

  each("has the gradient and Hessian of its likelihood, there and at random points", (model) => {
    const { objective } = model.likelihoodOf(someCustomers);
    const n = objective.dimension;
    const gradientAt = (theta: Float64Array): Float64Array => {
      const gradient = new Float64Array(n);
      objective.derivatives(theta, gradient, new Float64Array(n * n));
      return gradient;
    };
    const random = seededRandom(23);
    for (let round = 0; round < 5; round++) {
      const theta = model.theta.map((value) =>
        value + (round === 0 ? 0 : 4 * (random.next() - 0.5))
      );
      const gradient = new Float64Array(n), hessian = new Float64Array(n * n);
      const value = objective.derivatives(theta, gradient, hessian);
      assertAlmostEquals(value, objective.value(theta), 1e-12 * Math.abs(value));
      const ofCustomers = model.withTheta(theta).logLikelihoodOf(someCustomers);
      assertAlmostEquals(
        value,
        ofCustomers.reduce((sum, ll) => sum + ll, 0),
        1e-10 * Math.abs(value),
      );
      const tolerance = 1e-8 * (1 + Math.abs(value));
      differentiate((at) => Float64Array.of(objective.value(at)), theta)
        .forEach(([slope], i) =>
          assertAlmostEquals(gradient[i]!, slope!, tolerance, `gradient ${i}`)
        );
      differentiate(gradientAt, theta).forEach((column, j) =>
        column.forEach((second, i) =>
          assertAlmostEquals(hessian[i * n + j]!, second, tolerance, `Hessian ${i}, ${j}`)
        )
      );
    }
  });

  Deno.test(`${name} stays finite over all parameters from 1e-3 to 1e4 and x up to 5,000`, () => {
    const random = seededRandom(17);
    const wide = (from: number, to: number): number => from * (to / from) ** random.next();
    for (let round = 0; round < 60; round++) {
      const params: Record<string, number> = { ...models[0]!.params };
      for (const parameter of models[0]!.space.names) params[parameter] = wide(1e-3, 1e4);
      const model = candidate.fromParams(params);
      const x = [0, 1, 7, 150, 5000][round % 5]!;
      const T = wide(0.1, 5000);
      const tx = x === 0 ? 0 : T * [1, 1 - 1e-12, 0.5][round % 3]!;
      const customer: CustomerSummary = {
        customerId: ["heavy"],
        frequency: Float64Array.of(x),
        recency: Float64Array.of(tx),
        T: Float64Array.of(T),
        logIntervals: Float64Array.of(x === 0 ? 0 : x * Math.log(tx / x)),
      };
      const all = { ...predictions(model, customer), ll: model.logLikelihoodOf(customer) };
      for (const [what, values] of Object.entries(all)) {
        for (const value of values) {
          const good = Number.isFinite(value) &&
            (what.startsWith("log") || what === "ll" || value >= 0);
          assert(good, `${what} is ${value} at ${JSON.stringify({ params, x, tx, T })}`);
        }
      }
    }
  });

  each("simulates what it expects", (model) => {
    const random = seededRandom(5);
    const n = someCustomers.T.length;
    const rounds = 3000;
    const sums = new Float64Array(2 * n), squares = new Float64Array(2 * n);
    for (let round = 0; round < rounds; round++) {
      model.sampleFuturePurchases([4, 20], someCustomers, random).forEach((count, k) => {
        sums[k]! += count;
        squares[k]! += count * count;
      });
    }
    const [first, all] = [4, 20].map((t) => model.conditionalExpectedPurchases(t, someCustomers));
    sums.forEach((sum, k) => {
      const i = k >> 1;
      const expected = k % 2 === 0 ? first![i]! : all![i]! - first![i]!;
      const mean = sum / rounds;
      const error = Math.sqrt((squares[k]! / rounds - mean * mean) / rounds);
      assert(
        Math.abs(mean - expected) <= 4.5 * error + 5 / rounds,
        `customer ${i}, period ${k % 2}: ${mean} for ${expected}`,
      );
    });
  });

  Deno.test(`${name} fits the same whatever the order, the unit and the way of counting`, () => {
    const model = candidate.fit(data);
    const n = data.T.length;
    const same = (other: FullModel, what: string, scale = 1, tolerance = 1e-7): void =>
      model.space.names.forEach((parameter, i) =>
        assertAlmostEquals(
          Math.log(other.params[parameter]!),
          Math.log(model.params[parameter]! * scale ** model.space.unitPowers[i]!),
          tolerance,
          `${what}: ${parameter}`,
        )
      );
    const rows = Array.from({ length: n }, (_, i) => i);
    const reversed = candidate.fit(rearranged(data, rows.toReversed()));
    same(reversed, "reversed");
    assertAlmostEquals(reversed.logLikelihood, model.logLikelihood, 1e-8);

    const twice = candidate.fit(rearranged(data, [...rows, ...rows]));
    same(twice, "twice");
    assertAlmostEquals(twice.logLikelihood, 2 * model.logLikelihood, 1e-7);
    const weighted = candidate.fit({ ...data, weight: new Float64Array(n).fill(2) });
    same(weighted, "weighted");
    for (const parameter of model.space.names) {
      assertAlmostEquals(
        weighted.standardErrors[parameter]! * Math.SQRT2 / model.standardErrors[parameter]!,
        1,
        1e-4,
      );
    }

    const inDays = candidate.fit(inUnit(data, 7));
    same(inDays, "days", 7);
    const purchases = data.frequency.reduce((sum, x) => sum + x, 0);
    assertAlmostEquals(
      inDays.logLikelihood,
      model.logLikelihood - purchases * Math.log(7),
      1e-7,
    );
  });

  Deno.test(`${name} fits with a prior that does not depend on the unit`, () => {
    const prior = Object.fromEntries(
      models[0]!.space.names.map((parameter) => [parameter, { median: 1, sdLog: 0.5 }]),
    );
    const inWeeks = candidate.fit(data, { prior });
    const inDays = candidate.fit(inUnit(data, 7), { prior });
    inWeeks.space.names.forEach((parameter, i) =>
      assertAlmostEquals(
        inDays.params[parameter]! / 7 ** inWeeks.space.unitPowers[i]! / inWeeks.params[parameter]!,
        1,
        1e-6,
      )
    );
    assert(inWeeks.logLikelihood <= candidate.fit(data).logLikelihood + 1e-9);
  });

  Deno.test(`${name} samples its posterior around the maximum`, () => {
    const model = candidate.fit(data);
    const posterior = model.samplePosterior({ draws: 1000, seed: 3 });
    assertEquals(model.samplePosterior({ draws: 1000, seed: 3 }).draws, posterior.draws);
    assert(posterior.trusted, posterior.warnings.join("; "));
    const read = candidate.fromJSON(JSON.parse(JSON.stringify(model)));
    assertEquals(
      read.samplePosterior({ draws: 1000, seed: 3, summary: data }).draws,
      posterior.draws,
    );
    assertThrows(() => read.samplePosterior({ draws: 1000, seed: 3 }), InputError, "summary");
  });

  Deno.test(`${name} refuses what cannot be`, () => {
    const model = models[0]!;
    assertThrows(() => model.expectedPurchases(-1), InputError);
    assertThrows(() => model.pmf(0.5, 1), InputError);
    assertThrows(() => model.discountedExpectedTransactions(0, someCustomers), InputError);
    const late = { ...someCustomers, recency: someCustomers.T.map((t) => t + 1) };
    assertThrows(() => model.probabilityAlive(late), InputError, "customer");
    const negative = { ...model.params, r: -1 };
    assertThrows(() => candidate.fromParams(negative), InputError, '"r"');
  });
}
