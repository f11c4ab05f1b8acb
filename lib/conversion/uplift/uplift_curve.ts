import { type ArmCounts, countRow, extraResponses, gainOfAll, noCounts } from "./_arm_counts.ts";
import type { UpliftRanking } from "./uplift_ranking.ts";

/** Points of a curve over customers in the order of a score; it begins at (0, 0). */
export interface UpliftCurve {
  /** Customers so far, ascending from 0 to n. */
  readonly customers: Float64Array;
  /** Responses gained so far. */
  readonly gained: Float64Array;
}

/**
 * The Qini curve: responses among the first customers who got the message, minus those that the
 * control customers among them lead to expect, Y₁ − Y₀ n₁ / n₀.
 *
 * A straight line from its first point to its last is what random order gains.
 *
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { qiniCurve, upliftRanking } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ranking = upliftRanking(Float64Array.of(4, 3, 2, 1), {
 *   treatment: Uint8Array.of(1, 0, 1, 0),
 *   outcome: Float64Array.of(1, 0, 1, 1),
 * });
 * assertEquals([...qiniCurve(ranking).gained], [0, 1, 1, 2, 1]);
 * ```
 *
 * Source: Radcliffe, "Using control groups to target on predicted lift", Direct Marketing Analytics
 * Journal 3 (2007); as `qini_curve` of scikit-uplift 0.5.1.
 */
export function qiniCurve(ranking: UpliftRanking, weight?: Float64Array): UpliftCurve {
  return curveOf(ranking, extraResponses, weight);
}

/**
 * The uplift curve: how many responses a message to all of the first customers would add, the
 * difference of their response rates with and without it times their number.
 *
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { upliftCurve, upliftRanking } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ranking = upliftRanking(Float64Array.of(4, 3, 2, 1), {
 *   treatment: Uint8Array.of(1, 0, 1, 0),
 *   outcome: Float64Array.of(1, 0, 1, 1),
 * });
 * assertEquals([...upliftCurve(ranking).gained], [0, 1, 2, 3, 2]);
 * ```
 *
 * Source: Devriendt, Guns and Verbeke, "Learning to rank for uplift modeling" (2020),
 * arXiv:2002.05897; as `uplift_curve` of scikit-uplift 0.5.1.
 */
export function upliftCurve(ranking: UpliftRanking, weight?: Float64Array): UpliftCurve {
  return curveOf(ranking, gainOfAll, weight);
}

function curveOf(
  { order, ends, treatment, outcome }: UpliftRanking,
  gainOf: (counts: ArmCounts) => number,
  weight?: Float64Array,
): UpliftCurve {
  const customers = new Float64Array(ends.length + 1);
  const gained = new Float64Array(ends.length + 1);
  const counts = noCounts();
  for (let block = 0, k = 0; block < ends.length; block++) {
    for (; k < ends[block]!; k++) {
      const row = order[k]!;
      countRow(counts, { treatment, outcome }, row, weight?.[row]);
    }
    customers[block + 1] = counts.treated + counts.control;
    gained[block + 1] = gainOf(counts);
  }
  return { customers, gained };
}
