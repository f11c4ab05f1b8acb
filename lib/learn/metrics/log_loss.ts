import { checkRows } from "./_check_rows.ts";
import { weightedMean } from "./_weighted_mean.ts";
import { type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** Probabilities nearer to 0 or 1 than this are taken for this, so that no row is infinite. */
const leastProbability = Number.EPSILON;

/** −ln of the probability of what happened, of each row. */
export function rowLogLoss(probabilities: Float64Array, outcome: Float64Array): Float64Array {
  return probabilities.map((p, i) => {
    const likely = outcome[i] === 1 ? p : 1 - p;
    return -Math.log(Math.min(1 - leastProbability, Math.max(leastProbability, likely)));
  });
}

/**
 * Log-loss: the mean of −ln of the probability of what happened; lower is better.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts; default 1
 * @returns nats per row
 *
 * @example
 * ```ts
 * import { logLoss } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(logLoss(Float64Array.of(0.5, 0.5), Float64Array.of(0, 1)), Math.LN2, 1e-12);
 * ```
 *
 * Source: Good, "Rational decisions", Journal of the Royal Statistical Society B 14 (1952).
 */
export function logLoss(
  probabilities: Probabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): number {
  const values = valuesOf(probabilities);
  checkRows(values, outcome, weight);
  return weightedMean(rowLogLoss(values, outcome), weight);
}
