import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/** Lines of credit notes, also the rare one with a positive quantity. */
export const cancellation: Rule = {
  name: "cancellation",
  meaning: 'the invoice starts with "C": a cancelled order or returned goods',
  takes: pl.col("invoice").str.startsWith("C"),
};
