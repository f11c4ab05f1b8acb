import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { customerSummary } from "./customer_summary.ts";
import { dayLiteral, dayNumber, daysIn, lastDay, type TimeUnit } from "./_days.ts";
import { knownPurchases } from "./_known_purchases.ts";
import { steadySum } from "./_steady_sum.ts";

/** Where {@linkcode calibrationHoldout} divides time. */
export interface CalibrationHoldoutOptions {
  /** Last day of the calibration period, included. */
  readonly calibrationEnd: Date;
  /** Last day of the holdout, included; the day of the last transaction by default. */
  readonly observationEnd?: Date;
  /** Unit of all times; "week" by default. */
  readonly unit?: TimeUnit;
}

/**
 * The customer summary of a calibration period, and beside it what the same customers did in the
 * holdout that follows: what a forecast made at the end of calibration is judged by.
 *
 * Adds to the columns of `customerSummary`:
 *
 * | column | meaning |
 * | --- | --- |
 * | `frequency_holdout` | number of days with a purchase in the holdout |
 * | `sales_holdout` | money spent in the holdout |
 * | `duration_holdout` | length of the holdout, the same in every row |
 *
 * @param transactions the canonical table, in any order
 * @returns one row per customer acquired in the calibration period, sorted by `customer_id`
 * @throws {InputError} where the holdout has no day
 */
export function calibrationHoldout(
  transactions: pl.DataFrame,
  options: CalibrationHoldoutOptions,
): pl.DataFrame {
  const { calibrationEnd, unit = "week" } = options;
  const start = dayNumber(calibrationEnd);
  const end = options.observationEnd ? dayNumber(options.observationEnd) : lastDay(transactions);
  if (end <= start) {
    throw new InputError(
      "Choose a calibration period that ends before the observation does: it ends on " +
        `${isoDay(start)}, the observation on ${isoDay(end)}`,
    );
  }
  const holdout = knownPurchases(transactions)
    .filter(pl.col("day").gt(dayLiteral(start)).and(pl.col("day").ltEq(dayLiteral(end))))
    .groupBy(["customer_id", "day"]).agg(steadySum(pl.col("sales")))
    .sort(["customer_id", "day"])
    .collectSync().lazy() // or else the sort is optimised away, and sums differ from run to run
    .groupBy("customer_id").agg(
      pl.len().cast(pl.Int32).alias("frequency_holdout"),
      steadySum(pl.col("sales")).alias("sales_holdout"),
    );
  return customerSummary(transactions, { unit, observationEnd: calibrationEnd }).lazy()
    .join(holdout, { on: "customer_id", how: "left" })
    .withColumns(
      pl.col("frequency_holdout").fillNull(pl.lit(0)).cast(pl.Int32),
      pl.col("sales_holdout").fillNull(pl.lit(0)).cast(pl.Float64),
      pl.lit((end - start) / daysIn(unit)).cast(pl.Float64).alias("duration_holdout"),
    )
    .sort("customer_id").collectSync().rechunk();
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
