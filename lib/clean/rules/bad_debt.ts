import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/**
 * Book entries that write off what was never paid. Asked before the price, which is negative in
 * most of them, so that they are counted for what they are.
 */
export const badDebt: Rule = {
  name: "bad_debt",
  meaning: 'a write-off: the invoice starts with "A" or the product code is "B"',
  takes: pl.col("invoice").str.startsWith("A").or(
    pl.col("product").eq(pl.lit("B")),
  ),
};
