import { ascendingOrder, wilsonInterval } from "perdura/stats/mod.ts";

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

/**
 * Calibration of probabilities: rows in bins of equal size by their probability, and in each the
 * mean probability beside the share of yeses.
 *
 * Equal probabilities are never divided, so that there may be fewer bins, of different size.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param bins at most so many bins, default 10
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
  probabilities: Float64Array,
  outcome: Float64Array,
  bins = 10,
): ReliabilityBin[] {
  const n = probabilities.length;
  const order = ascendingOrder(probabilities);
  const result: ReliabilityBin[] = [];
  for (let from = 0, bin = 1; from < n; bin++) {
    let to = Math.max(from + 1, Math.round(bin * n / bins));
    while (to < n && probabilities[order[to]!] === probabilities[order[to - 1]!]) to++;
    // The next bin ends where it would without ties, unless they have taken all of it.
    while (Math.round((bin + 1) * n / bins) <= to && bin < bins) bin++;
    result.push(binOf(probabilities, outcome, order.subarray(from, to)));
    from = to;
  }
  return result;
}

function binOf(
  probabilities: Float64Array,
  outcome: Float64Array,
  members: Uint32Array,
): ReliabilityBin {
  const rows = members.length;
  let expected = 0, yes = 0;
  for (const i of members) {
    expected += probabilities[i]!;
    yes += outcome[i]!;
  }
  return {
    from: probabilities[members[0]!]!,
    to: probabilities[members[rows - 1]!]!,
    rows,
    expected: expected / rows,
    actual: yes / rows,
    interval: wilsonInterval(yes, rows),
  };
}
