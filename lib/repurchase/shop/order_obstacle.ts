import { plural } from "perdura/core/mod.ts";
import { answerDays, type OrderPart, orderParts } from "./order_folds.ts";
import type { OrderRows } from "./order_rows.ts";

/** What is needed of each part: so many users who buy again, and as many who do not. */
const needs = [
  {
    part: "train",
    fewest: 20,
    what: `There are too few users to learn from: after orders at least ${answerDays} days older ` +
      "than the test",
  },
  {
    part: "test",
    fewest: 10,
    what: "There are too few users to test on: after the latest quarter of the orders",
  },
] as const;

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
  for (const { fewest, part, what } of needs) {
    const buyers = usersWith(rows, parts, part, 1), others = usersWith(rows, parts, part, 0);
    if (Math.min(buyers, others) >= fewest) continue;
    return `${what} ${plural(buyers, "user")} bought again within 60 days and ${others} did not, ` +
      `and at least ${fewest} of each are needed`;
  }
  return undefined;
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
