import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/**
 * Purchases that later returns took back to the last unit. Asked of the lines that all other rules
 * kept; a line taken back in part stays, with what is left. See `netReturns`.
 */
export const cancelledPurchase: Rule = {
  name: "cancelled_purchase",
  meaning: "all units of the line were returned later",
  takes: pl.col("taken_back").gt(pl.lit(0)).and(
    pl.col("taken_back").gtEq(pl.col("quantity")),
  ),
};
