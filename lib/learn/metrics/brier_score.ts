import { checkRows } from "./_check_rows.ts";
import { weightedMean } from "./_weighted_mean.ts";
import { type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** (probability − outcome)² of each row. */
export function rowBrier(probabilities: Float64Array, outcome: Float64Array): Float64Array {
  return probabilities.map((p, i) => (p - outcome[i]!) ** 2);
}

/**
 * Brier score: the mean of (probability − outcome)²; lower is better.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts; default 1
 *
 * @example
 * ```ts
 * import { brierScore } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(brierScore(Float64Array.of(0.5, 1), Float64Array.of(0, 1)), 0.125);
 * ```
 *
 * Source: Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
 * Review 78 (1950).
 */
export function brierScore(
  probabilities: Probabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): number {
  const values = valuesOf(probabilities);
  checkRows(values, outcome, weight);
  return weightedMean(rowBrier(values, outcome), weight);
}
