import pl from "nodejs-polars";
import { knownPurchases } from "./_known_purchases.ts";
import { steadySum } from "./_steady_sum.ts";

/**
 * What every known customer bought on each day: the form in which purchase models see a shop.
 *
 * The result has the columns of the canonical table that `customerSummary`, `calibrationHoldout`
 * and `purchaseHistory` look at, and these say the same of it as of the lines themselves: it
 * stands in for a table that is twenty times as long.
 *
 * | column | meaning |
 * | --- | --- |
 * | `customer_id` | text |
 * | `timestamp` | the beginning of the day |
 * | `sales` | money spent on the day |
 * | `currency` | of `sales` |
 *
 * @param transactions the canonical table, in any order
 * @returns one row per customer and day with a purchase, sorted by both
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { purchaseDays } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const transactions = pl.DataFrame([
 *   pl.Series("customer_id", ["ana", "ana"], pl.Utf8),
 *   pl.Series("timestamp", [0, 60_000]).cast(pl.Int64).cast(pl.Datetime("ms")),
 *   pl.Series("sales", [10, 20]),
 *   pl.Series("currency", ["EUR", "EUR"], pl.Utf8),
 * ]);
 * assertEquals(purchaseDays(transactions).getColumn("sales").toArray(), [30]);
 * ```
 */
export function purchaseDays(transactions: pl.DataFrame): pl.DataFrame {
  return knownPurchases(transactions)
    .groupBy(["customer_id", "day"])
    .agg(steadySum(pl.col("sales")), pl.col("currency").first())
    .select(
      pl.col("customer_id"),
      pl.col("day").cast(pl.Datetime("ms")).alias("timestamp"),
      pl.col("sales"),
      pl.col("currency"),
    )
    .sort(["customer_id", "timestamp"])
    .collectSync().rechunk();
}
