import { eachBlockOfTies } from "./_blocks_of_ties.ts";
import { checkRows } from "./_check_rows.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/**
 * PR-AUC as average precision: Σ (recallₖ − recallₖ₋₁) precisionₖ over the different probabilities,
 * from the highest down.
 *
 * The base rate by guessing, 1 where every yes lies above every no. Rows of equal probability are
 * taken together.
 *
 * @param probabilities n probabilities or scores
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts, 0 allowed; default 1
 * @returns average precision; 0 where there is no yes
 *
 * @example
 * ```ts
 * import { prAuc } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const precision = prAuc(Float64Array.of(0.1, 0.4, 0.35, 0.8), Float64Array.of(0, 0, 1, 1));
 * assertAlmostEquals(precision, 0.5 * 1 + 0.5 * 2 / 3, 1e-12);
 * ```
 *
 * Source: Davis and Goadrich, "The relationship between precision-recall and ROC curves", ICML
 * (2006); no interpolation, as `average_precision_score` of scikit-learn.
 */
export function prAuc(
  probabilities: Probabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): number {
  checkRows(valuesOf(probabilities), outcome, weight);
  let sum = 0, yesAbove = 0, rowsAbove = 0;
  eachBlockOfTies(orderedProbabilities(probabilities), outcome, weight, (_, yes, no) => {
    yesAbove += yes;
    rowsAbove += yes + no;
    sum += yes * yesAbove / rowsAbove;
  });
  return yesAbove === 0 ? 0 : sum / yesAbove;
}
