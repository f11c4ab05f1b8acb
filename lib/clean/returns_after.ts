import pl from "nodejs-polars";
import type { Amounts } from "./quality.ts";
import { sumOf } from "./_account.ts";

/**
 * What was bought before a day and taken back on it or after: what a look at the shop on that day
 * would still have counted.
 *
 * @param returned `stage/returned.parquet` of the lake
 * @param asOf the first day that is not looked at
 * @returns lines that were returned, in part or as a whole, with the units and money taken back
 */
export function returnsAfter(returned: pl.DataFrame, asOf: Date): Amounts {
  const isBefore = (column: string) => pl.col(column).cast(pl.Float64).lt(pl.lit(asOf.getTime()));
  const late = returned.filter(isBefore("bought_at").and(isBefore("returned_at").not()));
  const numbers = (column: string) => late.getColumn(column).toTypedArray() as Float64Array;
  const units = numbers("returned_quantity");
  const bought = numbers("bought_quantity"), sales = numbers("bought_sales");
  return {
    ...sumOf(units, units.map((taken, i) => sales[i]! * (taken / bought[i]!))),
    rows: late.select("source_file", "source_row").unique().height,
  };
}
