import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

const notFinite = (column: string): pl.Expr =>
  pl.col(column).isNull().or(pl.col(column).isFinite().not());

/**
 * Lines with a value that is not what its column holds, and lines without a moment, a quantity or
 * an amount: nothing can be counted of them.
 */
export const unparsableValue: Rule = {
  name: "unparsable_value",
  meaning: "a date or number is missing or cannot be read",
  takes: pl.col("problem").eq(pl.lit("unparsable_value"))
    .or(pl.col("timestamp").isNull())
    .or(notFinite("quantity"))
    .or(notFinite("sales")),
};
