import pl from "nodejs-polars";
import { dayOf } from "./_days.ts";
import { knownPurchases } from "./_known_purchases.ts";

/**
 * Days from each day with a purchase to the next one of the same customer.
 *
 * @param transactions the canonical table, in any order
 * @returns at least 1 each, by customer and time; empty where nobody bought twice
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { daysBetweenPurchases } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const day = 86_400_000;
 * const transactions = pl.DataFrame([
 *   pl.Series("customer_id", ["ana", "leo", "ana", "ana", "ana"], pl.Utf8),
 *   pl.Series("timestamp", [0, 0, 7 * day, 7 * day + 60_000, 9 * day]).cast(pl.Int64)
 *     .cast(pl.Datetime("ms")),
 * ]);
 * assertEquals([...daysBetweenPurchases(transactions)], [7, 2]);
 * ```
 */
export function daysBetweenPurchases(transactions: pl.DataFrame): Float64Array {
  return knownPurchases(transactions)
    .select(pl.col("customer_id"), dayOf("day").alias("day"))
    .unique()
    .sort(["customer_id", "day"])
    .select(pl.col("day").sub(pl.col("day").shift(1).over("customer_id")).alias("between"))
    .filter(pl.col("between").isNotNull())
    .collectSync().getColumn("between").toTypedArray() as Float64Array;
}
