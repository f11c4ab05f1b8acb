import { eachBlockOfTies } from "./_blocks_of_ties.ts";
import { checkRows } from "./_check_rows.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** A tenth of the rows by their probability. */
export interface Decile {
  /** 1 for the rows with the highest probabilities. */
  readonly decile: number;
  readonly rows: number;
  /** Lowest and highest probability. */
  readonly from: number;
  readonly to: number;
  /** Mean of the probabilities. */
  readonly expected: number;
  /** Number of yeses. */
  readonly positives: number;
  /** Share of yeses. */
  readonly actual: number;
  /** Share of yeses over the share in all rows; 1 by guessing. */
  readonly lift: number;
  /** Share of all yeses that are in this decile. */
  readonly gain: number;
  /** The lift of this decile and those before it together. */
  readonly cumulativeLift: number;
  /** Share of all yeses that are in this decile and those before it. */
  readonly cumulativeGain: number;
}

/**
 * Lift and gain by decile, from the rows with the highest probabilities down.
 *
 * Rows of equal probability have no order: where a decile ends among them, each side gets its share
 * of their yeses, as it would on average in a random order.
 *
 * @param probabilities n probabilities or scores
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param bins how many parts, default 10
 * @returns a row for each part that is not empty; lift and gain are NaN where there is no yes
 *
 * @example
 * ```ts
 * import { decileTable } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const probabilities = Float64Array.of(0.9, 0.5, 0.5, 0.1);
 * const [top] = decileTable(probabilities, Float64Array.of(1, 1, 0, 0), 2);
 * assertEquals([top!.positives, top!.lift, top!.cumulativeGain], [1.5, 1.5, 0.75]);
 * ```
 */
export function decileTable(
  probabilities: Probabilities,
  outcome: Float64Array,
  bins = 10,
): Decile[] {
  const values = valuesOf(probabilities), n = values.length;
  checkRows(values, outcome);
  const ordered = orderedProbabilities(probabilities);
  const valueAt = (place: number) => values[ordered.order[n - 1 - place]!]!;
  const yesAbove = expectedYesAbove(ordered, outcome);
  const all = yesAbove[n]!;
  const table: Decile[] = [];
  for (let decile = 1; decile <= bins; decile++) {
    const start = Math.round((decile - 1) * n / bins), end = Math.round(decile * n / bins);
    const rows = end - start;
    if (rows === 0) continue;
    let sum = 0;
    for (let place = start; place < end; place++) sum += valueAt(place);
    const positives = yesAbove[end]! - yesAbove[start]!;
    table.push({
      decile,
      rows,
      from: valueAt(end - 1),
      to: valueAt(start),
      expected: sum / rows,
      positives,
      actual: positives / rows,
      lift: (positives / rows) / (all / n),
      gain: positives / all,
      cumulativeLift: (yesAbove[end]! / end) / (all / n),
      cumulativeGain: yesAbove[end]! / all,
    });
  }
  return table;
}

/** Of 0, 1, …, n rows with the highest probabilities: how many yeses, on average over ties. */
function expectedYesAbove(
  ordered: ReturnType<typeof orderedProbabilities>,
  outcome: Float64Array,
): Float64Array {
  const above = new Float64Array(outcome.length + 1);
  let rows = 0, sum = 0;
  eachBlockOfTies(ordered, outcome, undefined, (_, yes, no) => {
    const size = yes + no;
    for (let k = 1; k <= size; k++) above[rows + k] = sum + yes * k / size;
    rows += size;
    sum += yes;
  });
  return above;
}
