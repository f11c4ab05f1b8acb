import pl from "nodejs-polars";
import { seededRandom } from "perdura/core/mod.ts";
import type { AuditInput } from "perdura/repurchase/shop/mod.ts";

/** What the tables of invented orders do not say themselves. */
export interface InventedOrder {
  readonly userId: string;
  /** Days since 1970. */
  readonly placed: number;
  /** Whether the user bought again within 60 days. */
  readonly isFollowed: boolean;
  /** Whether that was before the delivery. */
  readonly isAnsweredAtDelivery: boolean;
}

/** States of earlier orders are below this at the export, and from this on as of their day. */
export const ofTheirDay = 100;

const perUser = ["gender", "country", "state", "city", "traffic_source"];
const perItem = ["product_category", "product_brand", "product_department", "dc_name"];
const perOrder = ["num_of_item", "order_hour", "order_day", "order_month"];
const events = [7, 14].flatMap((days) =>
  ["add", "organic", "social_network", "all"].map((source) => `events_${days}_days_${source}`)
);
const states = ["days_between_orders", "returned_orders", "num_past_purchase"];

/**
 * Orders of one to four per user over 1,000 days, of one to three items each, as both tables of the
 * audit have them. Nothing that is known about an order says whether it is followed by another.
 */
export function inventedAuditTables(users: number): {
  readonly input: AuditInput;
  readonly orders: ReadonlyMap<string, InventedOrder>;
  /** When the last order was placed, in days since 1970. */
  readonly end: number;
} {
  const random = seededRandom(1);
  const orders = new Map<string, InventedOrder>();
  const pick = (count: number) => `${random.integer(count)}`;
  const published: Record<string, string | number>[] = [];
  const asked: Record<string, string | number>[] = [];
  for (let user = 0; user < users; user++) {
    const userId = `u${user}`;
    const ofUser = Object.fromEntries(perUser.map((name) => [name, pick(20)]));
    const moments = Array.from(
      { length: 1 + random.integer(4) },
      () => 19_000 + 1_000 * random.next(),
    );
    // Many come back soon, some of them before their delivery.
    if (random.next() < 0.3) moments.push(moments[0]! + 20 * random.next());
    moments.sort((a, b) => a - b);
    moments.forEach((placed, i) => {
      const id = `o${user}-${i}`;
      const days = (moments[i + 1] ?? Infinity) - placed;
      const order = { userId, placed, isFollowed: days <= 60, isAnsweredAtDelivery: days < 5 };
      orders.set(id, order);
      const common = {
        order_id: id,
        user_id: userId,
        order_date: placed,
        repurchase: order.isFollowed ? 1 : 0,
      };
      const ofOrder = Object.fromEntries(
        [...perOrder, ...events].map((name) => [name, random.integer(24)]),
      );
      const atExport = Object.fromEntries(
        [...states, "cancelled_orders"].map((name) => [name, random.integer(4)]),
      );
      const items = 1 + random.integer(3);
      for (let item = 0; item < items; item++) {
        published.push({
          ...common,
          ...ofUser,
          age: 18 + user % 50,
          ...ofOrder,
          ...atExport,
          ...Object.fromEntries(perItem.map((name) => [name, pick(30)])),
          item_sale_price: 100 * random.next(),
          product_retail_price: 100 * random.next(),
        });
      }
      if (order.isAnsweredAtDelivery) return;
      asked.push({
        ...common,
        ...Object.fromEntries(states.map((name) => [name, ofTheirDay + random.integer(4)])),
      });
    });
  }
  const end = Math.max(...[...orders.values()].map(({ placed }) => placed));
  const table = (rows: readonly Record<string, string | number | null>[]) =>
    pl.DataFrame([...rows]).withColumns(
      pl.col("order_date").mul(86_400_000).cast(pl.Int64).cast(pl.Datetime("ms")),
    );
  const input = {
    asPublished: table(published),
    trainingData: table(
      asked.map((row) =>
        Number(row["order_date"]) + 70 <= end ? row : { ...row, repurchase: null }
      ),
    ),
  };
  return { input, orders, end };
}
