import pl from "nodejs-polars";
import { dayLiteral, dayNumber, lastDay } from "./_days.ts";
import { knownPurchases } from "./_known_purchases.ts";
import { steadySum } from "./_steady_sum.ts";

/** Up to which day {@linkcode cohorts} looks. */
export interface CohortsOptions {
  /** The first day that is not looked at; the day after the last transaction by default. */
  readonly asOf?: Date;
}

/**
 * Follows the customers of each month of first purchase through the months after it.
 *
 * | column | meaning |
 * | --- | --- |
 * | `cohort` | first day of the month of the first purchase |
 * | `month_offset` | months since then, 0 for the month itself |
 * | `month` | first day of the month that the row is about |
 * | `customers` | size of the cohort |
 * | `active_customers` | customers of the cohort who bought in the month |
 * | `retention` | `active_customers` / `customers` |
 * | `orders` | invoices of the cohort in the month |
 * | `revenue` | money spent by the cohort in the month |
 * | `revenue_per_customer` | `revenue` / `customers` |
 * | `is_partial` | the observation ends before the month does: its figures are still growing |
 * | `currency` | of the amounts |
 *
 * The grid is complete: a month in which nobody bought has zeros, a month that is not observed has
 * no row. Customers without an id, or under the placeholder for it, are left out.
 *
 * @param transactions the canonical table, in any order
 * @returns rows sorted by `cohort` and `month_offset`
 * @throws {InputError} where there is no transaction and no as-of date is given
 */
export function cohorts(transactions: pl.DataFrame, options: CohortsOptions = {}): pl.DataFrame {
  const asOf = options.asOf ? dayNumber(options.asOf) : lastDay(transactions) + 1;
  const monthly = knownPurchases(transactions)
    .filter(pl.col("day").lt(dayLiteral(asOf)))
    .withColumns(monthNumber(pl.col("day")).alias("month_number"))
    .groupBy(["customer_id", "month_number"])
    .agg(
      pl.col("invoice").nUnique().cast(pl.Int32).alias("orders"),
      steadySum(pl.col("sales")).alias("revenue"),
      pl.col("currency").first(),
    )
    .withColumns(pl.col("month_number").min().over("customer_id").alias("cohort_number"))
    .sort(["customer_id", "month_number"])
    .collectSync();
  const observed = monthly.lazy().groupBy(["cohort_number", "month_number"]).agg(
    pl.len().cast(pl.Int32).alias("active_customers"),
    pl.col("orders").sum(),
    steadySum(pl.col("revenue")),
  );
  const sizes = monthly.lazy().filter(pl.col("cohort_number").eq(pl.col("month_number")))
    .groupBy("cohort_number").agg(
      pl.len().cast(pl.Int32).alias("customers"),
      pl.col("currency").first(),
    )
    .sort("cohort_number").collectSync();
  const grid = observedMonths(sizes.getColumn("cohort_number").toArray() as number[], asOf);
  return grid.lazy()
    .join(sizes.lazy(), { on: "cohort_number", how: "left" })
    .join(observed, { on: ["cohort_number", "month_number"], how: "left" })
    .withColumns(
      ...["active_customers", "orders"].map((name) =>
        pl.col(name).fillNull(pl.lit(0)).cast(pl.Int32)
      ),
      pl.col("revenue").fillNull(pl.lit(0)).cast(pl.Float64),
      pl.col("month_number").sub(pl.col("cohort_number")).cast(pl.Int32).alias("month_offset"),
    )
    .select(
      pl.col("cohort"),
      pl.col("month_offset"),
      pl.col("month"),
      pl.col("customers"),
      pl.col("active_customers"),
      pl.col("active_customers").cast(pl.Float64).div(pl.col("customers")).alias("retention"),
      pl.col("orders"),
      pl.col("revenue"),
      pl.col("revenue").div(pl.col("customers")).alias("revenue_per_customer"),
      pl.col("is_partial"),
      pl.col("currency"),
    )
    .sort(["cohort", "month_offset"]).collectSync().rechunk();
}

/** Months counted from January of the year 0. */
function monthNumber(date: pl.Expr): pl.Expr {
  return date.dt.year().cast(pl.Int32).mul(pl.lit(12)).add(date.dt.month().cast(pl.Int32))
    .sub(pl.lit(1)).cast(pl.Int32);
}

/** The number of the first day of a month, counted from 1970-01-01. */
function firstDay(month: number): number {
  return dayNumber(new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)));
}

/** One row per cohort and month from its first to the last that begins before the as-of day. */
function observedMonths(cohorts: readonly number[], asOf: number): pl.DataFrame {
  const lastDate = new Date((asOf - 1) * 86_400_000);
  const last = lastDate.getUTCFullYear() * 12 + lastDate.getUTCMonth();
  const pairs = cohorts.flatMap((cohort) =>
    Array.from({ length: last - cohort + 1 }, (_, offset) => [cohort, cohort + offset] as const)
  );
  const column = (name: string, value: (cohort: number, month: number) => number) =>
    pl.Series(name, Int32Array.from(pairs.map(([cohort, month]) => value(cohort, month))));
  return pl.DataFrame([
    column("cohort_number", (cohort) => cohort),
    column("month_number", (_, month) => month),
    column("cohort", firstDay).cast(pl.Date),
    column("month", (_, month) => firstDay(month)).cast(pl.Date),
    column("is_partial", (_, month) => firstDay(month + 1) > asOf ? 1 : 0).cast(pl.Bool),
  ]);
}
