import pl from "nodejs-polars";
import { type Encoded, encodeText, textNumbers } from "./_encode.ts";

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
  return {
    count: frame.height,
    invoice: encodeText(frame, "invoice"),
    product: encodeText(frame, "product"),
    description: encodeText(frame, "description"),
    customer: encodeText(frame, "customer_id"),
    category: encodeText(frame, "category"),
    country: textNumbers(frame, "country"),
    sourceFile: textNumbers(frame, "source_file"),
    timestamp: numbers(frame, "timestamp"),
    quantity: numbers(frame, "quantity"),
    unitPrice: numbers(frame, "unit_price"),
    sales: numbers(frame, "sales"),
  };
}

/** A numeric column as an array, NaN where it is null. */
export function numbers(frame: pl.DataFrame, column: string): Float64Array {
  let series = frame.getColumn(column);
  if (!series.dtype.equals(pl.Float64)) series = series.cast(pl.Float64);
  if (series.nullCount() > 0) {
    series = pl.DataFrame([series]).select(pl.col(column).fillNull(pl.lit(NaN))).getColumn(column);
  }
  return series.toTypedArray() as Float64Array;
}
