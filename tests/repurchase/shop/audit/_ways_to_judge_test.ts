import { assert, assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { auditRows } from "perdura/repurchase/shop/audit/_audit_rows.ts";
import { auditSplits } from "perdura/repurchase/shop/audit/_audit_splits.ts";
import { waysToJudge } from "perdura/repurchase/shop/audit/_ways_to_judge.ts";
import { answerDays } from "perdura/repurchase/shop/mod.ts";
import { inventedAuditTables, ofTheirDay } from "./_audit_tables.ts";

const states = ["days_between_orders", "cancelled_orders", "returned_orders", "num_past_purchase"];
const { end, input, orders } = inventedAuditTables(600);
const ways = waysToJudge(auditRows(input, seededRandom(1)));
const judged = ways.map((way) => {
  const splits = auditSplits(way, seededRandom(2));
  const { orderId, userId } = way.rows;
  const sides = splits.map(({ count: { learn, stop }, test }) => [learn, stop, test]);
  const used = sides.flat(2).flatMap((rows) => [...rows]);
  /** Whether something of a row is on more than one side of any fold. */
  const isOnTwoSides = (values: readonly string[]) =>
    sides.some((three) => {
      const sets = three.map((rows) => new Set(Array.from(rows, (row) => values[row]!)));
      return sets.some((set, i) => sets.slice(i + 1).some((other) => !set.isDisjointFrom(other)));
    });
  return {
    ...way,
    splits,
    recognises: {
      rows: isOnTwoSides(orderId.map((_, row) => `${row}`)),
      orders: isOnTwoSides(orderId),
      users: isOnTwoSides(userId),
    },
    asksAnswered: used.some((row) => orders.get(orderId[row]!)!.isAnsweredAtDelivery),
    asksUnknown: used.some((row) => way.rows.placed[row]! + answerDays > end),
    isSeenAtExport: way.rows.columns.some(({ name, values }) =>
      states.includes(name) && used.some((row) => Number(values[row]) < ofTheirDay)
    ),
    learnsFromLater: splits.some(({ test, train }) => {
      const from = Math.min(...Array.from(test, (row) => way.rows.placed[row]!));
      return train.some((row) => way.rows.placed[row]! + answerDays > from);
    }),
  };
});
const named = (name: string) => judged.find((way) => way.name === name)!;

Deno.test("waysToJudge close one leak after the other, and open none but that of users, once", () => {
  const leaks = judged.map((way) => [
    way.name,
    [
      ...(way.recognises.rows ? ["test stops"] : []),
      ...(way.recognises.orders ? ["orders"] : []),
      ...(way.recognises.users ? ["users"] : []),
      ...(way.asksAnswered ? ["answered"] : []),
      ...(way.asksUnknown ? ["unknown"] : []),
      ...(way.isSeenAtExport ? ["export"] : []),
      ...(way.learnsFromLater ? ["later"] : []),
    ].join(" "),
  ]);
  assertEquals(leaks, [
    ["as published", "test stops orders users answered unknown export later"],
    ["trees counted on other rows", "orders users answered unknown export later"],
    ["one row per order", "users answered unknown export later"],
    ["users on one side only", "answered unknown export later"],
    ["unanswered at delivery", "unknown export later"],
    ["answers that are known", "export later"],
    ["earlier orders as of their day", "later"],
    ["later orders", "users"],
    ["honest", ""],
  ]);
});

Deno.test("waysToJudge let the test of what was published choose the number of trees, and no other", () => {
  for (const { name, splits } of judged) {
    for (const { count: { learn, stop }, test, train } of splits) {
      const tested = new Set(test);
      assert(tested.isDisjointFrom(new Set(train)), name);
      assert(new Set(learn).isDisjointFrom(new Set(stop)), name);
      assertEquals(!tested.isDisjointFrom(new Set(stop)), name === "as published");
      if (name === "as published") assertEquals([learn, stop], [train, test]);
    }
  }
});

Deno.test("waysToJudge let trees learn from the same share everywhere: four fifths", () => {
  const [published, counted] = judged;
  published!.splits.forEach(({ test, train }, k) => {
    assertEquals(train, counted!.splits[k]!.train);
    assertEquals(test, counted!.splits[k]!.test);
  });
  for (const { canLearn, name, rows, splits } of judged) {
    const learnable = rows.orderId.filter((_, row) => canLearn(row)).length;
    for (const { count: { stop }, train } of splits) {
      assertAlmostEquals(train.length / learnable, 0.8, 0.03, name);
      if (name === "as published") continue;
      assertAlmostEquals(stop.length / learnable, 0.8 * 0.15, 0.03, name);
    }
  }
});

Deno.test("waysToJudge judge each row once", () => {
  for (const { canJudge, rows, splits } of judged) {
    assertEquals(
      splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b),
      [...rows.orderId.keys()].filter(canJudge),
    );
  }
});

Deno.test("waysToJudge leave orders on their side as long as users are kept together", () => {
  const before = named("users on one side only");
  for (
    const name of [
      "unanswered at delivery",
      "answers that are known",
      "earlier orders as of their day",
      "honest",
    ]
  ) {
    named(name).splits.forEach(({ count, test, train }, k) => {
      const all = before.splits[k]!;
      assert(new Set(train).isSubsetOf(new Set(all.train)), name);
      assert(new Set(count.stop).isSubsetOf(new Set(all.count.stop)), name);
      assert(new Set(test).isSubsetOf(new Set(all.test)), name);
    });
  }
});

Deno.test("waysToJudge keep answers and columns as published, but for states of earlier orders", () => {
  const [published, ofDay] = [named("one row per order"), named("honest")];
  assertEquals(published.rows.orderId.length, orders.size);
  published.rows.orderId.forEach((id, row) => {
    assertEquals(published.rows.repurchase[row], orders.get(id)!.isFollowed ? 1 : 0);
  });
  assertEquals(ofDay.rows.repurchase, published.rows.repurchase);
  assertEquals(ofDay.rows.orderId, published.rows.orderId);
  const changed = published.rows.columns.filter((column) => {
    const other = ofDay.rows.columns.find(({ name }) => name === column.name);
    if (other !== undefined) assertEquals(other.kind, column.kind);
    return column.values.some((value, row) => !Object.is(value, other?.values[row]));
  });
  assertEquals(new Set(changed.map(({ name }) => name)), new Set(states));
  // When an order was cancelled is not stored.
  assert(!ofDay.rows.columns.some(({ name }) => name === "cancelled_orders"));
  const { order_id: ids, num_past_purchase: purchases } = {
    order_id: input.trainingData.getColumn("order_id").toArray() as unknown as string[],
    num_past_purchase: input.trainingData.getColumn("num_past_purchase")
      .toArray() as unknown as number[],
  };
  const shown = ofDay.rows.columns.find(({ name }) => name === "num_past_purchase")!.values;
  assertGreater(ids.length, 500);
  ids.forEach((id, row) => {
    assertEquals(shown[ofDay.rows.orderId.indexOf(id)], purchases[row]);
  });
});
