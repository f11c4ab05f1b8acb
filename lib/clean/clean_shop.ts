import pl from "nodejs-polars";
import { ContractError, InputError } from "perdura/core/mod.ts";
import {
  canonicalShopTable,
  missingShopTables,
  type ShopTable,
  type ShopTableName,
  shopTables,
} from "perdura/sources/mod.ts";
import { requireContract } from "./contract.ts";
import { judgeShopTable } from "./_judge_shop_table.ts";
import { shopContract, shopRejectedContract } from "./shop_contracts.ts";
import type { ShopQuality, ShopTableQuality } from "./shop_quality.ts";

/** The result of {@linkcode cleanShop}. */
export interface CleanedShop {
  /** The valid rows of each table that was given, in the order of its file. */
  readonly tables: Readonly<Partial<Record<ShopTableName, pl.DataFrame>>>;
  /**
   * All other rows in the order of their tables: `table`, `source_file`, `source_row`, the `rule`
   * that took the row and its `column`, a `detail` of what is wrong with it, and its `values` as
   * they came, as JSON.
   */
  readonly rejected: pl.DataFrame;
  readonly quality: ShopQuality;
}

/** Columns that name a row of another table; where it is not there, the row is kept and counted. */
const references: readonly [table: ShopTableName, column: string, refersTo: ShopTableName][] = [
  ["orders", "user_id", "users"],
  ["order_items", "product_id", "products"],
  ["events", "user_id", "users"],
  ["products", "distribution_center_id", "distribution_centers"],
];

/**
 * Types the tables of a shop and keeps aside, with rule and reason, the rows that break a promise.
 *
 * A row is rejected under the first rule that it breaks, in the order of `shopRuleNames`. Ids and
 * moments that every row must have, values in their ranges, one row per key, no few orders or visits
 * more than 365 days later than all others, and the order of every item are required; an order whose
 * user is unknown stays, and is counted.
 *
 * @param texts text tables as the lake's readers make them, by the name of the table
 * @param files what the user knows each table's file as; the name of the table where absent
 * @returns for each table rows in = rows kept + rows rejected
 * @throws {InputError} where there is no table of orders, or most values of a column are unreadable
 * @throws {ContractError} where a column is missing, or no order is valid
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { cleanShop } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = (name: string, ...values: (string | null)[]) =>
 *   pl.Series(name, values as string[], pl.Utf8);
 * const orders = pl.DataFrame([
 *   text("order_id", "1", "2", "2"),
 *   text("user_id", "7", "8", "8"),
 *   text("status", "Complete", "Shipped", "Shipped"),
 *   text("created_at", "2024-01-02 03:04:05 UTC", "2024-01-03 10:00:00.5 UTC", "yesterday"),
 *   pl.Series("source_row", [1, 2, 3]).cast(pl.Int64),
 *   ...["source_sheet", "source_problem", "source_text"].map((name) => text(name, null, null, null)),
 * ]);
 * const { tables, rejected } = await cleanShop({ orders });
 * assertEquals(tables.orders?.height, 2);
 * assertEquals(rejected.getColumn("detail").toArray(), ['created_at "yesterday" is no date']);
 * ```
 */
export async function cleanShop(
  texts: Readonly<Partial<Record<string, pl.DataFrame>>>,
  files: Readonly<Partial<Record<string, string>>> = {},
): Promise<CleanedShop> {
  if (texts.orders === undefined) {
    throw new InputError("Cannot clean the tables of a shop: there is no table of orders");
  }
  const tables: Partial<Record<ShopTableName, pl.DataFrame>> = {};
  const rejected: pl.DataFrame[] = [];
  const accounts: ShopTableQuality[] = [];
  for (const specification of shopTables) {
    const { name, parent } = specification;
    const text = texts[name];
    if (text === undefined) continue;
    const file = files[name] ?? name;
    const canonical = await canonicalShopTable(text, specification, file);
    const parents = parent && tables[parent.table];
    const judged = judgeShopTable(text, canonical, specification, file, parents);
    requireBalance(specification, file, text.height, judged.kept.height, judged.rejected.height);
    requireContract(judged.kept, shopContract(specification));
    tables[name] = judged.kept;
    rejected.push(judged.rejected);
    accounts.push({
      table: name,
      file,
      in: text.height,
      kept: judged.kept.height,
      rejected: judged.rejected.height,
      rules: judged.rules,
      missing: missingValues(judged.kept, canonical.absent),
      absent: canonical.absent,
      unused: canonical.unused,
      ...periodOf(judged.kept),
    });
  }
  const together = rejected.length === 1 ? rejected[0]! : pl.concat(rejected).rechunk();
  requireContract(together, shopRejectedContract);
  const sum = (of: "in" | "kept" | "rejected") =>
    accounts.reduce((total, account) => total + account[of], 0);
  const quality: ShopQuality = {
    in: sum("in"),
    kept: sum("kept"),
    rejected: sum("rejected"),
    tables: accounts,
    missing: missingShopTables(Object.keys(tables))
      .map(({ name, neededFor }) => ({ table: name, neededFor })),
    unmatched: references.flatMap(([table, column, refersTo]) => {
      const [from, to] = [tables[table], tables[refersTo]];
      const rows = from === undefined || to === undefined ? 0 : countUnmatched(from, column, to);
      return rows > 0 ? [{ table, column, refersTo, rows }] : [];
    }),
  };
  return { tables, rejected: together, quality };
}

function missingValues(kept: pl.DataFrame, absent: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    kept.columns.filter((name) => !absent.includes(name))
      .map((name) => [name, kept.getColumn(name).nullCount()] as const)
      .filter(([, rows]) => rows > 0),
  );
}

function countUnmatched(from: pl.DataFrame, column: string, to: pl.DataFrame): number {
  return from.lazy().filter(pl.col(column).isNotNull()).select(column)
    .join(to.lazy().select(pl.col("id")), { leftOn: column, rightOn: "id", how: "anti" })
    .collectSync().height;
}

function periodOf(kept: pl.DataFrame): Pick<ShopTableQuality, "period"> {
  if (!kept.columns.includes("created_at") || kept.height === 0) return {};
  const created = pl.col("created_at");
  const [first, last] = kept.select(
    created.min().cast(pl.Utf8).alias("first"),
    created.max().cast(pl.Utf8).alias("last"),
  ).row(0) as [string | null, string | null];
  return first === null || last === null
    ? {}
    : { period: { first: first.slice(0, 19), last: last.slice(0, 19) } };
}

function requireBalance(
  { name }: ShopTable,
  file: string,
  received: number,
  kept: number,
  rejected: number,
): void {
  if (received !== kept + rejected) {
    throw new ContractError(
      `Check the rows of "${file}": ${received} came in, but ${kept} were kept and ${rejected} ` +
        "rejected",
    );
  }
  if (name === "orders" && kept === 0) {
    throw new ContractError(
      `Cannot use "${file}": none of its ${received} rows is a valid order; look at the rejected ` +
        "rows for the reasons",
    );
  }
}
