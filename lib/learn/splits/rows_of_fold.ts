/** The rows of a fold and all others, ascending. */
export interface RowsOfFold {
  /** To be judged by, or to be predicted. */
  readonly inside: Uint32Array;
  /** To learn from. */
  readonly outside: Uint32Array;
}

/**
 * The rows inside and outside of a fold.
 *
 * @param folds the fold of each row, from {@linkcode groupFolds}
 * @param fold which one
 *
 * @example
 * ```ts
 * import { rowsOfFold } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { inside, outside } = rowsOfFold(Uint8Array.of(0, 1, 0), 1);
 * assertEquals([inside, outside], [Uint32Array.of(1), Uint32Array.of(0, 2)]);
 * ```
 */
export function rowsOfFold(folds: Uint8Array, fold: number): RowsOfFold {
  const inside: number[] = [], outside: number[] = [];
  folds.forEach((one, row) => (one === fold ? inside : outside).push(row));
  return { inside: Uint32Array.from(inside), outside: Uint32Array.from(outside) };
}
