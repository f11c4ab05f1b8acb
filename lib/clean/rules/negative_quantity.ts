import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/** Returns in sources without credit notes, and stock adjustments. */
export const negativeQuantity: Rule = {
  name: "negative_quantity",
  meaning: "the quantity is zero or negative: a return or a stock adjustment",
  takes: pl.col("quantity").ltEq(pl.lit(0)),
};
