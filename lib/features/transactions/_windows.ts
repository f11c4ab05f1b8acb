import pl from "nodejs-polars";
import type { CustomerPast } from "./customer_past.ts";

/** Lengths in days of the windows before an as-of date that features look at. */
export const windows = [30, 90, 180, 365] as const;

/** Whether the day of a row is among the last so many before the as-of date. */
export function within({ asOf }: Pick<CustomerPast, "asOf">, days: number): pl.Expr {
  return pl.col("day").gtEq(pl.lit(asOf - days));
}

/** Adds up a column over the rows that fulfil a condition. */
export function sumWhere(column: pl.Expr, condition: pl.Expr): pl.Expr {
  return pl.when(condition).then(column).otherwise(pl.lit(0)).sum();
}

/** Counts the rows that fulfil a condition. */
export function countWhere(condition: pl.Expr): pl.Expr {
  return condition.cast(pl.Float64).sum();
}

/**
 * The share of a half year's total that its second half has, with a half added to either: 0.5 for no
 * change, more where it grows.
 */
export function trend(last90: pl.Expr, last180: pl.Expr, half: pl.Expr): pl.Expr {
  return last90.add(half).div(last180.add(half.mul(pl.lit(2))));
}

/** One feature for each window, declared alike. */
export function perWindow<Declared>(
  name: (days: number) => string,
  declare: (days: number) => Declared,
): Record<string, Declared> {
  return Object.fromEntries(windows.map((days) => [name(days), declare(days)]));
}
