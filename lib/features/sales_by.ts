import pl from "nodejs-polars";
import { steadySum } from "./_steady_sum.ts";

/** What one country, category or product brings. */
export interface SalesOf {
  readonly name: string;
  readonly value: number;
}

/**
 * Sums the sales of transactions by one of their columns.
 *
 * @param column of text, for example "country"; lines without a value are left out
 * @returns the largest first; empty where no line has a value
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { salesBy } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const transactions = pl.DataFrame([
 *   pl.Series("country", ["Peru", "Spain", "Spain", null], pl.Utf8),
 *   pl.Series("sales", [10, 20, 5, 3]),
 * ]);
 * assertEquals(salesBy(transactions, "country"), [
 *   { name: "Spain", value: 25 },
 *   { name: "Peru", value: 10 },
 * ]);
 * ```
 */
export function salesBy(transactions: pl.DataFrame, column: string): SalesOf[] {
  return transactions.lazy().filter(pl.col(column).isNotNull())
    .groupBy(pl.col(column).alias("name")).agg(steadySum(pl.col("sales")).alias("value"))
    .sort(["value", "name"], [true, false])
    .collectSync().toRecords() as unknown as SalesOf[];
}
