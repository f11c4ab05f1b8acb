import { InputError } from "perdura/core/mod.ts";
import type { RawColumn } from "../feature_matrix.ts";

/** @throws {InputError} where there is not one outcome for each row of a column */
export function checkOutcome({ name, values }: RawColumn, outcome: Float64Array): void {
  if (values.length === outcome.length) return;
  throw new InputError(
    `Encode rows by their outcomes: "${name}" has ${values.length} rows and there are ` +
      `${outcome.length} outcomes`,
  );
}
