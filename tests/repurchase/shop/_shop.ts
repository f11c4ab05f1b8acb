import pl from "nodejs-polars";
import { type Random, seededRandom } from "perdura/core/mod.ts";
import type { Anchor, ShopQuery, ShopTables } from "perdura/repurchase/shop/mod.ts";
import { queryShop } from "perdura/repurchase/shop/mod.ts";

/** A row of a test's table; moments as Date. */
export type Row = Record<string, string | number | Date | null>;

/** The tables of a test's shop as rows. */
export interface ShopRows {
  orders: Row[];
  order_items: Row[];
  users: Row[];
  products: Row[];
  events: Row[];
}

const moments = new Set(["created_at", "shipped_at", "delivered_at", "returned_at"]);
const numbers = new Set(["sale_price", "retail_price", "age", "num_of_item"]);

/** A table of rows that all have the same keys. */
export function tableOf(rows: readonly Row[]): pl.DataFrame {
  return pl.DataFrame(
    Object.keys(rows[0]!).map((name) => {
      const values = rows.map((row) => row[name] ?? null);
      if (moments.has(name)) {
        const milliseconds = values.map((value) =>
          value === null ? null : (value as Date).getTime()
        );
        return pl.Series(name, milliseconds as number[], pl.Float64).cast(pl.Int64)
          .cast(pl.Datetime("ms"));
      }
      return numbers.has(name)
        ? pl.Series(name, values as number[], pl.Float64)
        : pl.Series(name, values as string[], pl.Utf8);
    }),
  );
}

/** Runs the five queries on rows. */
export async function queryRows(rows: ShopRows, anchor: Anchor = "each"): Promise<ShopTables> {
  return await onTables(rows, queryShop, anchor);
}

/** Asks something of rows that are written as files. */
export async function onTables<Result>(
  rows: ShopRows,
  ask: (query: ShopQuery) => Promise<Result>,
  anchor: Anchor = "each",
): Promise<Result> {
  const workFolder = await Deno.makeTempDir();
  try {
    const tables: Record<string, string> = {};
    for (const [name, list] of Object.entries(rows)) {
      tables[name] = `${workFolder}/${name}.parquet`;
      tableOf(list).writeParquet(tables[name]);
    }
    return await ask({ tables, anchor, workFolder });
  } finally {
    await Deno.remove(workFolder, { recursive: true });
  }
}

/** An order; days from 2024-01-01, null where it has not happened. */
export function orderRow(
  id: string,
  user: string,
  day: number,
  { status = "Complete", shipped = day + 1, delivered = day + 3, returned = null }: {
    status?: string;
    shipped?: number | null;
    delivered?: number | null;
    returned?: number | null;
  } = {},
): Row {
  return {
    order_id: id,
    user_id: user,
    status,
    created_at: dayOf(day),
    shipped_at: dayOf(shipped),
    delivered_at: dayOf(delivered),
    returned_at: dayOf(returned),
    num_of_item: 1,
  };
}

/** A moment some days after 2024-01-01. */
export function dayOf(day: number): Date;
export function dayOf(day: number | null): Date | null;
export function dayOf(day: number | null): Date | null {
  return day === null ? null : new Date(Date.UTC(2024, 0, 1) + Math.round(day * 86_400_000));
}

/** A small shop at random: users with several orders each, their items and visits. */
export function randomShop(seed: number, users = 12): ShopRows {
  const random = seededRandom(seed);
  const pick = <Thing>(things: readonly Thing[]) =>
    things[Math.floor(random.next() * things.length)]!;
  const shop: ShopRows = { orders: [], order_items: [], users: [], products: [], events: [] };
  for (let p = 0; p < 6; p++) {
    shop.products.push({
      id: `p${p}`,
      category: pick(["Jeans", "Socks"]),
      brand: `b${p}`,
      retail_price: 20,
      department: pick(["Women", "Men"]),
      distribution_center_id: "1",
      name: `n${p}`,
    });
  }
  for (let u = 0; u < users; u++) addUser(shop, `u${u}`, random, pick);
  return shop;
}

function addUser(
  shop: ShopRows,
  user: string,
  random: Random,
  pick: <Thing>(things: readonly Thing[]) => Thing,
): void {
  shop.users.push({
    id: user,
    age: 20 + Math.floor(random.next() * 50),
    gender: pick(["F", "M"]),
    state: null,
    city: "x",
    country: "y",
    traffic_source: pick(["Search", "Email"]),
    created_at: dayOf(-10),
  });
  for (let o = 0; o < 6; o++) {
    const id = `${user}o${o}`;
    const day = random.next() * 200;
    const status = pick(["Complete", "Complete", "Complete", "Shipped", "Cancelled", "Returned"]);
    const isThere = status === "Complete" || status === "Returned";
    const delivered = isThere ? day + 1 + random.next() * 7 : null;
    shop.orders.push(orderRow(id, user, day, {
      status,
      shipped: status === "Cancelled" ? null : day + 0.5,
      delivered,
      returned: status === "Returned" ? delivered! + random.next() * 30 : null,
    }));
    shop.order_items.push({
      id: `${id}i`,
      order_id: id,
      product_id: pick(["p0", "p1", "p2", "p3", "p4", "p5"]),
      inventory_item_id: null,
      sale_price: Math.round(random.next() * 5_000) / 100,
    });
    for (let e = 0; e < 4; e++) {
      shop.events.push({
        id: `${id}e${e}`,
        user_id: user,
        session_id: `${id}s`,
        created_at: dayOf(day - 20 + random.next() * 40),
        traffic_source: pick(["Organic", "Facebook", "Adwords", "Email"]),
        event_type: pick(["home", "product", "cart", "purchase"]),
      });
    }
  }
}
