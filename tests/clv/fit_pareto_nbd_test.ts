import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  type CustomerSummary,
  fitParetoNbd,
  ParetoNbd,
  predictionIntervals,
} from "perdura/clv/mod.ts";
import { climb, differentiate, sumOf } from "perdura/stats/mod.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCdnow } from "./_cdnow.ts";
import { simulateParetoBase } from "./_simulate.ts";

const sample = realData("cdnow/CDNOW_sample.txt");
const roundedSample = realData("cdnow/cdnow_customers_summary.csv");

// True maximum for CDNOW, exact days in weeks: mpmath, Newton-polished to a gradient below 1e-11
// (shared/research/clv.md, section 2.2). Published, rounded: Fader, Hardie and Lee (2005).
const truth = {
  r: 0.55327704685318,
  alpha: 10.5776834633023,
  s: 0.606239989127826,
  beta: 11.668735288855,
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

cdnowTest("fitParetoNbd finds the maximum for CDNOW", (summary) => {
  const model = fitParetoNbd(summary);
  for (const [name, value] of Object.entries(truth)) {
    assertRelative(model.params[name]!, value, 1e-9, name);
  }
  assertAlmostEquals(model.logLikelihood, -9594.9761789395431, 1e-9);
  const { convergence } = model;
  assert(convergence!.converged && convergence!.gradientNorm < 1e-8);
  assert(convergence!.hessianEigenvalues.every((value) => value > 0));
  assertEquals([convergence!.starts, convergence!.startsThatAgree], [4, 4]);
  assertEquals(convergence!.distinctRows, 1016);
  assertEquals(model.warnings, []);
});

cdnowTest("fitParetoNbd gives the standard errors and covariance of CDNOW", (summary) => {
  const model = fitParetoNbd(summary);
  const errors = { r: 0.04762793, alpha: 0.8427225, s: 0.1872813, beta: 6.2111136 };
  for (const [name, value] of Object.entries(errors)) {
    assertRelative(model.standardErrors[name]!, value, 1e-6, name);
  }
  // Covariance of (ln r, ln α, ln s, ln β), upper triangle
  const expected = [
    [0, 0, 0.007410338264],
    [0, 1, 0.005635845838],
    [0, 2, -0.00940242082],
    [0, 3, -0.02179137855],
    [1, 1, 0.006347286188],
    [1, 2, -0.004198924064],
    [1, 3, -0.009770564559],
    [2, 2, 0.09543328352],
    [2, 3, 0.1597607419],
    [3, 3, 0.2833292214],
  ] as const;
  for (const [i, j, value] of expected) {
    assertRelative(model.thetaCovariance.values[i * 4 + j]!, value, 1e-8, `${i}, ${j}`);
    assertRelative(
      model.covariance.values[i * 4 + j]!,
      value * Object.values(truth)[i]! * Object.values(truth)[j]!,
      1e-8,
      `${i}, ${j}`,
    );
  }
  const { lower, upper } = model.parameterIntervals(0.95).beta!;
  const reach = Math.exp(1.959963984540054 * Math.sqrt(0.2833292214));
  assertRelative(lower, truth.beta / reach, 1e-8, "lower");
  assertRelative(upper, truth.beta * reach, 1e-8, "upper");
});

cdnowTest("a Pareto/NBD model at the maximum sums over CDNOW to what it should", (summary) => {
  const model = ParetoNbd.fromParams(truth);
  const expected = model.conditionalExpectedPurchases(39, summary);
  assertRelative(sumOf(expected), 1665.51310721, 1e-11, "CET(39)");
  assertRelative(sumOf(model.probabilityAlive(summary)), 1051.875247181, 1e-11, "P(alive)");
  const dert = model.discountedExpectedTransactions(0.0027, summary);
  assertRelative(sumOf(dert), 7185.972204944, 1e-11, "DERT");
  const unconditional = summary.T.map((T) => model.expectedPurchases(T));
  assertRelative(sumOf(unconditional), 2524.932762245, 1e-11, "E[X(T)]");
  assertRelative(sumOf(model.logLikelihoodOf(summary)), -9594.9761789395431, 1e-12, "LL");
  // Mean CET(39) and expected number of customers by x = 0 … 6, 7 and more
  const means = [
    0.138446897,
    0.5994706734,
    1.195836719,
    1.713843366,
    2.398308199,
    2.907207712,
    3.818559312,
    6.403067096,
  ];
  const numbers = [
    1434.049304,
    396.8779202,
    193.4923922,
    111.8116988,
    69.98998747,
    45.85557886,
    30.93211792,
    73.99100066,
  ];
  const distribution = new Map<number, number[]>();
  means.forEach((mean, group) => {
    const rows = expected.filter((_, i) => Math.min(summary.frequency[i]!, 7) === group);
    assertRelative(sumOf(rows) / rows.length, mean, 1e-9, `mean of ${group}`);
    let number = 0;
    for (const T of summary.T) {
      let pmf = distribution.get(T);
      if (!pmf) {
        pmf = [0, 1, 2, 3, 4, 5, 6].map((n) => model.pmf(n, T));
        pmf.push(1 - pmf.reduce((sum, p) => sum + p, 0));
        distribution.set(T, pmf);
      }
      number += pmf[group]!;
    }
    assertRelative(number, numbers[group]!, 1e-9, `number with ${group}`);
  });
});

cdnowTest("predictionIntervals give the published standard errors of CDNOW", (summary) => {
  const model = fitParetoNbd(summary);
  const customer = (x: number, tx: number, T: number): CustomerSummary => ({
    customerId: ["1"],
    frequency: Float64Array.of(x),
    recency: Float64Array.of(tx),
    T: Float64Array.of(T),
  });
  const a = customer(2, 213 / 7, 272 / 7);
  const b = customer(26, 216 / 7, 217 / 7);
  const error = (predict: (model: ParetoNbd) => Float64Array): number =>
    predictionIntervals([model], predict).total.standardError;
  const checks: [string, (model: ParetoNbd) => Float64Array, number][] = [
    ["E[X(52)]", (m) => Float64Array.of(m.expectedPurchases(52)), 0.067376056877],
    ["P(alive) A", (m) => m.probabilityAlive(a), 0.0216328958062],
    ["CET(39) A", (m) => m.conditionalExpectedPurchases(39, a), 0.0966621304389],
    ["CET(39) B", (m) => m.conditionalExpectedPurchases(39, b), 0.860413500919],
    ["all", (m) => m.conditionalExpectedPurchases(39, summary), 113.760083972],
  ];
  for (const [what, predict, expected] of checks) {
    assertRelative(error(predict), expected, 1e-9, what);
  }
});

cdnowTest("fitParetoNbd on CDNOW in days is the fit in weeks", (summary) => {
  const inDays = fitParetoNbd(readCdnow(sample!, 1).summary);
  const inWeeks = fitParetoNbd(summary);
  const factor = { r: 1, alpha: 7, s: 1, beta: 7 };
  for (const [name, scale] of Object.entries(factor)) {
    assertRelative(inDays.params[name]!, inWeeks.params[name]! * scale, 1e-9, name);
  }
  assertAlmostEquals(inWeeks.logLikelihood - inDays.logLikelihood, 2457 * Math.log(7), 1e-8);
});

Deno.test({
  name: `fitParetoNbd finds the maximum for CDNOW with times rounded to two decimals${
    withoutRealData(roundedSample)
  }`,
  ignore: roundedSample === undefined,
  fn() {
    const rows = Deno.readTextFileSync(roundedSample!).trim().split(/\r?\n/).slice(1)
      .map((line) => line.split(","));
    const model = fitParetoNbd({
      customerId: rows.map(([id]) => id!),
      frequency: Float64Array.from(rows, (row) => Number(row[1])),
      recency: Float64Array.from(rows, (row) => Number(row[2])),
      T: Float64Array.from(rows, (row) => Number(row[3])),
    });
    // mpmath, clv.md section 2.2: what lifetimes and pymc-marketing fit
    const expected = {
      r: 0.553275508689519,
      alpha: 10.5776122386817,
      s: 0.606213568674084,
      beta: 11.6679112379202,
    };
    for (const [name, value] of Object.entries(expected)) {
      assertRelative(model.params[name]!, value, 1e-9, name);
    }
    assertAlmostEquals(model.logLikelihood, -9594.9739298268636, 1e-9);
  },
});

const base = { customers: 1500, r: 0.9, alpha: 5, s: 0.8, beta: 10, seed: 7 };

Deno.test("fitParetoNbd finds the effects of covariates on both processes", () => {
  const summary = simulateParetoBase({ ...base, effects: { purchase: 0.5, dropout: -0.4 } });
  const model = fitParetoNbd(summary);
  for (const [name, value] of [["purchase.z", 0.5], ["dropout.z", -0.4]] as const) {
    const off = (model.params[name]! - value) / model.standardErrors[name]!;
    assert(Math.abs(off) < 3, `${name}: ${model.params[name]}, ${off} standard errors off`);
    assert(model.standardErrors[name]! < 0.2);
  }
  const { covariates: _, ...without } = summary;
  assert(model.logLikelihood > fitParetoNbd(without).logLikelihood + 20, "better than without");

  const { objective } = model.likelihoodOf(summary);
  const { theta } = model;
  const gradient = new Float64Array(6), hessian = new Float64Array(36);
  const at = theta.map((value, i) => value + 0.1 * (i - 2));
  objective.derivatives(at, gradient, hessian);
  differentiate((t) => Float64Array.of(objective.value(t)), at).forEach(([slope], i) =>
    assertRelative(gradient[i]!, slope!, 1e-7, `gradient ${i}`)
  );
  differentiate((t) => {
    const g = new Float64Array(6);
    objective.derivatives(t, g, new Float64Array(36));
    return g;
  }, at).forEach((column, j) =>
    column.forEach((second, i) =>
      assertAlmostEquals(hessian[i * 6 + j]!, second, 1e-5, `Hessian ${i}, ${j}`)
    )
  );
  const again = ParetoNbd.fromJSON(JSON.parse(JSON.stringify(model)));
  assertEquals(again.standardErrors, model.standardErrors);
  assertEquals(again.probabilityAlive(summary), model.probabilityAlive(summary));
});

Deno.test("fitParetoNbd with a covariate that says nothing is no worse than without", () => {
  const summary = simulateParetoBase({ ...base, customers: 400 });
  const values = summary.T.map((_, i) => i % 2);
  const covariates = { purchase: { rows: 400, columns: 1, values } };
  const nested = fitParetoNbd(summary);
  const larger = fitParetoNbd({ ...summary, covariates });
  assert(larger.logLikelihood >= nested.logLikelihood - 1e-9);
  assert(larger.logLikelihood < nested.logLikelihood + 5);
  assertEquals(larger.space.names.at(-1), "purchase.1");
});

Deno.test("fitParetoNbd with a prior goes between the data and the prior, and tells the likelihood", () => {
  const summary = simulateParetoBase({ ...base, customers: 300 });
  const alone = fitParetoNbd(summary);
  const prior = { "s/beta": { median: 30, sdLog: 0.1 } };
  const model = fitParetoNbd(summary, { prior });
  const rate = (of: ParetoNbd): number => of.params.s / of.params.beta * of.fit!.unitScale;
  assert(rate(alone) < rate(model) && rate(model) < 30, `${rate(alone)}, ${rate(model)}`);
  assertRelative(model.logLikelihood, sumOf(model.logLikelihoodOf(summary)), 1e-12, "LL");
  assert(model.logLikelihood < alone.logLikelihood);
  assertEquals(model.fit!.prior, prior);
  const sure = fitParetoNbd(summary, { prior: { "s/beta": { median: 30, sdLog: 1e-4 } } });
  assertRelative(rate(sure), 30, 1e-3, "certain of it");
});

Deno.test("fitParetoNbd is never worse than any other parameters, without dropout included", () => {
  const summary = simulateParetoBase({ ...base, customers: 300 });
  const model = fitParetoNbd(summary);
  const { objective } = model.likelihoodOf(summary);
  const random = seededRandom(6);
  for (let round = 0; round < 300; round++) {
    const spread = round % 2 === 0 ? 0.2 : 6;
    const other = model.theta.map((value) => value + spread * (random.next() - 0.5));
    assert(objective.value(other) <= model.logLikelihood);
  }
  // s = 0 is the negative binomial model.
  const nbd = climb(objective, Float64Array.of(0, 1, -20, -20), {
    lower: Float64Array.of(-Infinity, -Infinity, -20, -20),
    upper: Float64Array.of(Infinity, Infinity, -20, -20),
  });
  assert(nbd.converged && nbd.value < model.logLikelihood);
});

Deno.test("fitParetoNbd takes a start of the user's along with its own", () => {
  const summary = simulateParetoBase({ ...base, customers: 300 });
  const model = fitParetoNbd(summary, { starts: [{ r: 5, alpha: 1, s: 5, beta: 1 }] });
  assertEquals(model.convergence!.starts, 5);
  assertRelative(model.params.r, fitParetoNbd(summary).params.r, 1e-7, "r");
});

Deno.test("fitParetoNbd says when customers do not stop", () => {
  const summary = simulateParetoBase({ ...base, customers: 400, s: 0.001, beta: 1e3 });
  const model = fitParetoNbd(summary);
  const codes = model.convergence!.flags.map((flag) => flag.code);
  assert(codes.includes("no-dropout"), codes.join());
  assert(model.warnings.some((text) => text.includes("fewer than 1 %")), model.warnings.join());
  // What is not known is not a number, also after a journey through JSON, which has none.
  assert(codes.includes("boundary") && Number.isNaN(model.standardErrors.s));
  const again = ParetoNbd.fromJSON(JSON.parse(JSON.stringify(model)));
  assertEquals(again.standardErrors, model.standardErrors);
  assertEquals(again.convergence, model.convergence);
});

Deno.test("fitParetoNbd says when customers stop at one common rate", () => {
  const summary = simulateParetoBase({ ...base, customers: 400, s: 2000, beta: 40_000 });
  const model = fitParetoNbd(summary);
  const codes = model.convergence!.flags.map((flag) => flag.code);
  assert(
    codes.includes("homogeneous-dropout") || codes.includes("weak-parameter"),
    codes.join(),
  );
  assertEquals(model.warnings.length, codes.length);
  // The ratio, the common rate, is known all the same.
  const rate = predictionIntervals([model], (m) => Float64Array.of(m.params.s / m.params.beta));
  if (codes.includes("homogeneous-dropout")) assertRelative(rate.estimate[0]!, 0.05, 0.3, "rate");
});

Deno.test("fitParetoNbd says when customers all buy at one rate", () => {
  const summary = simulateParetoBase({ ...base, customers: 400, r: 4000, alpha: 20_000 });
  const codes = fitParetoNbd(summary).convergence!.flags.map((flag) => flag.code);
  assert(codes.includes("homogeneous-purchase-rates"), codes.join());
});

Deno.test("fitParetoNbd never claims to know what three customers cannot tell", () => {
  const model = fitParetoNbd({
    customerId: ["a", "b", "c"],
    frequency: Float64Array.of(1, 0, 2),
    recency: Float64Array.of(5, 0, 8),
    T: Float64Array.of(10, 10, 10),
  });
  assert(model.warnings.length > 0);
  assert(
    model.conditionalExpectedPurchases(10, {
      customerId: ["a"],
      frequency: Float64Array.of(1),
      recency: Float64Array.of(5),
      T: Float64Array.of(10),
    }).every((n) => n >= 0 && Number.isFinite(n)),
  );
});

Deno.test("fitParetoNbd refuses data without repeat purchases, saying so", () => {
  const once: CustomerSummary = {
    customerId: ["a", "b"],
    frequency: Float64Array.of(0, 0),
    recency: Float64Array.of(0, 0),
    T: Float64Array.of(10, 12),
  };
  assertThrows(() => fitParetoNbd(once), InputError, "no customer has bought twice");
  assertThrows(
    () => fitParetoNbd({ ...once, T: Float64Array.of(0, 0) }),
    InputError,
    "first seen at the end",
  );
  assertThrows(
    () => fitParetoNbd({ ...once, frequency: Float64Array.of(1.5, 0) }),
    InputError,
    'customer "a"',
  );
});
