import { assert } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { trainOrderRepurchase } from "perdura/repurchase/shop/mod.ts";
import { demoOrders } from "./_demo_orders.ts";

// Takes about 9 GB and five minutes. Intervals are not asked for, so that two resamples are enough.
Deno.test("trainOrderRepurchase reaches 95 % of the attainable gain with 300,000 users", async () => {
  const { rows, truth } = await demoOrders(300_000, 11);
  const result = await trainOrderRepurchase(rows, {
    random: seededRandom(11),
    truth,
    replicates: 2,
  });
  assert(result !== undefined, "nothing was learnt");
  const { attained } = result;
  assert(attained! >= 0.95, `only ${attained} of the attainable gain was reached`);
});
