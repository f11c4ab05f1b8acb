import pl from "nodejs-polars";
import { steadySum } from "./_steady_sum.ts";

/** What was sold in a month. */
export interface SalesOfMonth {
  /** First day of the month, in universal time. */
  readonly month: Date;
  readonly revenue: number;
}

/**
 * Sums the sales of transactions by month.
 *
 * @param transactions lines without a timestamp are left out
 * @returns in the order of time; months without a line are left out
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { salesByMonth } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const moments = ["2011-12-09T12:50:00Z", "2011-11-30T23:59:00Z", "2011-12-01T00:00:00Z"];
 * const transactions = pl.DataFrame([
 *   pl.Series("timestamp", moments.map(Date.parse)).cast(pl.Int64).cast(pl.Datetime("ms")),
 *   pl.Series("sales", [10, 20, 5]),
 * ]);
 * assertEquals(salesByMonth(transactions), [
 *   { month: new Date("2011-11-01"), revenue: 20 },
 *   { month: new Date("2011-12-01"), revenue: 15 },
 * ]);
 * ```
 */
export function salesByMonth(transactions: pl.DataFrame): SalesOfMonth[] {
  const months = transactions.lazy().filter(pl.col("timestamp").isNotNull())
    .groupBy([
      pl.col("timestamp").dt.year().cast(pl.Int32).alias("year"),
      pl.col("timestamp").dt.month().cast(pl.Int32).alias("month"),
    ])
    .agg(steadySum(pl.col("sales")).alias("revenue"))
    .sort(["year", "month"])
    .collectSync().rows() as [number, number, number][];
  return months.map(([year, month, revenue]) => ({
    month: new Date(Date.UTC(year, month - 1, 1)),
    revenue,
  }));
}
