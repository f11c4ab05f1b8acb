import { eachBlockOfTies } from "./_blocks_of_ties.ts";
import { checkRows } from "./_check_rows.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/**
 * ROC-AUC: the share of pairs, one yes and one no, in which the yes has the higher probability, ties
 * counting half.
 *
 * 0.5 by guessing, 1 where every yes lies above every no. Depends on the order of the probabilities
 * alone: any score will do.
 *
 * @param probabilities n probabilities or scores
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts, 0 allowed; default 1
 * @returns a share of pairs; NaN where all rows are alike
 *
 * @example
 * ```ts
 * import { rocAuc } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rocAuc(Float64Array.of(0.1, 0.4, 0.35, 0.8), Float64Array.of(0, 0, 1, 1)), 0.75);
 * ```
 *
 * Source: Hanley and McNeil, "The meaning and use of the area under a ROC curve", Radiology 143
 * (1982).
 */
export function rocAuc(
  probabilities: Probabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): number {
  checkRows(valuesOf(probabilities), outcome, weight);
  let pairs = 0, yesAbove = 0, noAbove = 0;
  eachBlockOfTies(orderedProbabilities(probabilities), outcome, weight, (_, yes, no) => {
    pairs += no * (yesAbove + yes / 2);
    yesAbove += yes;
    noAbove += no;
  });
  return pairs / (yesAbove * noAbove);
}
