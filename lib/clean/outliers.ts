import { type UsualRange, usualRange } from "./robust_range.ts";

/** The usual ranges of some lines and which lines lie outside. */
export interface Outliers {
  readonly range: UsualRange | undefined;
  /** 1 for an outlier, one entry per line. */
  readonly flags: Uint8Array;
}

/**
 * Flags values that are unusually small or large, on a logarithmic scale (see `usualRange`).
 *
 * @param values quantities or unit prices; NaN is no outlier
 */
export function outliers(values: Float64Array): Outliers {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const range = usualRange(counts);
  const flags = new Uint8Array(values.length);
  if (range !== undefined) {
    for (let i = 0; i < values.length; i++) {
      if (values[i]! < range.low || values[i]! > range.high) flags[i] = 1;
    }
  }
  return { range, flags };
}
