import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import {
  orderObstacle,
  type OrderRows,
  trainOrderRepurchase,
} from "perdura/repurchase/shop/mod.ts";
import { inventedOrders } from "./_orders.ts";

const rows = inventedOrders(300, "delivery");

/** The same orders, of which only some of the first users buy again. */
function boughtBy(users: number): OrderRows {
  const number = (user: string) => Number(user.slice(1));
  return {
    ...rows,
    repurchase: rows.repurchase.map((answer, row) =>
      Number.isNaN(answer) ? NaN : number(rows.userId[row]!) < users ? 1 : 0
    ),
  };
}

/** The same orders, all of them of a few accounts. */
function heldBy(accounts: number): OrderRows {
  return { ...rows, userId: rows.userId.map((_, row) => `u${row % accounts}`) };
}

Deno.test("orderObstacle counts users, not orders", () => {
  assertEquals(orderObstacle(rows), undefined);
  assertStringIncludes(
    orderObstacle(heldBy(4))!,
    "4 users bought again within 60 days and 4 did not",
  );
  assertStringIncludes(orderObstacle(boughtBy(5))!, "at least 20 of each are needed");
  const all = { ...rows, repurchase: rows.repurchase.map((answer) => answer === 0 ? 1 : answer) };
  assertStringIncludes(orderObstacle(all)!, "and 0 did not");
});

Deno.test("orderObstacle wants users of both answers to test on", () => {
  const latest = rows.placed.toSorted()[Math.floor(rows.placed.length / 2)]!;
  /** The same orders, of which the later half have one answer, but for those of some users. */
  const ended = (answer: number, users: number) => ({
    ...rows,
    repurchase: rows.repurchase.map((was, row) => {
      if (Number.isNaN(was) || rows.placed[row]! < latest) return was;
      return rows.userId.indexOf(rows.userId[row]!) < 2 * users ? 1 - answer : answer;
    }),
  });
  assertStringIncludes(orderObstacle(ended(0, 0))!, "0 users bought again");
  assertStringIncludes(orderObstacle(ended(1, 0))!, "and 0 did not, and at least 10 of each");
  assertStringIncludes(orderObstacle(ended(0, 5))!, "too few users to test on");
  assertEquals(orderObstacle(ended(0, 60)), undefined);
});

Deno.test("orderObstacle lets nothing through that cannot be learnt from", async () => {
  const trees = { trees: 5, patience: 2 };
  for (let seed = 1; seed <= 5; seed++) {
    const few = boughtBy(45);
    assertEquals(orderObstacle(few), undefined);
    const { scores } = await trainOrderRepurchase(few, {
      random: seededRandom(seed),
      replicates: 10,
      trees,
    });
    assert(scores.every(({ scores }) => Number.isFinite(scores.logLoss.estimate)));
  }
});
