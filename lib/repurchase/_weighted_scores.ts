import type { OrderedProbabilities } from "perdura/learn/mod.ts";

/**
 * Bins of about equal numbers of rows by probability, equal probabilities never divided.
 *
 * @returns the bin of each row
 */
export function binsOfEqualMass({ order, values }: OrderedProbabilities, bins: number): Uint8Array {
  const binOf = new Uint8Array(values.length);
  let bin = 0;
  order.forEach((row, place) => {
    const isTie = place > 0 && values[row] === values[order[place - 1]!];
    if (!isTie) bin = Math.floor(place * bins / order.length);
    binOf[row] = bin;
  });
  return binOf;
}

/** The mean distance, over rows, of what was expected in a row's bin from what happened in it. */
export function weightedCalibrationError(
  values: Float64Array,
  bins: Uint8Array,
  outcome: Float64Array,
  weight?: Float64Array,
): number {
  const surplus = new Float64Array(256);
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const w = weight === undefined ? 1 : weight[row]!;
    surplus[bins[row]!]! += w * (values[row]! - outcome[row]!);
    total += w;
  }
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0) / total;
}

/** The share of yeses among the rows of the highest probabilities, over the share in all rows. */
export function weightedLift(
  { order, values }: OrderedProbabilities,
  outcome: Float64Array,
  share: number,
  weight?: Float64Array,
): number {
  const weightOf = (row: number) => weight === undefined ? 1 : weight[row]!;
  let all = 0, allYes = 0;
  for (let row = 0; row < outcome.length; row++) {
    all += weightOf(row);
    allYes += weightOf(row) * outcome[row]!;
  }
  const wanted = share * all;
  let taken = 0, takenYes = 0;
  for (let end = order.length; end > 0 && taken < wanted;) {
    // Rows of one probability are taken together, in part where that is enough.
    const value = values[order[end - 1]!];
    let rows = 0, yes = 0;
    for (; end > 0 && values[order[end - 1]!] === value; end--) {
      const row = order[end - 1]!;
      rows += weightOf(row);
      yes += weightOf(row) * outcome[row]!;
    }
    if (rows === 0) continue;
    const part = Math.min(1, (wanted - taken) / rows);
    taken += part * rows;
    takenYes += part * yes;
  }
  return (takenYes / taken) / (allYes / all);
}
