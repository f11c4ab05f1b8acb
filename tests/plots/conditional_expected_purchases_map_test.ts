import { assertEquals } from "@std/assert";
import { ParetoNbd } from "perdura/clv/mod.ts";
import { conditionalExpectedPurchasesMap, frequencyRecencyGrid } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

Deno.test("conditionalExpectedPurchasesMap() finds where frequency stops to pay", () => {
  // The optimum of CDNOW. For x = 20, t_x = 20, T = 39 the BTYD walkthrough publishes 0.0225 as its
  // "increasing frequency paradox".
  const model = ParetoNbd.fromParams({ r: 0.5533, alpha: 10.5777, s: 0.6062, beta: 11.6687 });
  const grid = frequencyRecencyGrid(39, 20, 39);
  const { title } = conditionalExpectedPurchasesMap({
    ...scope,
    grid,
    values: model.conditionalExpectedPurchases(52, grid.summary),
    horizon: 52,
    model: model.name,
  });
  assertEquals(
    title,
    "After 19 silent weeks, customers with 4 repeat purchases are expected to buy more " +
      "(1.68 times) than those with 20 (0.02)",
  );
});

Deno.test("conditionalExpectedPurchasesMap() says so where frequency still pays", () => {
  const { title } = conditionalExpectedPurchasesMap({
    ...scope,
    grid: frequencyRecencyGrid(40, 2, 2),
    values: [0.1, 1, 0.4, 2],
    horizon: 52,
    model: "bg-nbd",
  });
  assertEquals(
    title,
    "After 20 silent weeks, expected purchases still grow with frequency, to 0.40 at 2",
  );
});
