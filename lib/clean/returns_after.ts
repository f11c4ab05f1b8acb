import pl from "nodejs-polars";
import { type Amounts } from "./quality.ts";
import { amountsOf } from "./_account.ts";

/**
 * Purchases made before a day that were taken back because of a return on or after it: what a look
 * at the shop on that day would still have counted.
 *
 * Lines that were returned in part are not among them: the table of rejected lines has whole lines.
 *
 * @param rejected `rejected.parquet` of the lake
 * @param asOf the first day that is not looked at
 */
export function returnsAfter(rejected: pl.DataFrame, asOf: Date): Amounts {
  const moment = pl.col("timestamp").cast(pl.Float64);
  const asOfMoment = pl.lit(asOf.getTime());
  const rule = pl.col("rule");
  const returns = rejected.lazy()
    .filter(rule.neq(pl.lit("cancelled_purchase")).and(pl.col("invoice").isNotNull()))
    .groupBy("invoice").agg(moment.min().alias("returned"));
  const late = rejected.lazy()
    .filter(rule.eq(pl.lit("cancelled_purchase")).and(moment.lt(asOfMoment)))
    .withColumns(pl.col("detail").str.extract('returned with invoice "(.*)"', 1).alias("with"))
    .join(returns, { leftOn: "with", rightOn: "invoice", how: "inner" })
    .filter(pl.col("returned").gtEq(asOfMoment))
    .collectSync();
  return amountsOf(late);
}
