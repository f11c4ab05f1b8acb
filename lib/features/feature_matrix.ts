/** Numbers about n rows, ready for a model: one column for each feature. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  /** In the order of the names; n values each, NaN where one is missing. */
  readonly columns: readonly Float64Array[];
}

/** One column about n rows as it comes from a table, before it is encoded. */
export type RawColumn =
  | {
    readonly name: string;
    readonly kind: "number";
    /** NaN where a value is missing. */
    readonly values: Float64Array;
  }
  | {
    readonly name: string;
    readonly kind: "category";
    /** Null where a value is missing. */
    readonly values: readonly (string | null)[];
  };

/** The number of rows of a matrix; 0 where it has no columns. */
export function rowsOf({ columns }: FeatureMatrix): number {
  return columns[0]?.length ?? 0;
}

/**
 * Some rows of a matrix, in the order given.
 *
 * @param rows indices of rows; one may be taken several times
 *
 * @example
 * ```ts
 * import { takeRows } from "perdura/features/feature_matrix.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { names: ["age"], columns: [Float64Array.of(31, 52, 47)] };
 * assertEquals(takeRows(matrix, Uint32Array.of(2, 0)).columns[0], Float64Array.of(47, 31));
 * ```
 */
export function takeRows({ names, columns }: FeatureMatrix, rows: Uint32Array): FeatureMatrix {
  return { names, columns: columns.map((column) => takeValues(column, rows)) };
}

/**
 * Some rows of raw columns, in the order given.
 *
 * @param rows indices of rows; one may be taken several times
 */
export function takeRawRows(columns: readonly RawColumn[], rows: Uint32Array): RawColumn[] {
  return columns.map((column) =>
    column.kind === "number"
      ? { ...column, values: takeValues(column.values, rows) }
      : { ...column, values: Array.from(rows, (row) => column.values[row]!) }
  );
}

/** Some values of a column, in the order given. */
export function takeValues(values: Float64Array, rows: Uint32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]!]!;
  return taken;
}
