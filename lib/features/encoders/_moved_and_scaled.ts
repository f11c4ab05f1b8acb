import { columnsNamed } from "../columns_named.ts";
import type { FeatureMatrix } from "../feature_matrix.ts";

/** Of each column: (value − shift) / scale. */
export interface ShiftAndScale {
  readonly names: readonly string[];
  readonly shift: readonly number[];
  readonly scale: readonly number[];
}

/** Missing values stay missing. */
export function movedAndScaled(
  { names, shift, scale }: ShiftAndScale,
  matrix: FeatureMatrix,
): FeatureMatrix {
  const columns = columnsNamed(matrix, names).map((values, j) => {
    const from = shift[j]!, by = scale[j]!;
    return values.map((value) => (value - from) / by);
  });
  return { names, columns };
}
