import { assert, assertAlmostEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { orderForecasts, trainOrderRepurchase } from "perdura/repurchase/shop/mod.ts";
import { demoOrders } from "./_demo_orders.ts";

Deno.test("trainOrderRepurchase reaches 85 % of the attainable gain with 30,000 users", async () => {
  const { rows, truth } = await demoOrders(30_000, 11);
  const result = await trainOrderRepurchase(rows, { random: seededRandom(11), truth });
  assert(result !== undefined, "nothing was learnt");
  const { attained, importance, scores } = result;
  assert(attained! >= 0.85, `only ${attained} of the attainable gain was reached`);

  const named = (name: string) => scores.find((score) => score.name === name)!;
  const trees = named(orderForecasts.trees), best = named(orderForecasts.truth);
  assert(best.difference!.rocAuc.estimate > 0, "better than the truth");
  assert(
    named(orderForecasts.baseRate).difference!.logLoss.lower > 0,
    "no better than the base rate",
  );
  // Calibrated: what is expected happens.
  assertAlmostEquals(trees.scores.expected.estimate, trees.scores.actual.estimate, 0.01);

  // What matters in the simulation is found, and what does not is not.
  const themes = new Map(importance.map(({ permutation, theme }) => [theme, permutation]));
  for (const theme of ["delivery", "product", "visits", "source"]) {
    assert(themes.get(theme)! > 0.005, `"${theme}" matters, and is not found`);
  }
  for (const theme of ["person", "place", "brand", "centre", "hour", "calendar"]) {
    assert(Math.abs(themes.get(theme)!) < 0.003, `"${theme}" does not matter, and is used`);
  }
});
