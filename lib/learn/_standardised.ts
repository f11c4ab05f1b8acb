import { InputError } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/feature_matrix.ts";

/** Columns with mean 0 and standard deviation 1, and what they had before. */
export interface Standardised {
  readonly columns: readonly Float64Array[];
  readonly mean: Float64Array;
  /** 1 for a column of equal values. */
  readonly deviation: Float64Array;
}

/** @throws {InputError} where a value is missing */
export function standardised(
  { names, columns }: FeatureMatrix,
  weight: Float64Array,
): Standardised {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const mean = new Float64Array(columns.length), deviation = new Float64Array(columns.length);
  const scaled = columns.map((values, j) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += weight[i]! * values[i]!;
    const centre = sum / total;
    if (!Number.isFinite(centre)) {
      const row = values.findIndex((value) => !Number.isFinite(value));
      throw new InputError(
        `Fill missing values first: "${names[j]}" has ${values[row]} in row ${row}`,
      );
    }
    let squares = 0;
    for (let i = 0; i < values.length; i++) squares += weight[i]! * (values[i]! - centre) ** 2;
    const spread = Math.sqrt(squares / total);
    // Equal values leave rounding behind, which is no spread.
    const scale = spread > 1e-12 * Math.abs(centre) ? spread : 1;
    mean[j] = centre;
    deviation[j] = scale;
    return spread === scale
      ? values.map((v) => (v - centre) / scale)
      : new Float64Array(values.length);
  });
  return { columns: scaled, mean, deviation };
}
