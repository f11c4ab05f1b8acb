import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { type CustomerSummary, fitGammaGamma, GammaGamma } from "perdura/clv/mod.ts";
import { differentiate, sampleGamma, sumOf } from "perdura/stats/mod.ts";
import { gammaGammaLogDensity } from "perdura/clv/_gamma_gamma_likelihood.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCdnow } from "./_cdnow.ts";

const sample = realData("cdnow/CDNOW_sample.txt");

function customers(...rows: [x: number, m: number][]): CustomerSummary {
  return {
    customerId: rows.map((_, i) => `${i + 1}`),
    frequency: Float64Array.from(rows, ([x]) => x),
    recency: Float64Array.from(rows, ([x]) => x === 0 ? 0 : 10),
    T: Float64Array.from(rows, () => 39),
    monetaryValue: Float64Array.from(rows, ([, m]) => m),
  };
}

/** Customers of a Gamma-Gamma model, frequencies from 1 up. */
function simulated(n: number, p: number, q: number, v: number, seed = 1): CustomerSummary {
  const random = seededRandom(seed);
  return customers(...Array.from({ length: n }, (_, i): [number, number] => {
    const x = 1 + i % 7;
    return [x, sampleGamma(random, p * x, sampleGamma(random, q, v)) / x];
  }));
}

function assertRelative(actual: number, expected: number, tolerance: number): void {
  assert(
    Math.abs(actual - expected) <= tolerance * Math.abs(expected),
    `${actual} is not ${expected}`,
  );
}

Deno.test({
  name: `fitGammaGamma finds the maximum for CDNOW${withoutRealData(sample)}`,
  ignore: sample === undefined,
  fn() {
    const { summary } = readCdnow(sample!);
    const model = fitGammaGamma(summary);
    // mpmath, clv.md section 2.2; published p 6.25, q 3.74, γ 15.44 (Fader and Hardie, note 025)
    assertRelative(model.params.p, 6.24957227132375, 1e-9);
    assertRelative(model.params.q, 3.74422466713202, 1e-9);
    assertRelative(model.params.v, 15.4435209625892, 1e-9);
    assertAlmostEquals(model.logLikelihood, -4055.9176948018740, 1e-9);
    assertRelative(model.standardErrors.p!, 1.1900553, 1e-6);
    assertRelative(model.standardErrors.q!, 0.2901331, 1e-6);
    assertRelative(model.standardErrors.v!, 4.1594227, 1e-6);
    assertRelative(model.expectedValue(), 35.170371265656, 1e-9);
    const two = model.conditionalExpectedValue(customers([2, 22.345], [7, 73.74], [0, NaN]));
    assertRelative(two[0]!, 24.653918698221, 1e-8);
    assertRelative(two[1]!, 71.463361475155, 1e-8);
    assertEquals(two[2], model.expectedValue());
    assertEquals(model.warnings, []);
    assertAlmostEquals(sumOf(model.logLikelihoodOf(summary)), model.logLikelihood, 1e-9);
    // Ranks, logarithms and Pearson (0.114, Fader and Hardie's 0.11) all say: a little.
    assertAlmostEquals(model.independence!.correlation, 0.189, 0.001);
  },
});

Deno.test("GammaGamma predicts as published at rounded parameters", () => {
  const model = GammaGamma.fromParams({ p: 6.25, q: 3.74, v: 15.44 });
  const values = model.conditionalExpectedValue(
    customers([2, 40], [0, NaN], [2, 22.35], [7, 73.74]),
  );
  const expected = [39.14041994751, 35.21897810219, 24.6637139, 71.4696709];
  expected.forEach((value, i) => assertRelative(values[i]!, value, 2e-9));
});

Deno.test("GammaGamma's density is right where its terms are enormous", () => {
  // mpmath 1.3 with 50 digits
  for (
    const [p, q, v, x, m, expected] of [
      [6.25, 3.74, 15.44, 2, 22.35, -3.5513167597317047],
      [1e4, 1e4, 50, 5000, 0.01, -34569109.276661847],
      [1e4, 1e4, 50, 5000, 50.2, -0.30945107282615388],
      [1e-3, 1e-3, 1e4, 1, 3, -8.7076254336697832],
      [0.5, 0.9, 1e-3, 5000, 1e6, -33.156676512994875],
      [1e4, 0.01, 2, 7, 1e-3, -396091.6141789752],
    ] as const
  ) assertRelative(gammaGammaLogDensity(p, q, v, x, m), expected, 1e-13);
});

Deno.test("GammaGamma's gradient and Hessian are its likelihood's", () => {
  const summary = simulated(40, 3, 4, 20);
  for (
    const params of [{ p: 6, q: 4, v: 15 }, { p: 0.05, q: 0.3, v: 900 }, { p: 90, q: 30, v: 2 }]
  ) {
    const model = GammaGamma.fromParams(params);
    const { objective } = model.likelihoodOf(summary);
    const gradient = new Float64Array(3), hessian = new Float64Array(9);
    const value = objective.derivatives(model.theta, gradient, hessian);
    assertAlmostEquals(value, objective.value(model.theta), 1e-12 * Math.abs(value));
    const tolerance = 1e-9 * Math.abs(value);
    differentiate((t) => Float64Array.of(objective.value(t)), model.theta)
      .forEach(([slope], i) => assertAlmostEquals(gradient[i]!, slope!, tolerance));
    differentiate((t) => {
      const g = new Float64Array(3);
      objective.derivatives(t, g, new Float64Array(9));
      return g;
    }, model.theta).forEach((column, j) =>
      column.forEach((second, i) => assertAlmostEquals(hessian[i * 3 + j]!, second, tolerance))
    );
  }
});

Deno.test("fitGammaGamma does not depend on the order, the currency or the way of counting", () => {
  const summary = simulated(300, 4, 3.5, 18);
  const model = fitGammaGamma(summary);
  const n = summary.T.length;
  const money = (scale: number, rows: number[]): CustomerSummary =>
    customers(
      ...rows.map((i): [number, number] => [
        summary.frequency[i]!,
        scale * summary.monetaryValue![i]!,
      ]),
    );
  const rows = Array.from({ length: n }, (_, i) => i);
  const reversed = fitGammaGamma(money(1, rows.toReversed()));
  const pence = fitGammaGamma(money(100, rows));
  const twice = fitGammaGamma(money(1, [...rows, ...rows]));
  const weighted = fitGammaGamma({ ...summary, weight: new Float64Array(n).fill(2) });
  for (const name of ["p", "q", "v"] as const) {
    const value = model.params[name];
    assertRelative(reversed.params[name], value, 1e-8);
    assertRelative(pence.params[name], name === "v" ? 100 * value : value, 1e-8);
    assertRelative(twice.params[name], value, 1e-8);
    assertRelative(weighted.params[name], value, 1e-8);
    assertRelative(twice.standardErrors[name]! * Math.SQRT2, model.standardErrors[name]!, 1e-6);
  }
  assertAlmostEquals(pence.logLikelihood, model.logLikelihood - n * Math.log(100), 1e-7);
  assertAlmostEquals(twice.logLikelihood, 2 * model.logLikelihood, 1e-7);
  const prior = { p: { median: 5, sdLog: 0.3 }, v: { median: 1, sdLog: 0.2 } };
  const priorPence = fitGammaGamma(money(100, rows), { prior });
  assertRelative(priorPence.params.v, 100 * fitGammaGamma(summary, { prior }).params.v, 1e-8);
});

Deno.test("fitGammaGamma of many customers begins with a few, and ends with all", () => {
  const summary = simulated(9000, 4, 3.5, 18);
  const model = fitGammaGamma(summary);
  const { convergence } = model;
  assertEquals([convergence!.starts, convergence!.startsThatAgree], [4, 4]);
  assert(convergence!.evaluations < 12, `${convergence!.evaluations} evaluations of all rows`);
  const { objective } = model.likelihoodOf(summary);
  const gradient = new Float64Array(3);
  objective.derivatives(model.theta, gradient, new Float64Array(9));
  assert(Math.hypot(...gradient) < 1e-5);
  assertAlmostEquals(model.params.q, 3.5, 4 * model.standardErrors.q!);
});

Deno.test("GammaGamma shrinks a customer's mean towards that of all, less the more is known", () => {
  const model = GammaGamma.fromParams({ p: 4, q: 3, v: 20 });
  const values = model.conditionalExpectedValue(
    customers([0, NaN], [1, 100], [10, 100], [1000, 100], [3, 0], [3, -5], [3, NaN]),
  );
  const all = model.expectedValue();
  assert(all < values[1]! && values[1]! < values[2]! && values[2]! < values[3]!);
  assertAlmostEquals(values[3]!, 100, 0.1);
  assert(values[4]! > 0 && values[4] === values[5], "refunds count as nothing spent");
  assertEquals(values[6], all);
});

Deno.test("GammaGamma without a mean says so, and is never negative", () => {
  const summary = simulated(300, 1, 0.6, 5, 3);
  const model = fitGammaGamma(summary);
  assert(model.params.q < 1);
  assert(model.convergence!.flags.some((flag) => flag.code === "infinite-mean-spend"));
  assert(model.warnings[0]!.includes("give a prior"));
  assertEquals(model.expectedValue(), Infinity);
  const values = model.conditionalExpectedValue(customers([0, NaN], [1, 3], [5, 9]));
  assert(values.every((value) => value > 0));
  // What the warning says to do
  const helped = fitGammaGamma(summary, { prior: { q: { median: 4, sdLog: 0.05 } } });
  assert(helped.params.q > 1 && Number.isFinite(helped.expectedValue()));
});

Deno.test("fitGammaGamma says which customers it left out, and when spend goes with frequency", () => {
  const summary = simulated(200, 5, 4, 20);
  const m = summary.monetaryValue!;
  m[0] = NaN;
  m[1] = 0;
  m[2] = -4;
  const model = fitGammaGamma(summary);
  assert(model.warnings[0]!.includes("3 of 200"), model.warnings.join());
  const dependent = { ...summary, monetaryValue: m.map((v, i) => v * summary.frequency[i]!) };
  const codes = fitGammaGamma(dependent).convergence!.flags.map((flag) => flag.code);
  assertEquals(codes, ["rows-left-out", "spend-depends-on-frequency"]);
});

Deno.test("GammaGamma simulates what it expects", () => {
  const model = GammaGamma.fromParams({ p: 4, q: 5, v: 20 });
  const summary = customers([0, NaN], [2, 8], [30, 40]);
  const random = seededRandom(3);
  const sums = new Float64Array(6);
  const rounds = 40_000;
  for (let round = 0; round < rounds; round++) {
    model.sampleSpend(Float64Array.of(1, 3, 0, 2, 5, 1), summary, random)
      .forEach((money, k) => sums[k]! += money / rounds);
  }
  const [a, b, c] = model.conditionalExpectedValue(summary) as unknown as number[];
  [a!, 3 * a!, 0, 2 * b!, 5 * c!, c!].forEach((expected, k) =>
    assertAlmostEquals(sums[k]!, expected, 0.02 * expected)
  );
});

Deno.test("GammaGamma survives JSON, with its diagnosis", () => {
  const model = fitGammaGamma(simulated(100, 5, 4, 20));
  const again = GammaGamma.fromJSON(JSON.parse(JSON.stringify(model)));
  assertEquals(again.params, model.params);
  assertEquals(again.standardErrors, model.standardErrors);
  assertEquals(again.independence, model.independence);
  assertEquals(again.warnings, model.warnings);
});

Deno.test("fitGammaGamma refuses what it cannot learn from", () => {
  assertThrows(() => fitGammaGamma(customers([1, 5], [0, NaN])), InputError, "1 such");
  const { monetaryValue: _, ...without } = customers([1, 5]);
  assertThrows(() => fitGammaGamma(without), InputError, "monetary value for each");
  assertThrows(() => fitGammaGamma(customers([1, Infinity], [2, 3])), InputError, "infinite");
  assertThrows(() => GammaGamma.fromParams({ p: 1, q: 0, v: 1 }), InputError, '"q"');
});
