import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/**
 * For sources that know amounts only: an amount of zero is a purchase there (a free CD), a
 * negative one is not.
 */
export const negativeSales: Rule = {
  name: "negative_sales",
  meaning: "the amount is negative: a refund or a correction",
  takes: pl.col("sales").lt(pl.lit(0)),
};
