/**
 * How much of the way from the base rate to the best possible forecast a forecast has come, by
 * log-loss: (H(p̄) − L(p, q)) / (H(p̄) − H(p)), where L(p, q) = −mean(p ln q + (1 − p) ln (1 − q)) is
 * expected over what may happen, H(p) = L(p, p), and p̄ is the mean of p.
 *
 * 1 is the best possible, 0 no better than always saying the base rate.
 *
 * @param truth n true probabilities, as a simulator knows them
 * @param forecast n probabilities
 *
 * @example
 * ```ts
 * import { attainedShare } from "perdura/repurchase/shop/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const truth = Float64Array.of(0.1, 0.3);
 * assertAlmostEquals(attainedShare(truth, truth), 1, 1e-12);
 * assertAlmostEquals(attainedShare(truth, Float64Array.of(0.2, 0.2)), 0, 1e-12);
 * ```
 */
export function attainedShare(truth: Float64Array, forecast: Float64Array): number {
  const mean = truth.reduce((sum, p) => sum + p, 0) / truth.length;
  const base = expectedLogLoss(truth, truth.map(() => mean));
  return (base - expectedLogLoss(truth, forecast)) / (base - expectedLogLoss(truth, truth));
}

function expectedLogLoss(truth: Float64Array, forecast: Float64Array): number {
  return truth.reduce((sum, p, i) => {
    const q = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, forecast[i]!));
    return sum - p * Math.log(q) - (1 - p) * Math.log1p(-q);
  }, 0) / truth.length;
}
