import pl from "nodejs-polars";
import type { CustomerSummary } from "perdura/clv/mod.ts";
import { customerFeatures, type RawColumn, takeRawRows, takeValues } from "perdura/features/mod.ts";
import { type PerHorizon, perHorizon } from "./horizons.ts";

const day = 86_400_000;
const daysPerWeek = 7;

/** Customers as known on some days, in columns of n rows each. */
export interface RepurchaseRows {
  readonly customerId: readonly string[];
  /** The as-of day of each row, counted from 1970-01-01. */
  readonly asOf: Float64Array;
  /** The features as they are, before any encoding. */
  readonly columns: readonly RawColumn[];
  /** 1 for a customer who bought in the days after, 0 for one who did not, NaN where nobody knows. */
  readonly bought: PerHorizon<Float64Array>;
}

/** The columns of the table that `trainingRows` makes. */
export function repurchaseRows(table: pl.DataFrame): RepurchaseRows {
  const numbers = (column: pl.Expr) =>
    table.select(column.cast(pl.Float64).fillNull(pl.lit(NaN)).alias("value"))
      .getColumn("value").toTypedArray() as Float64Array;
  return {
    customerId: table.getColumn("customer_id").toArray() as string[],
    asOf: numbers(pl.col("as_of").cast(pl.Int32)),
    columns: customerFeatures.columns(table),
    bought: perHorizon((horizon) => numbers(pl.col(`bought_${horizon}d`))),
  };
}

/** The indices of the rows of some snapshots that fulfil a condition. */
export function rowsAsOf(
  { asOf }: RepurchaseRows,
  dates: readonly Date[],
  isWanted: (row: number) => boolean = () => true,
): Uint32Array {
  const wanted = new Set(dates.map((date) => date.getTime() / day));
  const rows: number[] = [];
  asOf.forEach((value, row) => {
    if (wanted.has(value) && isWanted(row)) rows.push(row);
  });
  return Uint32Array.from(rows);
}

/** Some rows, in the order given. */
export function takeRepurchaseRows(rows: RepurchaseRows, which: Uint32Array): RepurchaseRows {
  return {
    customerId: Array.from(which, (row) => rows.customerId[row]!),
    asOf: takeValues(rows.asOf, which),
    columns: takeRawRows(rows.columns, which),
    bought: perHorizon((horizon) => takeValues(rows.bought[horizon], which)),
  };
}

/** The customers as purchase models see them, times in weeks to the day before the as-of date. */
export function summaryOf({ columns, customerId }: RepurchaseRows): CustomerSummary {
  const values = (name: string) => {
    const column = columns.find((column) => column.name === name);
    if (column?.kind !== "number") throw new Error(`There is no number "${name}" in the rows`);
    return column.values;
  };
  const [silence, tenure] = [values("days_since_last"), values("tenure")];
  return {
    customerId,
    frequency: values("purchases").map((purchases) => purchases - 1),
    recency: tenure.map((days, i) => (days - silence[i]!) / daysPerWeek),
    T: tenure.map((days) => (days - 1) / daysPerWeek),
  };
}
