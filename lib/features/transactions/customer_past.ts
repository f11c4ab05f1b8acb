import pl from "nodejs-polars";
import type { History } from "../store/known_at.ts";
import { dayNumber } from "../_days.ts";
import type { CustomerTables } from "./customer_history.ts";
import { steadySum } from "../_steady_sum.ts";

/** What is known of customers on a day, prepared once for all groups of features. */
export interface CustomerPast {
  /** The first day that counts as the future, counted from 1970-01-01. */
  readonly asOf: number;
  /** The day of the first purchase of anybody. */
  readonly firstDay: number;
  /** Every line bought, with its `day` (number), sorted by customer and moment. */
  readonly lines: pl.DataFrame;
  /**
   * One row per customer and day with a purchase, sorted by both: `day`, `sales`, `items`, `lines`,
   * and the `interval` in days since the one before, null for the first.
   */
  readonly days: pl.DataFrame;
  /** Every line sent back, with its `day`. */
  readonly returns: pl.DataFrame;
}

/** Prepares the tables as they were known on a day. */
export function customerPast(known: History<CustomerTables>, asOf: Date): CustomerPast {
  const withDay = (table: pl.DataFrame) =>
    table.lazy().withColumns(
      pl.col("timestamp").cast(pl.Date).cast(pl.Int32).cast(pl.Float64).alias("day"),
    );
  const lines = withDay(known.purchases)
    .sort(["customer_id", "timestamp", "invoice", "product", "sales"])
    .collectSync();
  const days = lines.lazy().groupBy(["customer_id", "day"])
    .agg(
      steadySum(pl.col("sales")),
      steadySum(pl.col("quantity")).alias("items"),
      pl.len().cast(pl.Float64).alias("lines"),
    )
    .sort(["customer_id", "day"])
    .withColumns(pl.col("day").sub(pl.col("day").shift(1).over("customer_id")).alias("interval"))
    .collectSync().rechunk(); // or else sums and means over days follow the number of threads
  return {
    asOf: dayNumber(asOf),
    firstDay: days.height === 0 ? NaN : days.select(pl.col("day").min()).row(0)[0] as number,
    lines,
    days,
    returns: withDay(known.returns).collectSync(),
  };
}
