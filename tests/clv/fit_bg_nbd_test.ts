import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import {
  BgCnbdK,
  BgNbd,
  type CustomerSummary,
  fitBgCnbdK,
  fitBgNbd,
  fitMbgCnbdK,
  fitMbgNbd,
  MbgNbd,
  predictionIntervals,
} from "perdura/clv/mod.ts";
import { differentiate, sumOf } from "perdura/stats/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCdnow } from "./_cdnow.ts";
import { simulateBase } from "./_simulate.ts";

const sample = realData("cdnow/CDNOW_sample.txt");
const roundedSample = realData("cdnow/cdnow_customers_summary.csv");

// True maxima for CDNOW, exact days in weeks: mpmath, Newton-polished to a gradient below 1e-11
// (shared/research/clv.md, section 2.2). Published, rounded: Fader, Hardie and Lee (2005); Batislam
// et al. (2007).
const bgTruth = {
  r: 0.242594522430157,
  alpha: 4.4136020190135,
  a: 0.792922017225598,
  b: 2.42590677682633,
};
const mbgTruth = {
  r: 0.524843159106298,
  alpha: 6.183085279576,
  a: 0.891359390732216,
  b: 1.61400224017034,
};

function assertRelative(actual: number, expected: number, tolerance: number, what: string): void {
  assert(
    Math.abs(actual - expected) <= tolerance * Math.abs(expected),
    `${what}: ${actual} is not ${expected}`,
  );
}

function cdnowTest(name: string, fn: (summary: CustomerSummary) => void): void {
  Deno.test({
    name: `${name}${withoutRealData(sample)}`,
    ignore: sample === undefined,
    fn: () => fn(readCdnow(sample!).summary),
  });
}

cdnowTest(
  "fitBgNbd and fitMbgNbd find the maxima for CDNOW, with their standard errors",
  (summary) => {
    const cases = [
      [fitBgNbd(summary), bgTruth, -9582.4292066739306, [
        0.01255738,
        0.3782241,
        0.1857338,
        0.7054143,
      ]],
      [fitMbgNbd(summary), mbgTruth, -9582.1357155537495, [
        0.08326821,
        0.6956206,
        0.1547899,
        0.5374948,
      ]],
    ] as const;
    for (const [model, truth, logLikelihood, errors] of cases) {
      Object.entries(truth).forEach(([name, value], i) => {
        assertRelative(model.params[name]!, value, 1e-9, name);
        assertRelative(model.standardErrors[name]!, errors[i]!, 1e-6, `error of ${name}`);
      });
      assertAlmostEquals(model.logLikelihood, logLikelihood, 1e-9);
      const { convergence } = model;
      assert(convergence!.converged && convergence!.gradientNorm < 1e-8);
      assertEquals([convergence!.starts, convergence!.startsThatAgree], [4, 4]);
      assertEquals(model.warnings, []);
    }
  },
);

Deno.test({
  name: `fitBgNbd and fitMbgNbd find the maxima for CDNOW with times rounded to two decimals${
    withoutRealData(roundedSample)
  }`,
  ignore: roundedSample === undefined,
  fn() {
    const rows = Deno.readTextFileSync(roundedSample!).trim().split(/\r?\n/).slice(1)
      .map((line) => line.split(","));
    const summary = {
      customerId: rows.map(([id]) => id!),
      frequency: Float64Array.from(rows, (row) => Number(row[1])),
      recency: Float64Array.from(rows, (row) => Number(row[2])),
      T: Float64Array.from(rows, (row) => Number(row[3])),
    };
    // mpmath, clv.md section 2.2: what lifetimes and pymc-marketing fit
    const bg = [0.242592907204466, 4.41353156120543, 0.792886148098769, 2.42575343649362];
    const mbg = [0.524837983665595, 6.1829920196721, 0.891356155331536, 1.6139993347305];
    for (
      const [model, expected, logLikelihood] of [
        [fitBgNbd(summary), bg, -9582.4255605673625],
        [fitMbgNbd(summary), mbg, -9582.1326848999039],
      ] as const
    ) {
      model.space.names.forEach((name, i) =>
        assertRelative(model.params[name]!, expected[i]!, 1e-9, name)
      );
      assertAlmostEquals(model.logLikelihood, logLikelihood, 1e-9);
    }
  },
});

cdnowTest(
  "BG/NBD and MBG/NBD models at the maximum sum over CDNOW to what they should",
  (summary) => {
    const bg = BgNbd.fromParams(bgTruth);
    const mbg = MbgNbd.fromParams(mbgTruth);
    const sums = (model: BgNbd | MbgNbd): number[] => [
      sumOf(model.conditionalExpectedPurchases(39, summary)),
      sumOf(model.probabilityAlive(summary)),
      sumOf(summary.T.map((T) => model.expectedPurchases(T))),
      sumOf(model.logLikelihoodOf(summary)),
    ];
    const expected = [
      [1653.408697943, 1917.27767104, 2493.956889977, -9582.4292066739306],
      [1576.728301896, 1057.636370508, 2475.636260751, -9582.1357155537495],
    ];
    [bg, mbg].forEach((model, m) =>
      sums(model).forEach((sum, i) => assertRelative(sum, expected[m]![i]!, 1e-11, `sum ${i}`))
    );
    // Expected number of customers with x = 0 … 6 in calibration
    const numbers = [
      1407.684347,
      460.323463,
      192.461414,
      101.1641962,
      59.8470788,
      38.11970547,
      25.54910801,
    ];
    numbers.forEach((number, n) => {
      const distinct = new Map(Array.from(summary.T, (T) => [T, 0]));
      for (const T of distinct.keys()) distinct.set(T, bg.pmf(n, T));
      assertRelative(sumOf(summary.T.map((T) => distinct.get(T)!)), number, 1e-9, `with ${n}`);
    });
  },
);

cdnowTest("fitBgCnbdK and fitMbgCnbdK find irregular buyers in CDNOW", (summary) => {
  const bg = fitBgCnbdK(summary);
  assertEquals(bg.params.k, 1);
  assertAlmostEquals(bg.logLikelihood, -9582.4292066739306, 1e-9);
  const mbg = fitMbgCnbdK(summary);
  assertEquals(mbg.params.k, 1);
  assert(fitMbgCnbdK(summary, { k: 2 }).logLikelihood < mbg.logLikelihood - 200);
});

cdnowTest("predictionIntervals of a BG/NBD model agree with its numerical Hessian", (summary) => {
  const model = fitBgNbd(summary);
  const { total } = predictionIntervals(
    [model],
    (m) => m.conditionalExpectedPurchases(39, summary),
  );
  const { objective } = model.likelihoodOf(summary);
  const gradientAt = (theta: Float64Array): Float64Array => {
    const gradient = new Float64Array(4);
    objective.derivatives(theta, gradient, new Float64Array(16));
    return gradient;
  };
  const slopes = differentiate(
    (theta) =>
      Float64Array.of(
        sumOf(model.withTheta(theta).conditionalExpectedPurchases(39, summary)),
      ),
    model.theta,
  );
  // Solves H v = slope by the conjugate gradients' exact four steps, from H by differences.
  const hessian = differentiate(gradientAt, model.theta);
  const multiply = (v: number[]): number[] =>
    v.map((_, i) => -v.reduce((sum, value, j) => sum + hessian[j]![i]! * value, 0));
  const dot = (a: number[], b: number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  let v = [0, 0, 0, 0], residual = slopes.map(([slope]) => slope!), direction = residual;
  for (let step = 0; step < 12; step++) {
    const curved = multiply(direction);
    const length = dot(residual, residual) / dot(direction, curved);
    v = v.map((value, i) => value + length * direction[i]!);
    const next = residual.map((value, i) => value - length * curved[i]!);
    const keep = dot(next, next) / dot(residual, residual);
    if (!(dot(next, next) > 1e-30)) break;
    direction = next.map((value, i) => value + keep * direction[i]!);
    residual = next;
  }
  assertRelative(total.standardError, Math.sqrt(dot(v, slopes.map(([s]) => s!))), 1e-6, "error");
  assert(total.lower < 1653 && total.upper > 1654);
});

const base = { customers: 2000, r: 0.9, alpha: 5, a: 0.8, b: 2.5 };

Deno.test("fitBgNbd and fitMbgNbd recover what customers were simulated from", () => {
  for (
    const [model, truth] of [
      [fitBgNbd(simulateBase({ ...base, seed: 11 })), base],
      [fitMbgNbd(simulateBase({ ...base, modified: true, seed: 12 })), base],
    ] as const
  ) {
    for (const name of ["r", "alpha", "a", "b"] as const) {
      const error = model.standardErrors[name]! / model.params[name]!;
      const distance = Math.log(model.params[name]! / truth[name]) / error;
      assert(Math.abs(distance) < 3.5, `${name} is ${model.params[name]}, ${distance} errors off`);
    }
    assertEquals(model.warnings, []);
  }
});

Deno.test("fitBgCnbdK and fitMbgCnbdK recover k, and never do worse than k = 1", () => {
  const regular = simulateBase({ ...base, alpha: 1.5, k: 3, seed: 13 });
  const model = fitBgCnbdK(regular);
  assertEquals(model.params.k, 3);
  const plain = fitBgNbd(regular);
  assert(model.logLikelihood > plain.logLikelihood + 100);
  assertAlmostEquals(fitBgCnbdK(regular, { k: 1 }).logLikelihood, plain.logLikelihood, 1e-9);
  assertAlmostEquals(fitBgCnbdK(regular, { k: 3 }).logLikelihood, model.logLikelihood, 1e-8);
  const modified = fitMbgCnbdK(
    simulateBase({ ...base, alpha: 2.5, k: 2, modified: true, seed: 14 }),
  );
  assertEquals(modified.params.k, 2);
  assertThrows(() => fitBgCnbdK(regular, { k: 0 }), InputError, "k: it is 0");
});

Deno.test("fitBgCnbdK says that purchases are as regular as the model can be", () => {
  const monthly = simulateBase({ ...base, customers: 150, alpha: 0.1, k: 60, seed: 21 });
  const model = fitBgCnbdK(monthly);
  assertEquals(model.params.k, 24);
  const codes = model.convergence!.flags.map(({ code }) => code);
  assert(codes.includes("very-regular-purchases"), codes.join());
});

Deno.test("fitBgCnbdK says what is missing where the times between purchases are not given", () => {
  const { logIntervals: _, ...without } = simulateBase({ ...base, seed: 1 });
  assertThrows(() => fitBgCnbdK(without), InputError, "logIntervals");
  assertAlmostEquals(
    fitBgCnbdK(without, { k: 1 }).logLikelihood,
    fitBgNbd(without).logLikelihood,
    1e-9,
  );
});

Deno.test("fitBgNbd recovers the effects of covariates and is never worse with them", () => {
  const effects = { purchase: 0.5, dropout: -0.6 };
  const summary = simulateBase({ ...base, customers: 3000, effects, seed: 15 });
  const model = fitBgNbd(summary);
  for (const process of ["purchase", "dropout"] as const) {
    const name = `${process}.z`;
    const distance = (model.params[name]! - effects[process]) / model.standardErrors[name]!;
    assert(Math.abs(distance) < 3.5, `${name} is ${model.params[name]}, ${distance} errors off`);
  }
  const { covariates: _, ...without } = summary;
  assert(model.logLikelihood >= fitBgNbd(without).logLikelihood + 50);
  assertAlmostEquals(sumOf(model.logLikelihoodOf(summary)), model.logLikelihood, 1e-8);

  // A customer with covariate z is one of a model with α e^(−γz) and a e^(δz).
  const z = 1.3;
  const { r, alpha, a, b } = model.params;
  const one = BgNbd.fromParams({
    r,
    alpha: alpha * Math.exp(-model.params["purchase.z"]! * z),
    a: a * Math.exp(model.params["dropout.z"]! * z),
    b,
  });
  const covariates = { "purchase.z": z, "dropout.z": z };
  assertAlmostEquals(model.expectedPurchases(20, covariates), one.expectedPurchases(20), 1e-12);
  assertAlmostEquals(model.pmf(2, 20, covariates), one.pmf(2, 20), 1e-12);
  const customer = {
    customerId: ["1"],
    frequency: Float64Array.of(3),
    recency: Float64Array.of(20),
    T: Float64Array.of(40),
  };
  const column = { rows: 1, columns: 1, values: Float64Array.of(z), names: ["z"] };
  const withCovariates = { ...customer, covariates: { purchase: column, dropout: column } };
  assertAlmostEquals(
    model.conditionalExpectedPurchases(20, withCovariates)[0]!,
    one.conditionalExpectedPurchases(20, customer)[0]!,
    1e-12,
  );
  assertThrows(() => model.probabilityAlive(customer), InputError, "purchase.z");
  assertThrows(() => model.pmf(0, 1, { "purchase.age": 1 }), InputError, "purchase.age");
});

Deno.test("the likelihood with covariates has the right gradient and Hessian", () => {
  const summary = simulateBase({
    ...base,
    customers: 60,
    effects: { purchase: 0.5, dropout: -0.6 },
    seed: 16,
  });
  const model = BgCnbdK.fromParams({
    r: 0.7,
    alpha: 4,
    a: 0.5,
    b: 2,
    k: 2,
    "purchase.z": 0.3,
    "dropout.z": -0.4,
  });
  const { objective } = model.likelihoodOf(summary);
  const n = objective.dimension;
  const gradientAt = (theta: Float64Array): Float64Array => {
    const gradient = new Float64Array(n);
    objective.derivatives(theta, gradient, new Float64Array(n * n));
    return gradient;
  };
  const gradient = new Float64Array(n), hessian = new Float64Array(n * n);
  objective.derivatives(model.theta, gradient, hessian);
  differentiate((theta) => Float64Array.of(objective.value(theta)), model.theta)
    .forEach(([slope], i) => assertAlmostEquals(gradient[i]!, slope!, 1e-7));
  differentiate(gradientAt, model.theta).forEach((column, j) =>
    column.forEach((second, i) => assertAlmostEquals(hessian[i * n + j]!, second, 1e-6))
  );
});

Deno.test("fitBgNbd says that dropout is the same for all, or that there is none", () => {
  const same = fitBgNbd(simulateBase({ ...base, a: 3000, b: 9000, seed: 17 }));
  const codes = (model: BgNbd): string[] => model.convergence!.flags.map(({ code }) => code);
  assert(codes(same).includes("homogeneous-dropout"), codes(same).join());
  assertAlmostEquals(same.params.a / (same.params.a + same.params.b), 0.25, 0.03);

  const summary = simulateBase({ ...base, a: 1e-6, b: 1, seed: 18 });
  const none = fitBgNbd(summary);
  assert(codes(none).includes("no-dropout"), codes(none).join());
  assert(none.warnings.some((warning) => warning.includes("P(alive)")));
  // The NBD model is the limit a → 0.
  const { r, alpha } = none.params;
  const nbd = BgNbd.fromParams({ r, alpha, a: 1e-12, b: 1 });
  assert(none.logLikelihood >= sumOf(nbd.logLikelihoodOf(summary)) - 1e-4);

  const alike = fitBgNbd(simulateBase({ ...base, r: 4000, alpha: 20000, seed: 19 }));
  assert(codes(alike).includes("homogeneous-purchase-rates"), codes(alike).join());
});

Deno.test("fitBgNbd with a prior on the mean dropout is pulled to it where data are few", () => {
  const few = simulateBase({ ...base, customers: 40, seed: 20 });
  const prior = {
    "a/b": { median: 0.05, sdLog: 0.2 },
    a: { median: 1, sdLog: 1 },
    r: { median: 1, sdLog: 1 },
  };
  const { a, b } = fitBgNbd(few, { prior }).params;
  const free = fitBgNbd(few).params;
  assert(a / b < 0.12 && free.a / free.b > 0.2, `${a / b} and ${free.a / free.b}`);
});

Deno.test("fitBgNbd refuses data without repeat purchases", () => {
  const once = {
    customerId: ["a", "b"],
    frequency: Float64Array.of(0, 0),
    recency: Float64Array.of(0, 0),
    T: Float64Array.of(10, 20),
  };
  assertThrows(() => fitBgNbd(once), InputError, "no customer has bought twice");
});
