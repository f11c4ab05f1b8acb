import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";

/** The unit of time of a summary. */
export type TimeUnit = "day" | "week";

/** How many days a unit has. */
export function daysIn(unit: TimeUnit): number {
  return unit === "week" ? 7 : 1;
}

/** The number of a day, counted from 1970-01-01, of the UTC date of a moment. */
export function dayNumber(date: Date): number {
  return Math.floor(date.getTime() / 86_400_000);
}

/** A day number as a value for comparison with a column of dates. */
export function dayLiteral(day: number): pl.Expr {
  return pl.lit(day).cast(pl.Int32).cast(pl.Date);
}

/** The number of the day in a column of dates, as a float. */
export function dayOf(column: string): pl.Expr {
  return pl.col(column).cast(pl.Int32).cast(pl.Float64);
}

/** The number of the last day with a transaction. */
export function lastDay(transactions: pl.DataFrame): number {
  const last = transactions.lazy()
    .select(
      pl.col("timestamp").max().cast(pl.Date).cast(pl.Int32).cast(pl.Float64),
    )
    .collectSync().getColumn("timestamp").get(0) as number | null;
  if (last === null) {
    throw new InputError("Give at least one transaction: the table is empty");
  }
  return last;
}
