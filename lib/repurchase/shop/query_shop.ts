import type pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { type Engine, withEngine } from "perdura/engine/mod.ts";
import { missingShopTables, type ShopTableName, shopTables } from "perdura/sources/mod.ts";
import { emptyShopTable } from "./_empty_shop_table.ts";

/** After which completed orders a repurchase is asked for: a user's first, or each. */
export type Anchor = "first" | "each";

/** Days after an order in which a repurchase counts. */
export const repurchaseDays = 60;

/**
 * Days in which an order becomes complete: theLook ships within three days and delivers within five
 * more. A repurchase that is younger at the export may be complete without showing it.
 */
export const completionDays = 10;

/** Where the tables of a shop lie and what is asked of them. */
export interface ShopQuery {
  /** Parquet or CSV files by table. */
  readonly tables: Readonly<Partial<Record<ShopTableName, string>>>;
  readonly anchor: Anchor;
  /** A folder for what the engine puts aside. */
  readonly workFolder: string;
  readonly threads?: number;
}

/** The results of the queries, under the names they were published with. */
export interface ShopTables {
  /**
   * One row per completed order: `user_id`, `original_order`, `original_date`, and the next completed
   * order of the same user within 60 days (`repurchase_order`, `repurchase_date`, `days_between`);
   * whether that can be known already (`has_full_follow_up`).
   */
  readonly repurchases: pl.DataFrame;
  /** One row per item of these orders, with its user and product, and the answer as below. */
  readonly order_user_product_data: pl.DataFrame;
  /** What the user had ordered before each of these orders. */
  readonly user_order_behaviour: pl.DataFrame;
  /** What the user had looked at in the 7, 14 and 30 days before. */
  readonly user_events: pl.DataFrame;
  /**
   * One row per completed order, with everything known at its delivery and its answer: `repurchase`,
   * 1 or 0, is null where that cannot be known yet, even where a repurchase was seen.
   */
  readonly training_data: pl.DataFrame;
}

const queries: readonly [name: keyof ShopTables, file: string][] = [
  ["repurchases", "1_repurchases"],
  ["order_user_product_data", "2_order_user_product_data"],
  ["user_order_behaviour", "3_user_order_behaviour"],
  ["user_events", "4_user_events"],
  ["training_data", "5_training_data"],
];

/**
 * Runs the five queries about repurchases on the tables of a shop.
 *
 * @returns their results, the same for any number of threads
 * @throws {InputError} where a table is missing, naming it and what it is needed for
 */
export async function queryShop(query: ShopQuery): Promise<ShopTables> {
  requireShopTables(query.tables);
  return await onShop(query, async (engine) => {
    const results: Partial<Record<keyof ShopTables, pl.DataFrame>> = {};
    for (const [name] of queries) {
      results[name] = await engine.query(`SELECT * FROM ${name} ORDER BY ${orderOf[name]}`);
    }
    return results as Record<keyof ShopTables, pl.DataFrame>;
  });
}

/** The first of the queries alone, which needs orders only. */
export async function queryRepurchases(query: ShopQuery): Promise<pl.DataFrame> {
  return await withTables(query, async (engine) => {
    const sql = await shopSql("1_repurchases");
    return await engine.query(sql, parametersOf(query));
  });
}

/** Training data as they were published, for the leakage audit. */
export async function queryAsPublished(query: ShopQuery): Promise<pl.DataFrame> {
  requireShopTables(query.tables);
  return await onShop(query, async (engine) => await engine.query(await shopSql("as_published")));
}

/**
 * One sentence on the tables that the question needs and that are not there; undefined where all are.
 *
 * @example
 * ```ts
 * import { missingForRepurchase } from "perdura/repurchase/shop/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   missingForRepurchase(["orders", "products", "users", "order_items"]),
 *   "The shop has no events (visits before an order, and the steps from the first page to the " +
 *     "purchase)",
 * );
 * ```
 */
export function missingForRepurchase(present: readonly string[]): string | undefined {
  const missing = missingShopTables(present).map(({ name, neededFor }) => `${name} (${neededFor})`);
  if (missing.length === 0) return undefined;
  const list = missing.length === 1
    ? missing[0]!
    : `${missing.slice(0, -1).join(", no ")} and no ${missing.at(-1)}`;
  return `The shop has no ${list}`;
}

/** What the tables of a shop say about its business, year by year and month by month. */
export interface ShopOverview {
  /** Per `year`: `total_users` seen, and how many of them came to `step_1_home` and so on. */
  readonly funnel: pl.DataFrame;
  /** Per `year` and `status`: `orders`. */
  readonly order_status: pl.DataFrame;
  /** Per `month` and `traffic_source`: `page_views`, `purchases`. */
  readonly traffic_by_month: pl.DataFrame;
  /** Per `month`: `orders`, `items`. */
  readonly items_by_month: pl.DataFrame;
}

/** Counts what figures about the business show; without events, the funnel and traffic are empty. */
export async function queryOverview(query: ShopQuery): Promise<ShopOverview> {
  return await withTables(query, async (engine) => {
    const ask = async (name: keyof ShopOverview) => await engine.query(await shopSql(name));
    return {
      funnel: await ask("funnel"),
      order_status: await ask("order_status"),
      traffic_by_month: await ask("traffic_by_month"),
      items_by_month: await ask("items_by_month"),
    };
  });
}

/** The text of one of the SQL files. */
export async function shopSql(name: string): Promise<string> {
  return await Deno.readTextFile(new URL(`./sql/${name}.sql`, import.meta.url));
}

const orderOf: Readonly<Record<keyof ShopTables, string>> = {
  repurchases: "user_id, original_date, original_order",
  order_user_product_data: "user_id, order_date, order_id, order_item_id",
  user_order_behaviour: "user_id, order_date, order_id",
  user_events: "user_id, order_date, order_id",
  training_data: "order_date, order_id",
};

function requireShopTables(tables: ShopQuery["tables"]): void {
  const missing = missingForRepurchase(Object.keys(tables));
  if (missing === undefined) return;
  throw new InputError(
    `Cannot make training data of repurchases: ${missing.charAt(0).toLowerCase()}` +
      `${missing.slice(1)}; name a folder that has these tables with --shop`,
  );
}

function parametersOf({ anchor }: ShopQuery): Record<string, number> {
  return {
    days: repurchaseDays,
    completion_days: completionDays,
    first_only: anchor === "first" ? 1 : 0,
  };
}

/** Work with the tables and the results of all queries known to the engine. */
async function onShop<Result>(
  query: ShopQuery,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  return await withTables(query, async (engine) => {
    for (const [name, file] of queries) {
      await engine.keep(name, await shopSql(file), parametersOf(query));
    }
    return await work(engine);
  });
}

async function withTables<Result>(
  { tables, workFolder, threads }: ShopQuery,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const reads = Object.values(tables);
  const options = { workFolder, reads, ...(threads === undefined ? {} : { threads }) };
  return await withEngine(options, async (engine) => {
    for (const { name, columns } of shopTables) {
      const path = tables[name];
      if (path !== undefined) await engine.table(name, path);
      else await engine.load(name, emptyShopTable(columns));
    }
    return await work(engine);
  });
}
