import { seededRandom } from "perdura/core/mod.ts";
import { orderFeatures, type OrderRows } from "perdura/repurchase/shop/mod.ts";

/** What the answers of invented orders depend on. */
export type Signal = "delivery" | "nothing";

/**
 * Invented orders, two of each user, over 1,000 days: late deliveries repel, one category attracts,
 * and everything else means nothing. The last 70 days have no answer yet.
 */
export function inventedOrders(users: number, signal: Signal, seed = 1): OrderRows {
  const random = seededRandom(seed);
  const n = 2 * users;
  const pick = (values: readonly string[]) => values[random.integer(values.length)]!;
  const placed = Float64Array.from({ length: n }, () => 19_000 + 1_000 * random.next());
  const delivery = Float64Array.from({ length: n }, () => 1 + 8 * random.next());
  const category = Array.from({ length: n }, () => pick(["Jeans", "Socks", "Hats"]));
  const columns = orderFeatures.map((feature) => {
    const { name } = feature;
    if (feature.kind === "category") {
      const values = name === "product_category"
        ? category
        : Array.from({ length: n }, () => pick(["a", "b", "c", "d"]));
      return { name, kind: "category" as const, values };
    }
    const values = name === "delivery_days"
      ? delivery
      : Float64Array.from({ length: n }, () => random.next() < 0.1 ? NaN : random.integer(5));
    return { name, kind: "number" as const, values };
  });
  const repurchase = placed.map((moment, i) => {
    if (moment > 19_930) return NaN;
    const log = signal === "nothing"
      ? -1.5
      : -1 - 0.5 * (delivery[i]! - 5) + (category[i] === "Hats" ? 1 : 0);
    return random.next() < 1 / (1 + Math.exp(-log)) ? 1 : 0;
  });
  return {
    orderId: Array.from({ length: n }, (_, i) => `o${i}`),
    userId: Array.from({ length: n }, (_, i) => `u${Math.floor(i / 2)}`),
    placed,
    repurchase,
    columns,
  };
}
