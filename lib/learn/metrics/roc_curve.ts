import { countsAbove } from "./_blocks_of_ties.ts";
import { checkRows } from "./_check_rows.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** Points of a ROC curve, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** Share of the noes at or above the threshold; NaN where there is no no. */
  readonly falsePositiveRate: Float64Array;
  /** Share of the yeses at or above the threshold; NaN where there is no yes. */
  readonly truePositiveRate: Float64Array;
  /** Descending, from Infinity on: above every probability. */
  readonly threshold: Float64Array;
}

/**
 * The ROC curve: shares of noes and of yeses at or above each probability.
 *
 * Points in the middle of a straight line are left out; what is drawn is the same.
 *
 * @param probabilities n probabilities or scores
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { rocCurve } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const curve = rocCurve(Float64Array.of(0.1, 0.4, 0.35, 0.8), Float64Array.of(0, 0, 1, 1));
 * assertEquals(curve.falsePositiveRate, Float64Array.of(0, 0, 0.5, 0.5, 1));
 * assertEquals(curve.truePositiveRate, Float64Array.of(0, 0.5, 0.5, 1, 1));
 * ```
 *
 * Source: Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27 (2006).
 */
export function rocCurve(
  probabilities: Probabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): RocCurve {
  checkRows(valuesOf(probabilities), outcome, weight);
  const { threshold, yes, no } = countsAbove(orderedProbabilities(probabilities), outcome, weight);
  const last = threshold.length - 1;
  const isCorner = (k: number) =>
    k === 0 || k === last ||
    yes[k + 1]! - yes[k]! !== yes[k]! - yes[k - 1]! || no[k + 1]! - no[k]! !== no[k]! - no[k - 1]!;
  const corners = Uint32Array.from(threshold, (_, k) => k).filter(isCorner);
  const points = corners.length + 1;
  const curve = {
    falsePositiveRate: new Float64Array(points),
    truePositiveRate: new Float64Array(points),
    threshold: new Float64Array(points).fill(Infinity),
  };
  // The first point is above every probability: 0 of all, NaN of none.
  curve.falsePositiveRate[0] = 0 / no[last]!;
  curve.truePositiveRate[0] = 0 / yes[last]!;
  corners.forEach((from, k) => {
    curve.falsePositiveRate[k + 1] = no[from]! / no[last]!;
    curve.truePositiveRate[k + 1] = yes[from]! / yes[last]!;
    curve.threshold[k + 1] = threshold[from]!;
  });
  return curve;
}
