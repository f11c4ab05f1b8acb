import { InputError } from "perdura/core/mod.ts";
import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";

/** Rows of features as a network reads them: one row after the other. */
export interface DenseRows {
  readonly values: Float32Array;
  readonly rows: number;
  readonly width: number;
}

/**
 * Some rows of a matrix, one after the other.
 *
 * @throws {InputError} where a value is missing or infinite
 */
export function denseRows(
  features: FeatureMatrix,
  start = 0,
  end: number = rowsOf(features),
): DenseRows {
  const width = features.columns.length, rows = end - start;
  const values = new Float32Array(rows * width);
  features.columns.forEach((column, feature) => {
    for (let i = 0, at = feature; i < rows; i++, at += width) {
      const value = column[start + i]!;
      if (!Number.isFinite(value)) throw notANumber(features.names[feature]!, start + i, value);
      values[at] = value;
    }
  });
  return { values, rows, width };
}

function notANumber(name: string, row: number, value: number): InputError {
  return new InputError(
    `Fill in missing values before a network reads them: "${name}" is ${value} in row ${row + 1}`,
  );
}

/**
 * Holds the features of rows against those of a network.
 *
 * @throws {InputError} where they differ in name or order
 */
export function checkNames(found: readonly string[], wanted: readonly string[]): void {
  if (found.length === wanted.length && found.every((name, i) => name === wanted[i])) return;
  const missing = wanted.filter((name) => !found.includes(name));
  const unknown = found.filter((name) => !wanted.includes(name));
  const differences = [
    ...(missing.length > 0 ? [`${quoted(missing)} missing`] : []),
    ...(unknown.length > 0 ? [`${quoted(unknown)} unknown to it`] : []),
  ];
  throw new InputError(
    "Give a network the features that it was trained on, in their order: " +
      (differences.length > 0 ? differences.join(", ") : "the order differs"),
  );
}

const quoted = (names: readonly string[]) =>
  names.slice(0, 5).map((name) => `"${name}"`).join(", ") +
  (names.length > 5 ? ` and ${names.length - 5} more` : "");
