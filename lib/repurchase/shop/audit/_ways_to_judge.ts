import type { AuditRows } from "./_audit_rows.ts";
import type { Division } from "./_audit_splits.ts";
import { answerDays } from "../order_folds.ts";
import type { OrderRows } from "../order_rows.ts";

/** One way to judge the trees. */
export interface WayToJudge extends Division {
  readonly name: string;
  /** What is other than in the way before, and why it matters. */
  readonly change: string;
  readonly rows: OrderRows;
}

/** Ways to judge the same trees, from the one that was published to the honest one. */
export function waysToJudge(
  { isAsked, items, orders, ordersOfTheirDay, part }: AuditRows,
): WayToJudge[] {
  const each = ({ orderId }: OrderRows) => orderId.map((_, row) => `${row}`);
  const always = () => true;
  const asPublished = {
    rows: items,
    belongsTo: each(items),
    canLearn: always,
    canJudge: always,
    isStoppedByTest: true,
  };
  const stoppedByOthers = { ...asPublished, isStoppedByTest: false };
  const byOrder = { ...stoppedByOthers, rows: orders, belongsTo: orders.orderId };
  const byUser = { ...byOrder, belongsTo: orders.userId };
  const asked = { ...byUser, ...both((row) => isAsked[row]!) };
  const answered = { ...byUser, ...both((row) => part[row] !== "open") };
  const ofTheirDay = { ...answered, rows: ordersOfTheirDay };
  const honest = {
    ...ofTheirDay,
    canLearn: (row: number) => part[row] === "train",
    canJudge: (row: number) => part[row] === "test",
  };
  return [
    {
      name: "as published",
      change: "One row per item, divided at random; the number of trees is chosen on the test " +
        "itself, earlier orders are seen in their state at the export, and orders of the last " +
        "weeks count as not followed by a repurchase",
      ...asPublished,
    },
    {
      name: "trees counted on other rows",
      change: "The number of trees is chosen on rows of neither training nor test",
      ...stoppedByOthers,
    },
    {
      name: "one row per order",
      change: "An order with two items no longer has one of them in training, with the answer, " +
        "and the other in the test",
      ...byOrder,
    },
    {
      name: "users on one side only",
      change: "A user with several orders is no longer recognised in the test",
      ...byUser,
    },
    {
      name: "unanswered at delivery",
      change: "Orders are left out whose user had bought again before they were delivered, which " +
        "is when the question is asked",
      ...asked,
    },
    {
      name: "answers that are known",
      change: `Orders of the last ${answerDays} days are left out: they no longer count as not ` +
        "followed by a repurchase before anyone can know",
      ...answered,
    },
    {
      name: "earlier orders as of their day",
      change: "Earlier orders are seen in the state that they had when the order was placed, no " +
        "longer in that at the export; cancelled ones are not counted, since no day is stored",
      ...ofTheirDay,
    },
    {
      name: "later orders",
      change: "Divided by time instead of by user: what is learnt is older than the test by the " +
        `${answerDays} days after which an answer is known; users may be on both sides again`,
      ...honest,
      belongsTo: orders.orderId,
    },
    { name: "honest", change: "Divided by time and by user", ...honest },
  ];
}

function both(isIn: (row: number) => boolean): Pick<Division, "canLearn" | "canJudge"> {
  return { canLearn: isIn, canJudge: isIn };
}
