import { InputError } from "perdura/core/mod.ts";
import type { RawColumn } from "../feature_matrix.ts";

/** A column of categories. */
export type CategoryColumn = Extract<RawColumn, { kind: "category" }>;
/** A column of numbers. */
export type NumberColumn = Extract<RawColumn, { kind: "number" }>;

/** @throws {InputError} where a column is of numbers */
export function categoriesOf(columns: readonly RawColumn[]): CategoryColumn[] {
  return columns.map((column) => {
    if (column.kind === "category") return column;
    throw new InputError(`Encode categories: "${column.name}" is a column of numbers`);
  });
}

/** @throws {InputError} where there is no such column, or it is of the other kind */
export function columnOf<K extends RawColumn["kind"]>(
  columns: readonly RawColumn[],
  name: string,
  kind: K,
): Extract<RawColumn, { kind: K }> {
  const column = columns.find((one) => one.name === name);
  if (column?.kind === kind) return column as Extract<RawColumn, { kind: K }>;
  const found = column === undefined
    ? `it is not among "${columns.map((one) => one.name).join('", "')}"`
    : `it is of kind "${column.kind}"`;
  throw new InputError(`Give the column "${name}" of kind "${kind}" that was fitted: ${found}`);
}

/** @throws {InputError} where columns are not about the same rows */
export function requireSameRows(columns: readonly RawColumn[]): void {
  const [first] = columns;
  const other = columns.find(({ values }) => values.length !== first!.values.length);
  if (other === undefined) return;
  throw new InputError(
    `Give columns of the same rows: "${other.name}" has ${other.values.length}, ` +
      `"${first!.name}" ${first!.values.length}`,
  );
}
