import type { Random } from "perdura/core/mod.ts";
import { groupFolds } from "perdura/learn/mod.ts";
import type { OrderRows } from "./order_rows.ts";
import { completionDays, repurchaseDays } from "./query_shop.ts";

/** Days from an order until its answer can be known. */
export const answerDays = repurchaseDays + completionDays;

/** What becomes of an order in training and test. */
export type OrderPart = "train" | "gap" | "test" | "open";

/** Orders divided in time, and their users dealt out to folds. */
export interface OrderFolds {
  /**
   * "train" where the answer was known before the test begins, "gap" where it was not, "test" from
   * then on, "open" where it is not known yet.
   */
  readonly part: readonly OrderPart[];
  /** The fold of each order; all orders of a user are in one. */
  readonly fold: Uint8Array;
  readonly folds: number;
  /** When the test begins, in days since 1970. */
  readonly testFrom: number;
}

/** Above this number of orders, fewer folds are enough. */
const manyOrders = 60_000;

/** Divides orders in time: the test are the latest quarter of those whose answer is known. */
export function orderParts(
  { placed, repurchase }: OrderRows,
): { parts: OrderPart[]; testFrom: number } {
  const known = placed.filter((_, i) => !Number.isNaN(repurchase[i]!)).sort();
  const testFrom = known[Math.floor(known.length * 0.75)] ?? Infinity;
  const parts = Array.from(placed, (moment, i): OrderPart => {
    if (Number.isNaN(repurchase[i]!)) return "open";
    if (moment >= testFrom) return "test";
    return moment + answerDays <= testFrom ? "train" : "gap";
  });
  return { parts, testFrom };
}

/**
 * Divides orders for training and test: by time with a gap as long as an answer takes, and by user.
 *
 * A forest of a fold learns from the orders of training of users in the other folds: every order has
 * one that has seen nothing of its user, and every order of the test one that has seen nothing as
 * late.
 *
 * @throws {InputError} where there are fewer users than folds
 */
export function orderFolds(rows: OrderRows, random: Random): OrderFolds {
  const { parts, testFrom } = orderParts(rows);
  const folds = rows.placed.length > manyOrders ? 3 : 5;
  return { part: parts, fold: groupFolds(rows.userId, { folds, random }), folds, testFrom };
}

/** The rows of some parts, ascending. */
export function rowsIn(part: readonly OrderPart[], ...wanted: OrderPart[]): Uint32Array {
  return Uint32Array.from(part.keys()).filter((row) => wanted.includes(part[row]!));
}
