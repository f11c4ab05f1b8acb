/**
 * How good the model of orders gets, and how long it takes: `deno bench … order_repurchase_bench.ts`
 * says the share of the attainable gain in log-loss beside the time. With 300,000 users it needs
 * some minutes and 6 GB.
 */
import { seededRandom } from "perdura/core/mod.ts";
import { trainOrderRepurchase } from "perdura/repurchase/shop/mod.ts";
import { demoOrders } from "../slow/_demo_orders.ts";

for (const users of [5_000, 300_000]) {
  Deno.bench({
    name: `trainOrderRepurchase, ${users} users`,
    n: 1,
    warmup: 0,
    async fn(bench) {
      const { rows, truth } = await demoOrders(users, 11);
      bench.start();
      const result = await trainOrderRepurchase(rows, { random: seededRandom(11), truth });
      bench.end();
      console.log(
        `${users} users, ${rows.orderId.length} orders: ${result?.attained} of the attainable ` +
          "gain in log-loss",
      );
    },
  });
}
