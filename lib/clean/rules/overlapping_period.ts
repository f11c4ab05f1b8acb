import pl from "nodejs-polars";
import type { Rule } from "../rule.ts";

/**
 * Lines of days that two parts of the data (files, sheets) both contain, taken once.
 *
 * Asked before {@linkcode exactDuplicate}, so that equal lines which a shop did record twice are
 * counted apart from records that were merely delivered twice. See `repeatedLines`.
 */
export const overlappingPeriod: Rule = {
  name: "overlapping_period",
  meaning: "the same record stands in an earlier part of the data",
  takes: pl.col("is_overlapping"),
};
