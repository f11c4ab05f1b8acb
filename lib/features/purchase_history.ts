import pl from "nodejs-polars";
import type { PurchaseHistory } from "perdura/clv/mod.ts";
import { dayLiteral, dayNumber, dayOf, daysIn, type TimeUnit } from "./_days.ts";
import { knownPurchases } from "./_known_purchases.ts";

/** Which purchases {@linkcode purchaseHistory} takes. */
export interface PurchaseHistoryOptions {
  /** The customers in the order of the rows of a summary. */
  readonly customerId: readonly string[];
  /** Last day that is looked at, included. */
  readonly observationEnd: Date;
  /** Unit of all times; "week" by default. */
  readonly unit?: TimeUnit;
}

/**
 * Every repeat purchase day of some customers on one calendar, whose time 0 is the first day on
 * which one of them bought: what purchases over time are compared with a model by.
 *
 * @param transactions the canonical table, in any order
 * @returns the time of each customer's first purchase, and of every repeat purchase day
 */
export function purchaseHistory(
  transactions: pl.DataFrame,
  { customerId, observationEnd, unit = "week" }: PurchaseHistoryOptions,
): PurchaseHistory {
  const perUnit = daysIn(unit);
  const rows = pl.DataFrame([
    pl.Series("customer_id", [...customerId], pl.Utf8),
    pl.Series("row", Uint32Array.from(customerId, (_, row) => row)),
  ]);
  const days = knownPurchases(transactions)
    .filter(pl.col("day").ltEq(dayLiteral(dayNumber(observationEnd))))
    .join(rows.lazy(), { on: "customer_id", how: "inner" })
    .select(pl.col("row"), dayOf("day").alias("day"))
    .unique()
    .sort(["row", "day"])
    .collectSync();
  const row = days.getColumn("row").toTypedArray() as Uint32Array;
  const day = days.getColumn("day").toTypedArray() as Float64Array;
  const isFirst = row.map((value, i) => i === 0 || value !== row[i - 1] ? 1 : 0);
  const start = day.reduce((earliest, value) => Math.min(earliest, value), Infinity);

  const repeats = row.filter((_, i) => isFirst[i] === 0);
  return {
    birth: day.filter((_, i) => isFirst[i] === 1).map((value) => (value - start) / perUnit),
    customer: repeats,
    time: day.filter((_, i) => isFirst[i] === 0).map((value) => (value - start) / perUnit),
  };
}
