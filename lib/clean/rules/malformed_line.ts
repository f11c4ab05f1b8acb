import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/** Lines that are no records: too many or too few fields, a quote that never closes. */
export const malformedLine: Rule = {
  name: "malformed_line",
  meaning: "the line does not have the fields of its file",
  takes: pl.col("problem").eq(pl.lit("malformed_line")),
};
