import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/**
 * Lines of nobody known. Asked after all other rules about a single line, so that what it takes
 * are valid sales: `productLines` gives them back to questions about products.
 */
export const missingCustomer: Rule = {
  name: "missing_customer",
  meaning: "a valid sale without a customer, still used in questions about products",
  takes: pl.col("customer_id").isNull().or(
    pl.col("customer_id").eq(pl.lit("")),
  ),
};
