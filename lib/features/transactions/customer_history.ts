import pl from "nodejs-polars";
import { unknownCustomer } from "perdura/clean/mod.ts";
import type { History } from "../store/known_at.ts";

/** Tables that the features of customers are computed from. */
export type CustomerTables = "purchases" | "returns";

/**
 * What known customers have bought and sent back, each with its moment.
 *
 * A clean table has no purchases that were returned as a whole, not even before the return. They
 * are put back here, with the moment from which they no longer counted: so that a look at a day of
 * the past sees what the shop saw then. Of lines that were returned in part, the part stays away.
 *
 * @param transactions `stage/transactions.parquet`
 * @param rejected `stage/rejected.parquet`, of the same run
 */
export function customerHistory(
  transactions: pl.DataFrame,
  rejected: pl.DataFrame,
): History<CustomerTables> {
  const columns = [
    "customer_id",
    "invoice",
    "product",
    "timestamp",
    "quantity",
    "sales",
    "country",
    "category",
  ];
  const isKnown = pl.col("customer_id").isNotNull()
    .and(pl.col("customer_id").neq(pl.lit(unknownCustomer)));
  const known = (table: pl.DataFrame) => table.lazy().filter(isKnown);
  const rule = pl.col("rule");
  const moment = pl.col("timestamp").cast(pl.Datetime("ms"));

  const returns = known(rejected)
    .filter(rule.eq(pl.lit("cancellation")).or(rule.eq(pl.lit("negative_quantity"))))
    .select(pl.col("customer_id"), pl.col("invoice"), moment);
  const returned = returns.groupBy("invoice").agg(pl.col("timestamp").min().alias("withdrawn"));
  const withdrawn = known(rejected)
    .filter(rule.eq(pl.lit("cancelled_purchase")))
    .withColumns(
      moment,
      pl.col("detail").str.extract('returned with invoice "(.*)"', 1).alias("with"),
    )
    .join(returned, { leftOn: "with", rightOn: "invoice", how: "inner" })
    .select(...columns, "withdrawn").collectSync();
  const kept = known(transactions)
    .select(...columns)
    .withColumns(pl.lit(null).cast(pl.Datetime("ms")).alias("withdrawn")).collectSync();
  return {
    purchases: pl.concat([kept, withdrawn]),
    returns: returns.select("customer_id", "timestamp").collectSync(),
  };
}
