import type { Probabilities } from "./ordered_probabilities.ts";
import { reliability } from "./reliability.ts";

/**
 * Expected calibration error (ECE): the mean distance, over rows, of what was expected in a row's bin
 * from what happened in it.
 *
 * Bins hold equal numbers of rows by their probability, equal probabilities never divided, as
 * {@linkcode reliability} makes them. Even a forecast without fault has an error above 0, of about
 * √(2 p (1 − p) bins / (π n)).
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param bins at most so many bins, default 10
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { calibrationError } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const error = calibrationError(Float64Array.of(0.2, 0.2, 0.7, 0.7), Float64Array.of(0, 0, 0, 1));
 * assertAlmostEquals(error, 0.2, 1e-12);
 * ```
 *
 * Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
 * binning", AAAI (2015); equal-mass bins as in Nixon and others, "Measuring calibration in deep
 * learning" (2019).
 */
export function calibrationError(
  probabilities: Probabilities,
  outcome: Float64Array,
  bins?: number,
  weight?: Float64Array,
): number {
  let sum = 0, total = 0;
  for (const { rows, expected, actual } of reliability(probabilities, outcome, bins, weight)) {
    sum += rows * Math.abs(expected - actual);
    total += rows;
  }
  return sum / total;
}
