import { wilsonInterval } from "perdura/stats/mod.ts";
import { checkRows } from "./_check_rows.ts";
import { orderedProbabilities, type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** Rows with similar probabilities, and what happened to them. */
export interface ReliabilityBin {
  /** Lowest and highest probability in the bin. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Mean of the probabilities. */
  readonly expected: number;
  /** Share of the rows in which it was a yes. */
  readonly actual: number;
  /** The 95 % interval of that share (Wilson). */
  readonly interval: readonly [low: number, high: number];
}

const usualBins = 10;

/**
 * Calibration of probabilities: rows in bins of equal size by their probability, and in each the
 * mean probability beside the share of yeses.
 *
 * Equal probabilities are never divided, so that there may be fewer bins, of different size.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param bins at most so many bins, default 10
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { reliability } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [low, high] = reliability(
 *   Float64Array.of(0.1, 0.8, 0.3, 0.6),
 *   Float64Array.of(0, 1, 1, 1),
 *   2,
 * );
 * assertEquals([low!.expected, low!.actual], [0.2, 0.5]);
 * assertEquals([high!.from, high!.to, high!.actual], [0.6, 0.8, 1]);
 * ```
 */
export function reliability(
  probabilities: Probabilities,
  outcome: Float64Array,
  bins?: number,
  weight?: Float64Array,
): ReliabilityBin[] {
  const values = valuesOf(probabilities);
  checkRows(values, outcome, weight);
  const { order } = orderedProbabilities(probabilities);
  const members = weight === undefined ? order : order.filter((i) => weight[i]! > 0);
  const n = members.length;
  const most = bins ?? usualBins;
  // The weight of the rows before each place.
  const before = new Float64Array(n + 1);
  for (let k = 0; k < n; k++) before[k + 1] = before[k]! + (weight?.[members[k]!] ?? 1);
  /** Where a bin ends: behind the rows whose middle, or that of the first copy, is before its end. */
  const endOf = (bin: number, from: number) => {
    const wanted = bin * before[n]! / most;
    let end = from;
    while (end < n && before[end]! + Math.min(1, before[end + 1]! - before[end]!) / 2 <= wanted) {
      end++;
    }
    return end;
  };
  const result: ReliabilityBin[] = [];
  for (let from = 0, bin = 1; from < n; bin++) {
    let to = endOf(bin, from + 1);
    while (to < n && values[members[to]!] === values[members[to - 1]!]) to++;
    // The next bin ends where it would without ties, unless they have taken all of it.
    while (bin < most && endOf(bin + 1, from) <= to) bin++;
    result.push(binOf(values, outcome, members.subarray(from, to), weight));
    from = to;
  }
  return result;
}

function binOf(
  values: Float64Array,
  outcome: Float64Array,
  members: Uint32Array,
  weight?: Float64Array,
): ReliabilityBin {
  let rows = 0, expected = 0, yes = 0;
  for (const i of members) {
    const w = weight === undefined ? 1 : weight[i]!;
    rows += w;
    expected += w * values[i]!;
    yes += w * outcome[i]!;
  }
  return {
    from: values[members[0]!]!,
    to: values[members.at(-1)!]!,
    rows,
    expected: expected / rows,
    actual: yes / rows,
    interval: wilsonInterval(yes, rows),
  };
}
