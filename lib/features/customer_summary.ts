import pl from "nodejs-polars";
import { dayLiteral, dayNumber, dayOf, daysIn, lastDay, type TimeUnit } from "./_days.ts";
import { knownPurchases } from "./_known_purchases.ts";
import { steadySum } from "./_steady_sum.ts";

/** What {@linkcode customerSummary} looks at, and how it counts time. */
export interface CustomerSummaryOptions {
  /** Unit of `recency` and `T`; "week" by default, in exact sevenths. */
  readonly unit?: TimeUnit;
  /** Last day that is looked at, included; the day of the last transaction by default. */
  readonly observationEnd?: Date;
}

/**
 * Sums up what every customer has bought, in the numbers that purchase models need.
 *
 * All purchases of one customer on one day are one transaction. Over the days on which a customer
 * bought, from the first to the end of observation:
 *
 * | column | meaning |
 * | --- | --- |
 * | `customer_id` | text |
 * | `first_purchase` | date |
 * | `frequency` | x, number of days with a purchase after the first |
 * | `recency` | t_x, from the first to the last day with a purchase |
 * | `T` | from the first day to the end of observation |
 * | `monetary_value` | mean value of the days after the first, null where there is none |
 * | `log_intervals` | sum of the logarithms of the times between one such day and the next, in the unit |
 * | `currency` | of `monetary_value` |
 *
 * A mean value of 0 (someone who took free goods only) stays as it is; models of spending leave
 * such a customer out. Customers without an id, or under the placeholder for it, are left out, as
 * are those whose first purchase is after the end of observation.
 *
 * @param transactions the canonical table, in any order
 * @returns one row per customer, sorted by `customer_id`
 * @throws {InputError} where there is no transaction and no end of observation is given
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { customerSummary } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const day = 86_400_000;
 * const transactions = pl.DataFrame([
 *   pl.Series("customer_id", ["ana", "ana", "ana", "leo"], pl.Utf8),
 *   pl.Series("timestamp", [0, 7 * day, 7 * day + 60_000, 7 * day]).cast(pl.Int64)
 *     .cast(pl.Datetime("ms")),
 *   pl.Series("sales", [10, 20, 5, 8]),
 *   pl.Series("currency", ["EUR", "EUR", "EUR", "EUR"], pl.Utf8),
 * ]);
 * const summary = customerSummary(transactions, { observationEnd: new Date("1970-01-15") });
 * assertEquals(summary.drop("first_purchase", "log_intervals").toRecords(), [
 *   { customer_id: "ana", frequency: 1, recency: 1, T: 2, monetary_value: 25, currency: "EUR" },
 *   { customer_id: "leo", frequency: 0, recency: 0, T: 1, monetary_value: null, currency: "EUR" },
 * ]);
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24
 * (2005), p. 279 (x, t_x, T); Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013),
 * p. 8 (the first purchase does not count).
 */
export function customerSummary(
  transactions: pl.DataFrame,
  options: CustomerSummaryOptions = {},
): pl.DataFrame {
  const perUnit = daysIn(options.unit ?? "week");
  const end = options.observationEnd ? dayNumber(options.observationEnd) : lastDay(transactions);
  const days = knownPurchases(transactions)
    .filter(pl.col("day").ltEq(dayLiteral(end)))
    .groupBy(["customer_id", "day"])
    .agg(steadySum(pl.col("sales")), pl.col("currency").first())
    .sort(["customer_id", "day"]) // fixes the order of the sums over days
    .withColumns(dayOf("day").sub(dayOf("day").shift(1).over("customer_id")).alias("interval"));
  const summary = days.groupBy("customer_id").agg(
    pl.col("day").first().alias("first_purchase"),
    pl.col("day").last().alias("last_purchase"),
    pl.len().sub(pl.lit(1)).cast(pl.Int32).alias("frequency"),
    steadySum(pl.col("sales").filter(pl.col("day").gt(pl.col("day").min()))).alias("repeat_sales"),
    steadySum(pl.col("interval").log()).alias("log_intervals"),
    pl.col("currency").first(),
  ).select(
    pl.col("customer_id"),
    pl.col("first_purchase"),
    pl.col("frequency"),
    dayOf("last_purchase").sub(dayOf("first_purchase")).alias("recency"),
    pl.lit(end).sub(dayOf("first_purchase")).alias("T"),
    pl.when(pl.col("frequency").gt(pl.lit(0)))
      .then(pl.col("repeat_sales").div(pl.col("frequency")))
      .otherwise(pl.lit(null)).alias("monetary_value"),
    pl.col("log_intervals").sub(pl.col("frequency").mul(pl.lit(Math.log(perUnit)))),
    pl.col("currency"),
  ).sort("customer_id").collectSync().rechunk();
  // Polars multiplies by the rounded reciprocal of a constant: 273 / 7 would not be 39.
  const inUnits = (column: string) =>
    pl.Series(column, numbers(summary, column).map((days) => days / perUnit));
  return summary.withColumns(inUnits("recency"), inUnits("T"));
}

function numbers(summary: pl.DataFrame, column: string): Float64Array {
  return summary.getColumn(column).toTypedArray() as Float64Array;
}
