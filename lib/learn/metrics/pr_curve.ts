import { countsAbove } from "./_blocks_of_ties.ts";
import { checkRows } from "./_check_rows.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** Points of a precision-recall curve, by ascending threshold. */
export interface PrCurve {
  /** Share of yeses among the rows at or above the threshold; at the end 1, of none. */
  readonly precision: Float64Array;
  /** Share of the yeses at or above the threshold; at the end 0. */
  readonly recall: Float64Array;
  /** One fewer than there are points: the last point is above every probability. */
  readonly threshold: Float64Array;
}

/**
 * The precision-recall curve: precision and recall at each probability.
 *
 * @param probabilities n probabilities or scores
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts, 0 allowed; default 1
 * @returns the points; recall is 1 throughout where there is no yes
 *
 * @example
 * ```ts
 * import { prCurve } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const curve = prCurve(Float64Array.of(0.1, 0.4, 0.35, 0.8), Float64Array.of(0, 0, 1, 1));
 * assertEquals(curve.precision, Float64Array.of(0.5, 2 / 3, 0.5, 1, 1));
 * assertEquals(curve.recall, Float64Array.of(1, 1, 0.5, 0.5, 0));
 * ```
 *
 * Source: Davis and Goadrich, "The relationship between precision-recall and ROC curves", ICML
 * (2006).
 */
export function prCurve(
  probabilities: Probabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): PrCurve {
  checkRows(valuesOf(probabilities), outcome, weight);
  const { threshold, yes, no } = countsAbove(orderedProbabilities(probabilities), outcome, weight);
  const points = threshold.length, all = yes[points - 1] ?? 0;
  const precision = new Float64Array(points + 1), recall = new Float64Array(points + 1);
  for (let k = 0; k < points; k++) {
    const from = points - 1 - k;
    precision[k] = yes[from]! / (yes[from]! + no[from]!);
    recall[k] = all === 0 ? 1 : yes[from]! / all;
  }
  precision[points] = 1;
  return { precision, recall, threshold: threshold.slice().reverse() };
}
