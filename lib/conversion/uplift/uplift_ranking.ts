import { InputError } from "perdura/core/mod.ts";
import type { RowGroups } from "perdura/features/row_groups.ts";

/** n customers of a campaign in which chance decided who got the message. */
export interface UpliftRows {
  /** 1 for customers who got the message, 0 for the control group. */
  readonly treatment: Uint8Array;
  /** 1 for a response, 0 for none. */
  readonly outcome: Float64Array;
  /** What each row belongs to, for example its customer; absent where each is its own. */
  readonly groups?: RowGroups;
}

/** Customers in the order of a score, worked out once for many weightings. */
export interface UpliftRanking extends UpliftRows {
  /** Rows from the highest score to the lowest; of equal ones the later row first. */
  readonly order: Uint32Array;
  /** Places in the order after which a lower score begins; the last is n. */
  readonly ends: Uint32Array;
}

/**
 * Puts customers in the order of a score: those whom a message changes most come first.
 *
 * @param score n values, not NaN; the customers of one value are a block that is never divided in
 * curves
 * @throws {InputError} where the columns differ in length, a score is NaN, or everybody or nobody
 * got the message
 *
 * @example
 * ```ts
 * import { upliftRanking } from "perdura/conversion/uplift/uplift_ranking.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { order, ends } = upliftRanking(Float64Array.of(0.1, 0.3, 0.1), {
 *   treatment: Uint8Array.of(1, 0, 1),
 *   outcome: Float64Array.of(0, 1, 1),
 * });
 * assertEquals([[...order], [...ends]], [[1, 2, 0], [1, 3]]);
 * ```
 */
export function upliftRanking(score: Float64Array, rows: UpliftRows): UpliftRanking {
  const { treatment, outcome } = rows;
  const n = score.length;
  if (treatment.length !== n || outcome.length !== n) {
    throw new InputError(
      `Rank customers by one score each: there are ${n} scores, ${treatment.length} treatments ` +
        `and ${outcome.length} outcomes`,
    );
  }
  if (score.some(Number.isNaN)) {
    throw new InputError("Rank customers by numbers: a score is NaN, and has no place in an order");
  }
  const treated = treatment.reduce((sum, value) => sum + value, 0);
  if (treated === 0 || treated === n) {
    throw new InputError(
      "Compare customers who got the message with a control group: " +
        `${treated === 0 ? "nobody" : "everybody"} got it`,
    );
  }
  const order = Uint32Array.from(score, (_, row) => row)
    .sort((a, b) => score[b]! - score[a]! || b - a);
  const ends: number[] = [];
  for (let k = 1; k <= n; k++) {
    if (k === n || score[order[k]!] !== score[order[k - 1]!]) ends.push(k);
  }
  return { ...rows, order, ends: Uint32Array.from(ends) };
}
