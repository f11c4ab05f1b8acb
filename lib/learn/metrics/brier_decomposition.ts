import { weightedMean } from "./_weighted_mean.ts";
import { brierScore } from "./brier_score.ts";
import type { Probabilities } from "./ordered_probabilities.ts";
import { reliability } from "./reliability.ts";

/** What a Brier score is made of: reliability − resolution + uncertainty + withinBins. */
export interface BrierDecomposition {
  readonly brier: number;
  /** Mean squared distance of what was expected in a bin from what happened; 0 is best. */
  readonly reliability: number;
  /** Mean squared distance of what happened in a bin from what happens at large; more is better. */
  readonly resolution: number;
  /** Base rate × (1 − base rate): the Brier score of the base rate. */
  readonly uncertainty: number;
  /** What binning leaves over: 0 where the probabilities of a bin are equal. */
  readonly withinBins: number;
}

/**
 * Divides the Brier score into what calibration costs, what telling rows apart gains, and what is
 * uncertain for everybody.
 *
 * Bins hold equal numbers of rows by their probability, equal probabilities never divided, as
 * {@linkcode reliability} makes them.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param bins at most so many bins, default 10
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { brierDecomposition } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const parts = brierDecomposition(Float64Array.of(0.2, 0.2, 0.7, 0.7), Float64Array.of(0, 0, 0, 1));
 * assertAlmostEquals(parts.resolution, 0.0625, 1e-12);
 * assertAlmostEquals(
 *   parts.brier,
 *   parts.reliability - parts.resolution + parts.uncertainty + parts.withinBins,
 *   1e-12,
 * );
 * ```
 *
 * Source: Murphy, "A new vector partition of the probability score", Journal of Applied Meteorology
 * 12 (1973); Stephenson, Coelho and Jolliffe, "Two extra components in the Brier score
 * decomposition", Weather and Forecasting 23 (2008).
 */
export function brierDecomposition(
  probabilities: Probabilities,
  outcome: Float64Array,
  bins?: number,
  weight?: Float64Array,
): BrierDecomposition {
  const brier = brierScore(probabilities, outcome, weight);
  const baseRate = weightedMean(outcome, weight);
  let distance = 0, resolution = 0, total = 0;
  for (const { rows, expected, actual } of reliability(probabilities, outcome, bins, weight)) {
    distance += rows * (expected - actual) ** 2;
    resolution += rows * (actual - baseRate) ** 2;
    total += rows;
  }
  distance /= total;
  resolution /= total;
  const uncertainty = baseRate * (1 - baseRate);
  const withinBins = brier - (distance - resolution + uncertainty);
  return { brier, reliability: distance, resolution, uncertainty, withinBins };
}
