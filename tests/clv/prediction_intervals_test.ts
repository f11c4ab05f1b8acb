import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  customerLifetimeValue,
  fitGammaGamma,
  fitParetoNbd,
  ParetoNbd,
  predictionIntervals,
} from "perdura/clv/mod.ts";
import { normalQuantile, sumOf } from "perdura/stats/mod.ts";
import { simulateParetoBase } from "./_simulate.ts";

const summary = simulateParetoBase({
  customers: 500,
  r: 0.9,
  alpha: 5,
  s: 0.8,
  beta: 10,
  seed: 3,
});
const purchases = fitParetoNbd(summary);
const spend = fitGammaGamma(summary);

Deno.test("predictionIntervals of a parameter are those of the fit", () => {
  const { lower, upper, standardError } = predictionIntervals(
    [purchases],
    (model) => Float64Array.of(model.params.beta),
  );
  const known = purchases.parameterIntervals().beta!;
  assertAlmostEquals(lower[0]! / known.lower, 1, 1e-9);
  assertAlmostEquals(upper[0]! / known.upper, 1, 1e-9);
  assertAlmostEquals(standardError[0]! / purchases.standardErrors.beta!, 1, 1e-9);
});

Deno.test("predictionIntervals lie on the scale asked for, and widen with the level", () => {
  const predict = (model: ParetoNbd): Float64Array => model.probabilityAlive(summary);
  const narrow = predictionIntervals([purchases], predict, { scale: "logit", level: 0.5 });
  const wide = predictionIntervals([purchases], predict, { scale: "logit", level: 0.999 });
  const plain = predictionIntervals([purchases], predict, { scale: "identity" });
  const z = normalQuantile(0.975);
  narrow.estimate.forEach((p, i) => {
    assert(wide.lower[i]! >= 0 && wide.upper[i]! <= 1);
    assert(wide.lower[i]! <= narrow.lower[i]! && narrow.lower[i]! <= p);
    assert(p <= narrow.upper[i]! && narrow.upper[i]! <= wide.upper[i]!);
    assertAlmostEquals(plain.upper[i]! - p, z * plain.standardError[i]!, 1e-12);
    // Symmetric in the log-odds, where the standard error is that of p over p (1 − p).
    const logOdds = (q: number): number => Math.log(q / (1 - q));
    const half = normalQuantile(0.75) * narrow.standardError[i]! / (p * (1 - p));
    if (p > 1e-9 && p < 1) {
      assertAlmostEquals(logOdds(narrow.upper[i]!) - logOdds(p), half, 1e-8);
      assertAlmostEquals(logOdds(p) - logOdds(narrow.lower[i]!), half, 1e-8);
    }
  });
});

Deno.test("predictionIntervals of a value carry the uncertainty of both models", () => {
  const value = (p: ParetoNbd, g: typeof spend): Float64Array =>
    customerLifetimeValue({
      purchases: p,
      spend: g,
      summary,
      horizon: 52,
      discountRate: 0.003,
      margin: 0.4,
    });
  const both = predictionIntervals([purchases, spend], value);
  const first = predictionIntervals([purchases], (p) => value(p, spend));
  const second = predictionIntervals([spend], (g) => value(purchases, g));
  both.standardError.forEach((error, i) =>
    assertAlmostEquals(error, Math.hypot(first.standardError[i]!, second.standardError[i]!), 1e-9)
  );
  assertAlmostEquals(both.total.estimate, sumOf(both.estimate), 1e-9);
  assertAlmostEquals(
    both.total.standardError,
    Math.hypot(first.total.standardError, second.total.standardError),
    1e-7,
  );
  // Errors of the parameters are common to all customers: they do not average out.
  assert(both.total.standardError > 0.5 * sumOf(both.standardError));
});

Deno.test("predictionIntervals weight the total, not the customers", () => {
  const predict = (m: ParetoNbd): Float64Array => m.conditionalExpectedPurchases(10, summary);
  const weight = new Float64Array(summary.T.length).fill(3);
  const one = predictionIntervals([purchases], predict);
  const three = predictionIntervals([purchases], predict, { weight });
  assertEquals(three.standardError, one.standardError);
  assertAlmostEquals(three.total.standardError, 3 * one.total.standardError, 1e-9);
});

Deno.test("predictionIntervals without a fit claim nothing", () => {
  const model = ParetoNbd.fromParams(purchases.params);
  const { estimate, lower, upper, total } = predictionIntervals(
    [model],
    (m) => m.conditionalExpectedPurchases(10, summary),
  );
  assert(estimate.every((value) => value > 0));
  assert(lower.every(Number.isNaN) && upper.every(Number.isNaN) && Number.isNaN(total.lower));
});
