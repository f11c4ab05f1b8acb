import { InputError } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "./feature_matrix.ts";

/**
 * The columns of a matrix that have the names, in their order.
 *
 * @throws {InputError} where one is missing
 *
 * @example
 * ```ts
 * import { columnsNamed } from "perdura/features/columns_named.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { names: ["age", "orders"], columns: [Float64Array.of(31), Float64Array.of(2)] };
 * assertEquals(columnsNamed(matrix, ["orders"]), [Float64Array.of(2)]);
 * ```
 */
export function columnsNamed(
  matrix: FeatureMatrix,
  names: readonly string[],
): readonly Float64Array[] {
  const placeOf = new Map(matrix.names.map((name, place) => [name, place]));
  return names.map((name) => {
    const column = matrix.columns[placeOf.get(name) ?? -1];
    if (column !== undefined) return column;
    throw new InputError(
      `Give the features that were fitted: "${name}" is missing; there are ` +
        `"${matrix.names.join('", "')}"`,
    );
  });
}
