import { countsAbove } from "./_blocks_of_ties.ts";
import { checkRows } from "./_check_rows.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** What acting on a row costs, and what a yes among the rows acted on brings; in one currency. */
export interface CostAndMargin {
  readonly cost: number;
  readonly margin: number;
}

/** Profit by how many are acted on, from nobody to all. */
export interface ProfitCurve {
  /** Act where the probability is at least this; descending, from Infinity on. */
  readonly threshold: Float64Array;
  /** Number of rows acted on. */
  readonly acted: Float64Array;
  /** margin × yeses acted on − cost × rows acted on. */
  readonly profit: Float64Array;
}

/**
 * What it brings to act on the rows with the highest probabilities, for each possible threshold.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 *
 * @example
 * ```ts
 * import { profitCurve } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const curve = profitCurve(
 *   Float64Array.of(0.9, 0.5, 0.1),
 *   Float64Array.of(1, 1, 0),
 *   { cost: 1, margin: 5 },
 * );
 * assertEquals(curve.profit, Float64Array.of(0, 4, 8, 7));
 * ```
 */
export function profitCurve(
  probabilities: Probabilities,
  outcome: Float64Array,
  { cost, margin }: CostAndMargin,
): ProfitCurve {
  checkRows(valuesOf(probabilities), outcome);
  const { threshold, yes, no } = countsAbove(orderedProbabilities(probabilities), outcome);
  const points = threshold.length + 1;
  const curve = {
    threshold: new Float64Array(points).fill(Infinity),
    acted: new Float64Array(points),
    profit: new Float64Array(points),
  };
  for (let k = 1; k < points; k++) {
    curve.threshold[k] = threshold[k - 1]!;
    curve.acted[k] = yes[k - 1]! + no[k - 1]!;
    curve.profit[k] = margin * yes[k - 1]! - cost * curve.acted[k]!;
  }
  return curve;
}
