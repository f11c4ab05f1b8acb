import pl from "nodejs-polars";

/** What is in one column of a table. */
export interface ColumnProfile {
  readonly column: string;
  /** Rows with a value. */
  readonly filled: number;
  /** Different values. */
  readonly distinct: number;
  /** The most frequent value, as text; of equally frequent ones the first in the alphabet. */
  readonly mostFrequent: string | null;
  /** How many rows have it. */
  readonly mostFrequentRows: number;
}

/**
 * A first look at the columns of a table.
 *
 * @param table of text, or of any types
 * @returns one entry per column, in their order
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { profileColumns } from "perdura/lake/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = pl.DataFrame([pl.Series("country", ["Peru", "Peru", "Spain", null], pl.Utf8)]);
 * assertEquals(profileColumns(table), [
 *   { column: "country", filled: 3, distinct: 2, mostFrequent: "Peru", mostFrequentRows: 2 },
 * ]);
 * ```
 */
export function profileColumns(table: pl.DataFrame): ColumnProfile[] {
  return table.columns.map((column) => {
    const isText = table.getColumn(column).isString();
    const text = pl.col(column).cast(pl.Utf8);
    // Whole numbers and seconds without the zeros behind them.
    const value = isText ? text : text.str.replace("\\.0+$", "");
    const counts = table.lazy().select(value.alias("value"))
      .filter(pl.col("value").isNotNull())
      .groupBy("value").agg(pl.len().cast(pl.Float64).alias("rows"))
      .sort(["rows", "value"], [true, false])
      .collectSync();
    const [mostFrequent = null, mostFrequentRows = 0] = counts.height > 0 ? counts.row(0) : [];
    const filled = table.height - table.getColumn(column).nullCount();
    return { column, filled, distinct: counts.height, mostFrequent, mostFrequentRows };
  });
}
