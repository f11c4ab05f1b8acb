import pl from "nodejs-polars";
import { unknownCustomer } from "perdura/clean/mod.ts";

/** The transactions of known customers, with their `day`. */
export function knownPurchases(transactions: pl.DataFrame): pl.LazyDataFrame {
  return transactions.lazy()
    .filter(
      pl.col("customer_id").isNotNull().and(
        pl.col("customer_id").neq(pl.lit(unknownCustomer)),
      ),
    )
    .withColumns(pl.col("timestamp").cast(pl.Date).alias("day"));
}
