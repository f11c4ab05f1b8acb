/**
 * How long the model of orders learns, and how good it gets: beside the time, the share of the
 * attainable gain in log-loss is said. 300,000 users need some minutes and 8 GB.
 */
import { seededRandom } from "perdura/core/mod.ts";
import { trainOrderRepurchase } from "perdura/repurchase/shop/mod.ts";
import { demoOrders } from "../slow/_demo_orders.ts";

for (const users of [5_000, 300_000]) {
  let demo: ReturnType<typeof demoOrders> | undefined;
  Deno.bench({
    name: `trainOrderRepurchase, ${users} users`,
    n: 1,
    warmup: 0,
    async fn(bench) {
      const { rows, truth } = await (demo ??= demoOrders(users, 11));
      bench.start();
      const result = await trainOrderRepurchase(rows, { random: seededRandom(11), truth });
      bench.end();
      console.log(
        `${rows.orderId.length} orders: ${result?.attained} of the attainable gain in log-loss`,
      );
    },
  });
}
