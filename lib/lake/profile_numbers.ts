import pl from "nodejs-polars";

/** How the numbers of one column are spread. */
export interface NumberProfile {
  readonly column: string;
  readonly smallest: number;
  /** One in a hundred is smaller. */
  readonly percentile1: number;
  readonly median: number;
  /** One in a hundred is larger. */
  readonly percentile99: number;
  readonly largest: number;
  readonly notAboveZero: number;
}

/**
 * How the numbers of some columns are spread; columns without a value are left out.
 *
 * @param columns numeric ones of the table
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { profileNumbers } from "perdura/lake/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = pl.DataFrame([pl.Series("quantity", [-2, 1, 12])]);
 * const [quantity] = profileNumbers(table, ["quantity"]);
 * assertEquals([quantity?.smallest, quantity?.median, quantity?.notAboveZero], [-2, 1, 1]);
 * ```
 */
export function profileNumbers(table: pl.DataFrame, columns: readonly string[]): NumberProfile[] {
  return columns.filter((column) => table.getColumn(column).nullCount() < table.height)
    .map((column) => {
      const value = pl.col(column).cast(pl.Float64);
      const quantile = (at: number) => value.quantile(at, "linear");
      const row = table.select(
        value.min().alias("smallest"),
        quantile(0.01).alias("percentile1"),
        quantile(0.5).alias("median"),
        quantile(0.99).alias("percentile99"),
        value.max().alias("largest"),
        value.ltEq(pl.lit(0)).cast(pl.Float64).sum().alias("notAboveZero"),
      ).toRecords()[0];
      return { column, ...row } as unknown as NumberProfile;
    });
}
