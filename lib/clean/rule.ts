import type pl from "nodejs-polars";

/** The rules of cleaning in the order in which they are asked. */
export const ruleNames = [
  "malformed_line",
  "unparsable_value",
  "overlapping_period",
  "exact_duplicate",
  "cancellation",
  "negative_quantity",
  "bad_debt",
  "non_positive_price",
  "negative_sales",
  "non_product",
  "missing_customer",
  "cancelled_purchase",
] as const;

/** One of the {@linkcode ruleNames}. */
export type RuleName = typeof ruleNames[number];

/** A reason to reject a line of a transaction file. */
export interface Rule {
  readonly name: RuleName;
  /** The reason in words, as a reader of the quality report sees it. */
  readonly meaning: string;
  /**
   * True for the lines to reject, over the canonical columns.
   *
   * Rules that compare lines with each other find their answer in a column made beforehand:
   * `is_overlapping`, `is_duplicate` and `taken_back` (units returned later).
   */
  readonly takes: pl.Expr;
}
