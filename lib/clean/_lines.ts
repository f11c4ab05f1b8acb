import pl from "nodejs-polars";
import { categoryNumbers, encode, type Encoded } from "./_encode.ts";

/** The columns of a canonical frame as arrays, for the steps that compare lines with each other. */
export interface Lines {
  readonly count: number;
  readonly invoice: Encoded;
  readonly product: Encoded;
  readonly description: Encoded;
  readonly customer: Encoded;
  readonly category: Encoded;
  /** Equal numbers are equal texts, without saying which. */
  readonly country: Uint32Array;
  readonly sourceFile: Uint32Array;
  /** Milliseconds; NaN where there is none, as in all numbers here. */
  readonly timestamp: Float64Array;
  readonly quantity: Float64Array;
  readonly unitPrice: Float64Array;
  readonly sales: Float64Array;
}

/** Takes the {@linkcode Lines} out of a canonical frame, column by column to spare memory. */
export function readLines(frame: pl.DataFrame): Lines {
  const codes = (name: string) =>
    frame.select(categoryNumbers(name)).getColumn(name).toTypedArray() as Uint32Array;
  const text = (name: string) => encode(frame, name, codes(name));
  return {
    count: frame.height,
    invoice: text("invoice"),
    product: text("product"),
    description: text("description"),
    customer: text("customer_id"),
    category: text("category"),
    country: codes("country"),
    sourceFile: codes("source_file"),
    timestamp: numbers(frame, "timestamp"),
    quantity: numbers(frame, "quantity"),
    unitPrice: numbers(frame, "unit_price"),
    sales: numbers(frame, "sales"),
  };
}

/** A numeric column as an array, NaN where it is null. */
export function numbers(frame: pl.DataFrame, column: string): Float64Array {
  return frame.select(pl.col(column).cast(pl.Float64).fillNull(pl.lit(NaN)))
    .getColumn(column).toTypedArray() as Float64Array;
}
