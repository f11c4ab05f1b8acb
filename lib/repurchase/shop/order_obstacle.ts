import { plural } from "perdura/core/mod.ts";
import { type OrderPart, orderParts } from "./order_folds.ts";
import type { OrderRows } from "./order_rows.ts";

/** Fewest users with a repurchase to learn from, and fewest without. */
const fewestUsers = 20;

/**
 * Why nothing can be learnt about which orders are followed by another; undefined where it can.
 *
 * Users are counted, not orders: all orders of a user are in one fold, so that a hundred repurchases
 * of one account are of one fold too.
 *
 * @param rows completed orders
 */
export function orderObstacle(rows: OrderRows): string | undefined {
  const { parts } = orderParts(rows);
  const buyers = usersWith(rows, parts, "train", 1);
  const others = usersWith(rows, parts, "train", 0);
  if (Math.min(buyers, others) < fewestUsers) {
    return `There are too few users to learn from: ${plural(buyers, "user")} bought again within ` +
      `60 days and ${others} did not, long enough before the end of the data, and at least ` +
      `${fewestUsers} of each are needed`;
  }
  const isTold = [0, 1].every((answer) => usersWith(rows, parts, "test", answer) > 0);
  return isTold ? undefined : "There is nothing to test on what would be learnt: of the latest " +
    `quarter of the orders ${usersWith(rows, parts, "test", 1) > 0 ? "all" : "none"} were ` +
    "followed by another within 60 days";
}

/** Users with an order of a part that has an answer, 1 for a repurchase. */
function usersWith(
  { repurchase, userId }: OrderRows,
  parts: readonly OrderPart[],
  part: OrderPart,
  answer: number,
): number {
  return new Set(userId.filter((_, row) => parts[row] === part && repurchase[row] === answer)).size;
}
