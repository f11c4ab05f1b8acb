import pl from "nodejs-polars";
import { type Encoded, encodeText } from "./_encode.ts";

/** The columns of a canonical frame as arrays, for the steps that compare lines with each other. */
export interface Lines {
  readonly count: number;
  readonly invoice: Encoded;
  readonly product: Encoded;
  readonly description: Encoded;
  readonly customer: Encoded;
  readonly country: Encoded;
  readonly category: Encoded;
  readonly sourceFile: Encoded;
  /** Milliseconds; NaN where there is none, as in all numbers here. */
  readonly timestamp: Float64Array;
  readonly quantity: Float64Array;
  readonly unitPrice: Float64Array;
  readonly sales: Float64Array;
}

/** A numeric column as an array, NaN where it is null. */
export function numbers(frame: pl.DataFrame, column: string): Float64Array {
  return frame.select(pl.col(column).cast(pl.Float64).fillNull(pl.lit(NaN)))
    .getColumn(column).toTypedArray() as Float64Array;
}

/** Takes the {@linkcode Lines} out of a canonical frame. */
export function readLines(frame: pl.DataFrame): Lines {
  return {
    count: frame.height,
    invoice: encodeText(frame, "invoice"),
    product: encodeText(frame, "product"),
    description: encodeText(frame, "description"),
    customer: encodeText(frame, "customer_id"),
    country: encodeText(frame, "country"),
    category: encodeText(frame, "category"),
    sourceFile: encodeText(frame, "source_file"),
    timestamp: numbers(frame, "timestamp"),
    quantity: numbers(frame, "quantity"),
    unitPrice: numbers(frame, "unit_price"),
    sales: numbers(frame, "sales"),
  };
}
