import pl from "nodejs-polars";
import { unknownCustomer } from "perdura/clean/mod.ts";
import type { History } from "../store/known_at.ts";

/** Tables that the features of customers are computed from. */
export type CustomerTables = "purchases" | "returns";

const columns = ["customer_id", "invoice", "timestamp", "country"];
/** What is said of goods; rejected lines are kept as they came, and may not say it. */
const goods = ["product", "category", "quantity", "sales"];
const position = ["source_file", "source_row"];

/**
 * What known customers have bought and sent back, each with its moment.
 *
 * A clean table counts purchases without what was returned later, from the beginning. Here what was
 * taken back is put back until it was: so that a look at a day of the past sees what the shop saw.
 *
 * @param clean `stage/transactions.parquet`, `stage/rejected.parquet` and `stage/returned.parquet` of
 *   the same run
 */
export function customerHistory(
  { rejected, returned, transactions }: {
    readonly transactions: pl.DataFrame;
    readonly rejected: pl.DataFrame;
    readonly returned: pl.DataFrame;
  },
): History<CustomerTables> {
  const isKnown = pl.col("customer_id").isNotNull()
    .and(pl.col("customer_id").neq(pl.lit(unknownCustomer)));
  const known = (table: pl.DataFrame) => table.lazy().filter(isKnown);
  const rule = pl.col("rule");

  const returns = known(rejected)
    .filter(rule.eq(pl.lit("cancellation")).or(rule.eq(pl.lit("negative_quantity"))))
    .select(pl.col("customer_id"), pl.col("timestamp").cast(pl.Datetime("ms")));
  const cancelled = known(rejected).filter(rule.eq(pl.lit("cancelled_purchase")))
    .withColumns(pl.col("timestamp").cast(pl.Datetime("ms")));

  const never = pl.lit(null).cast(pl.Datetime("ms"));
  const all = [...columns, ...goods, "recorded", "withdrawn"];
  const untouched = known(transactions)
    .join(returned.select(...position).unique().lazy(), { on: position, how: "anti" })
    .withColumns(never.alias("recorded"), never.alias("withdrawn"))
    .select(...all).collectSync();
  const touched = pl.concat([
    known(transactions).select(...position, ...columns).collectSync(),
    cancelled.select(...position, ...columns).collectSync(),
  ]).join(statesOf(returned), { on: position, how: "inner" }).select(...all);
  return { purchases: pl.concat([untouched, touched]), returns: returns.collectSync() };
}

/**
 * What was left of each purchase line from when to when: all of it until the first return, then less
 * and less.
 */
function statesOf(returned: pl.DataFrame): pl.DataFrame {
  const states = (from: pl.DataFrame, quantity: string, recorded: pl.Expr, withdrawn: pl.Expr) => {
    const bought = pl.col("bought_quantity"), sales = pl.col("bought_sales");
    return from.filter(pl.col(quantity).gt(pl.lit(0))).select(
      ...position,
      "product",
      "category",
      pl.col(quantity).alias("quantity"),
      // As cleaning says it of what is left in the end.
      sales.sub(sales.mul(bought.sub(pl.col(quantity)).div(bought))).alias("sales"),
      recorded.cast(pl.Datetime("ms")).alias("recorded"),
      withdrawn.cast(pl.Datetime("ms")).alias("withdrawn"),
    );
  };
  const nthOf = [...position, "nth"];
  const next = returned.select(
    ...position,
    pl.col("nth").sub(pl.lit(1)).cast(pl.Int64).alias("nth"),
    pl.col("returned_at").alias("next_at"),
  );
  return pl.concat([
    states(
      returned.filter(pl.col("nth").eq(pl.lit(1))),
      "bought_quantity",
      pl.lit(null),
      pl.col("returned_at"),
    ),
    states(
      returned.join(next, { on: nthOf, how: "left" }),
      "left_quantity",
      pl.col("returned_at"),
      pl.col("next_at"),
    ),
  ]);
}
