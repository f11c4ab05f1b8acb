import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/** Gifts, samples, damages and corrections; a line without a unit price is not asked. */
export const nonPositivePrice: Rule = {
  name: "non_positive_price",
  meaning: "the unit price is zero or negative: not a sale",
  takes: pl.col("unit_price").ltEq(pl.lit(0)),
};
