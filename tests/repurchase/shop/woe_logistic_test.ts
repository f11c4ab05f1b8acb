import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { orderFolds } from "perdura/repurchase/shop/mod.ts";
import { woeLogistic } from "perdura/repurchase/shop/woe_logistic.ts";
import { inventedOrders } from "./_orders.ts";

Deno.test("woeLogistic says the share of repurchases where no column says anything", () => {
  const rows = inventedOrders(300, "nothing");
  const constant = {
    ...rows,
    columns: rows.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: column.values.map(() => 1) }
        : { ...column, values: column.values.map(() => "a") }
    ),
  };
  const folds = orderFolds(constant, seededRandom(1));
  const { probability } = woeLogistic(constant, folds, seededRandom(2));
  for (let fold = 0; fold < folds.folds; fold++) {
    const own = new Set(probability.filter((_, row) => folds.fold[row] === fold));
    assertEquals(own.size, 1);
    const [share] = own;
    assert(share! > 0.1 && share! < 0.3);
  }
});
