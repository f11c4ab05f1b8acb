import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { seededRandom, silent } from "perdura/core/mod.ts";
import { rocAuc } from "perdura/learn/mod.ts";
import {
  logHazard,
  repurchaseProbability,
  type TrafficSource,
} from "perdura/sources/demo/shop/repurchase.ts";
import { shopProducts } from "perdura/sources/demo/shop/shop_products.ts";
import {
  demoFiles,
  shopTables,
  simulateCampaign,
  simulateDemo,
  simulateWebShop,
  type WebShopTable,
  webShopTables,
  writeDemoShop,
} from "perdura/sources/mod.ts";
import { csvRows, requireCalibrated, requireNoMeaning, taken } from "./_demo_rows.ts";

type Row = Record<string, string>;

interface Skill {
  orders: number;
  base_rate: number;
  roc_auc: number;
  log_loss: number;
  base_rate_log_loss: number;
}

interface Truth {
  rows: Record<WebShopTable, number>;
  attainable: { each: Skill; first: Skill };
  per_order: { order_id: string[]; p60: number[]; is_first: number[] };
}

function simulated(customers: number, seed: number) {
  const random = seededRandom(seed);
  const shop = simulateWebShop(simulateDemo({ customers }, random), random);
  const { items, result } = taken(shop.tables());
  const text = (table: WebShopTable) => items.map((chunk) => chunk[table]).join("");
  const texts = Object.fromEntries(webShopTables.map((table) => [table, text(table)])) as Record<
    WebShopTable,
    string
  >;
  const truth: Truth = JSON.parse([...shop.truth(result)].join(""));
  return { texts, truth };
}

const day = 86_400_000;
const moment = (text: string) => text === "" ? NaN : Date.parse(`${text.replace(" ", "T")}Z`);

/** The default shop as its tables show it. */
const { texts, truth } = simulated(5_000, 42);
const tables = Object.fromEntries(
  webShopTables.map((table) => [table, csvRows(texts[table])]),
) as Record<WebShopTable, Row[]>;
const { users, orders, order_items, products, events } = tables;
const userOf = byId(users);
const productOf = byId(products);
const ordersOf = grouped(orders, "user_id");
const itemsOf = grouped(order_items, "order_id");
const eventsOf = grouped(events, "user_id");
const p60 = new Map(truth.per_order.order_id.map((id, i) => [id, truth.per_order.p60[i]!]));
const lastOrder = Math.max(...orders.map((row) => moment(row.created_at!)));

/** Completed orders that the tables follow for 60 days and ten more, with what became of them. */
const followed = orders.filter((row) =>
  row.status === "Complete" && moment(row.created_at!) + 70 * day <= lastOrder
);
const repurchased = followed.map((order) => repurchaseOf(order) === undefined ? 0 : 1);
const probabilities = followed.map((order) => p60.get(order.order_id!)!);

function byId(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id!, row]));
}

function grouped(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]!);
    if (group === undefined) groups.set(row[column]!, [row]);
    else group.push(row);
  }
  return groups;
}

function repurchaseOf(order: Row): Row | undefined {
  const at = moment(order.created_at!);
  return ordersOf.get(order.user_id!)!.find((next) =>
    next.status === "Complete" && moment(next.created_at!) > at &&
    moment(next.created_at!) <= at + 60 * day
  );
}

/** The order's dearest item, as the tables list it. */
function dearestOf(order: Row): Row {
  const items = itemsOf.get(order.order_id!)!;
  const dearest = items.reduce((a, b) => Number(b.sale_price) > Number(a.sale_price) ? b : a);
  return productOf.get(dearest.product_id!)!;
}

Deno.test("simulateWebShop gives the same bytes for the same seed and others for another", () => {
  assertEquals(simulated(100, 1), simulated(100, 1));
  assertNotEquals(simulated(100, 1).texts.orders, simulated(100, 2).texts.orders);
});

Deno.test("simulateWebShop writes the tables and columns of theLook", () => {
  for (const { name, columns } of shopTables) {
    const header = texts[name].slice(0, texts[name].indexOf("\n"));
    assertEquals(header.split(",").sort(), columns.map(({ name }) => name).sort(), name);
    assertEquals(tables[name].length, truth.rows[name], name);
  }
});

Deno.test("simulateWebShop has the base rate and the attainable skill that are wanted", () => {
  const { each, first } = truth.attainable;
  assert(each.base_rate > 0.09 && each.base_rate < 0.12, `${each.base_rate}`);
  assert(each.roc_auc > 0.735 && each.roc_auc < 0.765, `${each.roc_auc}`);
  assert(first.base_rate > 0.07 && first.base_rate < 0.12, `${first.base_rate}`);
  assert(first.roc_auc > 0.715 && first.roc_auc < 0.765, `${first.roc_auc}`);
  assertEquals(each.orders, followed.length);
});

Deno.test("simulateWebShop knows how likely the orders are followed by others", () => {
  requireCalibrated(repurchased, probabilities);
  const found = rocAuc(Float64Array.from(probabilities), Float64Array.from(repurchased));
  assertAlmostEquals(found, truth.attainable.each.roc_auc, 0.03);
});

Deno.test("simulateWebShop knows it of the first completed orders of users too", () => {
  const isFirst = new Map(truth.per_order.order_id.map((id, i) => [
    id,
    truth.per_order.is_first[i] === 1,
  ]));
  const first = followed.flatMap((order, i) => isFirst.get(order.order_id!) ? [i] : []);
  for (const i of first) {
    const earlier = ordersOf.get(followed[i]!.user_id!)!.find(({ status }) =>
      status === "Complete"
    );
    assertEquals(earlier?.order_id, followed[i]!.order_id);
  }
  assertEquals(first.length, truth.attainable.first.orders);
  requireCalibrated(first.map((i) => repurchased[i]!), first.map((i) => probabilities[i]!));
});

Deno.test("simulateWebShop draws repurchases by what the tables show", () => {
  const attraction = new Map(shopProducts.map((product) => [product.category, product.attraction]));
  for (const order of followed) {
    const at = moment(order.created_at!);
    const seen = (days: number) =>
      eventsOf.get(order.user_id!)!.filter(({ created_at }) =>
        moment(created_at!) < at && moment(created_at!) >= at - days * day
      ).length;
    const earlier = ordersOf.get(order.user_id!)!.filter((other) => moment(other.created_at!) < at);
    const isBack = (other: Row) => moment(other.returned_at!) < at;
    const dearest = dearestOf(order);
    const eta = logHazard({
      events7: seen(7),
      events14: seen(14),
      events30: seen(30),
      deliveryDays: (moment(order.delivered_at!) - at) / day,
      returns: earlier.filter(isBack).length,
      purchases: earlier.filter((other) =>
        moment(other.delivered_at!) < at && !isBack(other)
      ).length,
      sameCategory: earlier.flatMap(({ order_id }) => itemsOf.get(order_id!)!)
        .filter((item) => productOf.get(item.product_id!)!.category === dearest.category).length,
      attraction: attraction.get(dearest.category!)!,
      dearest: Number(dearest.retail_price),
      trafficSource: userOf.get(order.user_id!)!.traffic_source as TrafficSource,
    });
    assertAlmostEquals(p60.get(order.order_id!)!, repurchaseProbability(eta), 1e-7);
  }
});

Deno.test("simulateWebShop lets no repurchase come before the delivery", () => {
  for (const order of followed) {
    const next = repurchaseOf(order);
    if (next === undefined) continue;
    assert(moment(next.created_at!) >= moment(order.delivered_at!), order.order_id);
  }
});

Deno.test("simulateWebShop lets age, gender, place, browser, brand and department mean nothing", () => {
  const meaningless: Record<string, (order: Row) => string> = {
    age: (order) => `${Math.floor(Number(userOf.get(order.user_id!)!.age) / 10)}`,
    gender: (order) => order.gender!,
    city: (order) => userOf.get(order.user_id!)!.city!,
    country: (order) => userOf.get(order.user_id!)!.country!,
    postal_code: (order) => userOf.get(order.user_id!)!.postal_code!.slice(-1),
    latitude: (order) => userOf.get(order.user_id!)!.latitude!.slice(-1),
    browser: (order) => eventsOf.get(order.user_id!)![0]!.browser!,
    brand: (order) => dearestOf(order).brand!,
    department: (order) => dearestOf(order).department!,
    center: (order) => dearestOf(order).distribution_center_id!,
  };
  for (const [name, of] of Object.entries(meaningless)) {
    requireNoMeaning(followed.map((row) => `${name} ${of(row)}`), repurchased, probabilities);
  }
});

Deno.test("simulateWebShop shows states as they are at the end of the history", () => {
  const end = Date.parse("2024-12-30");
  for (const { status, created_at, shipped_at, delivered_at, returned_at } of orders) {
    const [created, shipped, delivered, returned] = [
      created_at,
      shipped_at,
      delivered_at,
      returned_at,
    ].map((text) => moment(text!));
    const known = [created, shipped, delivered, returned].filter((time) => !Number.isNaN(time));
    assertEquals(known, known.toSorted((a, b) => a! - b!));
    assert(known.every((time) => time! <= end));
    const steps = { Processing: 1, Cancelled: 1, Shipped: 2, Complete: 3, Returned: 4 }[status!];
    assertEquals(known.length, steps, status);
  }
  assert(orders.some(({ status }) => status === "Processing"));
});

Deno.test("simulateWebShop has tables that fit together", () => {
  for (const order of orders) {
    const items = itemsOf.get(order.order_id!)!;
    assertEquals(items.length, Number(order.num_of_item));
    const user = userOf.get(order.user_id!)!;
    assertEquals(user.gender, order.gender);
    assert(moment(user.created_at!) < moment(order.created_at!));
    for (const item of items) {
      assertEquals(item.created_at, order.created_at);
      assertEquals(item.sale_price, productOf.get(item.product_id!)!.retail_price);
    }
  }
  const purchases = events.filter(({ event_type }) => event_type === "purchase");
  assertEquals(purchases.length, orders.length);
});

Deno.test("simulateWebShop and simulateCampaign know the same people", () => {
  const random = seededRandom(42);
  const campaign = simulateCampaign(simulateDemo({ customers: 5_000 }, random), {}, random);
  for (const row of csvRows(taken(campaign.csv()).items.join(""))) {
    const user = userOf.get(row.customer_id!)!;
    if (row.gender !== "X") assertEquals(row.gender, user.gender);
    if (row.age !== "" && row.age !== "-1") assertEquals(row.age, user.age);
  }
});

Deno.test("writeDemoShop writes a file per table and the truth", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/demo_shop`);
    const paths = Object.fromEntries(
      webShopTables.map((table) => [table, `${folder}/${demoFiles.shop[table]}`]),
    ) as Record<WebShopTable, string>;
    const options = { customers: 700, tables: paths, truth: `${folder}/${demoFiles.shopTruth}` };
    await writeDemoShop(options, seededRandom(3), silent);
    const expected = simulated(700, 3);
    for (const table of webShopTables) {
      assertEquals(await Deno.readTextFile(paths[table]), expected.texts[table]);
    }
    assertEquals(JSON.parse(await Deno.readTextFile(options.truth)), expected.truth);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
