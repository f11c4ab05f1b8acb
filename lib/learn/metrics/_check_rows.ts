import { InputError } from "perdura/core/mod.ts";

/** @throws {InputError} where columns differ in length, a probability is missing, or an outcome is neither 0 nor 1 */
export function checkRows(
  values: Float64Array,
  outcome: Float64Array,
  weight?: Float64Array,
): void {
  if (values.length !== outcome.length || (weight ?? outcome).length !== outcome.length) {
    const weights = weight === undefined ? "" : `, ${weight.length} weights`;
    throw new InputError(
      `Measure probabilities and outcomes of the same rows: there are ${values.length} ` +
        `probabilities, ${outcome.length} outcomes${weights}`,
    );
  }
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) {
      throw new InputError(`Measure rows that have a probability: row ${i} has none`);
    }
    if (outcome[i] !== 0 && outcome[i] !== 1) {
      throw new InputError(`Measure outcomes that are 0 or 1: row ${i} has ${outcome[i]}`);
    }
  }
}
