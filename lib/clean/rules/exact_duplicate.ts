import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/** Lines that equal an earlier line of their part in every column. */
export const exactDuplicate: Rule = {
  name: "exact_duplicate",
  meaning: "the line equals an earlier one in every column",
  takes: pl.col("is_duplicate"),
};
