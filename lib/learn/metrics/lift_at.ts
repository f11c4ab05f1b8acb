import { eachBlockOfTies } from "./_blocks_of_ties.ts";
import { checkRows } from "./_check_rows.ts";
import { weightedMean } from "./_weighted_mean.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/**
 * The lift of the rows with the highest probabilities: their share of yeses over the share in all.
 *
 * Rows of equal probability count in equal parts, as in {@linkcode decileTable}.
 *
 * @param probabilities n probabilities or scores
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param share of the rows, above 0 and at most 1; of the last row a part counts in part
 * @param weight how many times each row counts, 0 allowed; default 1
 * @returns lift, 1 by guessing; NaN where there is no yes
 *
 * @example
 * ```ts
 * import { liftAt } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(liftAt(Float64Array.of(0.9, 0.5, 0.4, 0.1), Float64Array.of(1, 0, 0, 0), 0.25), 4);
 * ```
 */
export function liftAt(
  probabilities: Probabilities,
  outcome: Float64Array,
  share: number,
  weight?: Float64Array,
): number {
  checkRows(valuesOf(probabilities), outcome, weight);
  const all = weight === undefined ? outcome.length : weight.reduce((sum, w) => sum + w, 0);
  const wanted = share * all;
  let rows = 0, yeses = 0;
  eachBlockOfTies(orderedProbabilities(probabilities), outcome, weight, (_, yes, no) => {
    const part = Math.max(0, Math.min(1, (wanted - rows) / (yes + no)));
    rows += part * (yes + no);
    yeses += part * yes;
  });
  return yeses / rows / weightedMean(outcome, weight);
}
