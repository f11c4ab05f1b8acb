import { assert, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import {
  orderRows,
  queryAsPublished,
  queryRepurchases,
  queryShop,
  repurchaseDays,
} from "perdura/repurchase/shop/mod.ts";
import { realData, withoutRealData } from "../../_data.ts";
import {
  dayOf,
  onTables,
  orderRow,
  queryRows,
  randomShop,
  type Row,
  type ShopRows,
} from "./_shop.ts";

const nobody: Omit<ShopRows, "orders"> = randomShop(1, 1);

Deno.test("queryShop finds the next completed order within 60 days of 24 hours", async () => {
  const { repurchases } = await queryRows({
    ...nobody,
    orders: [
      orderRow("9", "a", 0),
      orderRow("3", "a", 2, { status: "Cancelled" }),
      orderRow("7", "a", 20.5),
      orderRow("5", "a", 80.5),
      orderRow("4", "a", 140.6),
      orderRow("8", "b", 1),
    ],
  });
  const rows = repurchases.select("original_order", "repurchase_order", "days_between").rows();
  assertEquals(rows, [
    ["9", "7", 20],
    ["7", "5", 60],
    ["5", null, null],
    ["4", null, null],
    ["8", null, null],
  ]);
});

Deno.test("queryShop asks of each completed order, or of a user's first alone", async () => {
  const shop = {
    ...nobody,
    orders: [
      orderRow("1", "a", 5, { status: "Shipped" }),
      orderRow("2", "a", 9),
      orderRow("3", "a", 12),
    ],
  };
  const orders = (frame: pl.DataFrame) => frame.getColumn("original_order").toArray();
  assertEquals(orders((await queryRows(shop, "each")).repurchases), ["2", "3"]);
  assertEquals(orders((await queryRows(shop, "first")).repurchases), ["2"]);
});

Deno.test("queryShop counts earlier orders in the state they were in when the order was placed", async () => {
  const { user_order_behaviour } = await queryRows({
    ...nobody,
    orders: [
      orderRow("complete", "a", 10, { delivered: 12 }),
      orderRow("returned", "a", 20, { status: "Returned", delivered: 22, returned: 25 }),
      orderRow("returned later", "a", 30, { status: "Returned", delivered: 32, returned: 99 }),
      orderRow("on its way", "a", 48, { delivered: 53 }),
      orderRow("cancelled", "a", 49, { status: "Cancelled", shipped: null, delivered: null }),
      orderRow("now", "a", 50, { delivered: 54 }),
      orderRow("future", "a", 51, { status: "Cancelled", shipped: null, delivered: null }),
    ],
  });
  const [now] = user_order_behaviour.filter(pl.col("order_id").eq(pl.lit("now"))).toRecords();
  const { num_past_orders, num_past_purchase, returned_orders } = now!;
  assertEquals([num_past_orders, num_past_purchase, returned_orders].map(Number), [5, 2, 1]);
  assertEquals(
    [now!.days_between_orders, now!.days_since_last_order, now!.days_since_first_order],
    [
      20,
      1,
      40,
    ],
  );
  assertEquals(now!.longest_past_delivery_days, 2);
});

Deno.test("queryShop counts visits in the 7, 14 and 30 days before the order, not after it", async () => {
  const event = (day: number, source: string, type = "home"): Row => ({
    id: `${day}`,
    user_id: "a",
    session_id: `s${source}`,
    created_at: dayOf(day),
    traffic_source: source,
    event_type: type,
  });
  const { user_events } = await queryRows({
    ...nobody,
    orders: [orderRow("1", "a", 100)],
    events: [
      event(69.9, "Organic"),
      event(70, "Organic", "cart"),
      event(87, "Facebook"),
      event(94, "YouTube"),
      event(99, "Adwords", "product"),
      event(100, "Organic"),
    ],
  });
  const row = user_events.row(0).slice(3).map(Number);
  assertEquals(Object.fromEntries(user_events.columns.slice(3).map((name, i) => [name, row[i]])), {
    events_7_days_all: 2,
    events_7_days_organic: 0,
    events_7_days_social_network: 1,
    events_7_days_add: 1,
    events_14_days_all: 3,
    events_14_days_organic: 0,
    events_14_days_social_network: 2,
    events_14_days_add: 1,
    events_30_days_all: 4,
    events_30_days_organic: 1,
    events_30_days_social_network: 2,
    events_30_days_add: 1,
    events_30_days_product: 1,
    events_30_days_cart: 1,
    sessions_30_days: 4,
  });
});

/** What a shop's tables are sure to have shown at a moment, but for an order that is delivered. */
function seenAt(shop: ShopRows, moment: Date, order: string): ShopRows {
  const past = (value: Row[string]) => value !== null && (value as Date) < moment ? value! : null;
  const isThere = (row: Row) => row.order_id === order || past(row.created_at!) !== null;
  const there = new Set(shop.orders.filter(isThere).map(({ order_id }) => order_id));
  return {
    ...shop,
    order_items: shop.order_items.filter(({ order_id }) => there.has(order_id!)),
    orders: shop.orders.filter(isThere).map(
      (row) => {
        if (row.order_id === order) return row;
        const [shipped_at, delivered_at, returned_at] = [
          "shipped_at",
          "delivered_at",
          "returned_at",
        ]
          .map((name) => past(row[name]!));
        // When an order was cancelled is not stored: that it was may not have been known.
        const status = returned_at
          ? "Returned"
          : delivered_at
          ? "Complete"
          : shipped_at
          ? "Shipped"
          : "Processing";
        return {
          ...row,
          shipped_at: shipped_at!,
          delivered_at: delivered_at!,
          returned_at: returned_at!,
          status,
        };
      },
    ),
    events: shop.events.filter((row) => past(row.created_at!)),
  };
}

Deno.test("queryShop describes an order alike, whatever happens later", async () => {
  const shop = randomShop(7);
  const answers = ["repurchase", "days_between", "has_full_follow_up"];
  const { training_data: all } = await queryRows(shop);
  const described = all.columns.filter((name) => !answers.includes(name));
  let compared = 0;
  for (const row of all.select(...described).toRecords().filter((_, i) => i % 5 === 0)) {
    const id = row.order_id as string;
    const { training_data } = await queryRows(seenAt(shop, row.order_date as unknown as Date, id));
    const [alone] = training_data.filter(pl.col("order_id").eq(pl.lit(id))).select(...described)
      .toRecords();
    assertEquals(alone, row);
    if (Number(row.num_past_orders) > 0) compared++;
  }
  assert(compared > 3, "no order with a past was compared");
});

Deno.test("queryShop knows no answer before the follow-up is full, a yes no more than a no", async () => {
  const shop = {
    ...nobody,
    orders: [
      orderRow("followed", "a", 0),
      orderRow("not followed", "a", 20),
      orderRow("open and followed", "b", 90),
      orderRow("open", "b", 100),
    ],
  };
  shop.order_items = shop.orders.map(({ order_id }) => (
    { id: order_id!, order_id: order_id!, product_id: "p0", inventory_item_id: null, sale_price: 1 }
  ));
  const { order_user_product_data, repurchases, training_data } = await queryRows(shop);
  assertEquals(repurchases.select("original_order", "days_between", "has_full_follow_up").rows(), [
    ["followed", 20, true],
    ["not followed", null, true],
    ["open and followed", 10, false],
    ["open", null, false],
  ]);
  const answers = [["followed", 1], ["not followed", 0], ["open and followed", null], [
    "open",
    null,
  ]];
  assertEquals(order_user_product_data.select("order_id", "repurchase").rows(), answers);
  assertEquals(training_data.select("order_id", "repurchase").rows(), answers);
  assertEquals(training_data.select("days_between").rows(), [[20], [null], [null], [null]]);
  assertEquals([...orderRows(training_data).repurchase], [1, 0, NaN, NaN]);
  // The original counts what is not known as a no.
  const published = await onTables(shop, queryAsPublished);
  assertEquals(published.select("order_id", "repurchase").rows(), [
    ["followed", 1],
    ["not followed", 0],
    ["open and followed", 1],
    ["open", 0],
  ]);
});

Deno.test("queryShop knows no more for one order in a thousand that is dated too late", async () => {
  const answered = async (mistyped: number) => {
    const orders = Array.from(
      { length: 1_000 },
      (_, i) => orderRow(`${i}`, `${i}`, i < mistyped ? 10_000 + i : i / 10),
    );
    const { repurchases } = await queryRows({ ...nobody, orders });
    return repurchases.filter(pl.col("has_full_follow_up")).height;
  };
  // The last two of 1,000 do not count: the data reach to the day 99.7, 99.8 or 99.9.
  assertEquals(await answered(0), 298);
  assertEquals(await answered(1), 298);
  assertEquals(await answered(2), 298);
});

Deno.test("queryShop keeps one row per order, and says where the data end too early to know", async () => {
  const { training_data } = await queryRows({
    ...nobody,
    orders: [
      orderRow("1", "a", 0),
      orderRow("2", "b", 29.9),
      orderRow("3", "c", 30.1),
      orderRow("4", "d", 100),
    ],
    order_items: [
      { id: "1", order_id: "1", product_id: "p0", inventory_item_id: null, sale_price: 10.25 },
      { id: "2", order_id: "1", product_id: "p1", inventory_item_id: null, sale_price: 20.5 },
    ],
  });
  // 60 days to buy again, and 10 more to become complete.
  assertEquals(training_data.select("order_id", "has_full_follow_up", "order_value").rows(), [
    ["1", true, 30.75],
    ["2", true, null],
    ["3", false, null],
    ["4", false, null],
  ]);
});

const folders = ["generated-30k", "export-2026-07"].map((name) => realData(`thelook/${name}`));
// Complete orders, and the share followed by another within 60 days: data README, section 2.
const published = [[9_418, 0.0219], [31_471, 0.0249]] as const;
folders.forEach((folder, i) => {
  Deno.test({
    name: `queryRepurchases agrees with the README of theLook, data set ${i + 1}${
      withoutRealData(folder)
    }`,
    ignore: folder === undefined,
    fn: async () => {
      const workFolder = await Deno.makeTempDir();
      try {
        const tables = { orders: `${folder}/orders.csv.gz` };
        const frame = await queryRepurchases({ tables, anchor: "each", workFolder });
        const [rows, share] = published[i]!;
        assertEquals(frame.height, rows);
        const again = frame.height - frame.getColumn("repurchase_order").nullCount();
        assertEquals(Math.round(again / frame.height * 1e4) / 1e4, share);
        assert(Number(frame.getColumn("days_between").max()) <= repurchaseDays);
        await assertRejects(
          () => queryShop({ tables, anchor: "each", workFolder }),
          InputError,
          "the shop has no order_items (what was bought in an order, and for how much)",
        );
      } finally {
        await Deno.remove(workFolder, { recursive: true });
      }
    },
  });
});

Deno.test("queryShop asks nothing of an order whose repurchase came before its delivery", async () => {
  const { repurchases, training_data } = await queryRows({
    ...nobody,
    orders: [
      orderRow("slow", "a", 10, { delivered: 15 }),
      orderRow("in between", "a", 12, { delivered: 14 }),
      orderRow("after", "a", 20, { delivered: 22 }),
    ],
  });
  const ids = (frame: pl.DataFrame, name: string) => frame.getColumn(name).toArray();
  assertEquals(ids(repurchases, "original_order"), ["slow", "in between", "after"]);
  assertEquals(ids(training_data, "order_id"), ["in between", "after"]);
});
