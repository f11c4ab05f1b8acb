import pl from "nodejs-polars";
import { type UsualRange, usualRange } from "./robust_range.ts";

/** The usual range of some values and which of them lie outside. */
export interface Outliers {
  readonly range: UsualRange | undefined;
  /** 1 for an outlier, one entry per value. */
  readonly flags: Uint8Array;
}

/**
 * Flags values that are unusually small or large, on a logarithmic scale (see `usualRange`).
 *
 * @param values quantities or unit prices; NaN is no outlier
 */
export function outliers(values: Float64Array): Outliers {
  const counts = pl.DataFrame([pl.Series("value", values)])
    .groupBy("value").agg(pl.len().cast(pl.Float64).alias("count"));
  const range = usualRange(
    counts.getColumn("value").toTypedArray() as Float64Array,
    counts.getColumn("count").toTypedArray() as Float64Array,
  );
  const flags = new Uint8Array(values.length);
  if (range !== undefined) {
    const { low, high } = range;
    for (let i = 0; i < values.length; i++) {
      if (values[i]! < low || values[i]! > high) flags[i] = 1;
    }
  }
  return { range, flags };
}
