import { normalQuantile } from "perdura/stats/mod.ts";
import type { CustomerSummary } from "../types.ts";

/** Customers that belong together, what they did and what was expected of them. */
export interface CalibrationBin {
  /** Lowest value of a customer in the bin. */
  readonly from: number;
  /** Highest value; Infinity where the bin is open. */
  readonly to: number;
  readonly customers: number;
  /** Mean of what the customers of the bin did in the holdout. */
  readonly actual: number;
  /**
   * The 95 % interval of that mean, by the normal approximation and not below 0; absent where there
   * are too few customers for one.
   */
  readonly interval?: readonly [low: number, high: number];
  /** Mean prediction of each model, by its name. */
  readonly expected: Readonly<Record<string, number>>;
}

/** What calibration is measured on. */
export interface Predictions {
  readonly summary: CustomerSummary;
  /** n values observed in the holdout. */
  readonly actual: Float64Array;
  /** n predictions of each model, by its name. */
  readonly expected: Readonly<Record<string, Float64Array>>;
}

/**
 * Expected against actual purchases, by the number of repeat purchases in the calibration period.
 *
 * @param last the bin that takes this frequency and all above it, default 7
 * @returns one bin for each of 0 … last, also where nobody is in it (its means are then NaN)
 *
 * @example
 * ```ts
 * import { calibrationByFrequency } from "perdura/clv/holdout/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bins = calibrationByFrequency({
 *   summary: {
 *     customerId: ["a", "b"],
 *     frequency: Float64Array.of(0, 9),
 *     recency: Float64Array.of(0, 20),
 *     T: Float64Array.of(30, 30),
 *   },
 *   actual: Float64Array.of(0, 6),
 *   expected: { model: Float64Array.of(0.2, 5) },
 * });
 * assertEquals(bins[7]!.expected["model"], 5);
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), figure 4.
 */
export function calibrationByFrequency(
  predictions: Predictions,
  last = 7,
): CalibrationBin[] {
  const { frequency } = predictions.summary;
  const edges = Array.from({ length: last + 1 }, (_, x) => ({
    from: x,
    to: x < last ? x : Infinity,
  }));
  return means(predictions, edges, (i) => Math.min(frequency[i]!, last));
}

/**
 * Expected against actual purchases, by recency (the age at the last purchase).
 *
 * Customers without repeat purchase are the first bin, with `from` and `to` 0; the others are put
 * into bins of equal width up to the longest observation.
 *
 * @param bins number of bins of customers who bought again, default 8
 * @returns bins + 1 bins, in the time unit of the summary; `to` belongs to the bin, `from` does not
 */
export function calibrationByRecency(
  predictions: Predictions,
  bins = 8,
): CalibrationBin[] {
  const { frequency, recency, T } = predictions.summary;
  const width = T.reduce((max, t) => Math.max(max, t), 0) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, k) => ({
    from: Math.max(0, k - 1) * width,
    to: k * width,
  }));
  return means(
    predictions,
    edges,
    (i) =>
      frequency[i] === 0 ? 0 : Math.min(bins, Math.max(1, Math.ceil(recency[i]! / width - 1e-9))),
  );
}

/** With fewer, the spread of the customers is hardly known itself. */
const fewestForInterval = 5;

function meanInterval(
  customers: number,
  sum: number,
  sumOfSquares: number,
): readonly [low: number, high: number] {
  const mean = sum / customers;
  const variance = Math.max(0, sumOfSquares - customers * mean ** 2) / (customers - 1);
  const reach = normalQuantile(0.975) * Math.sqrt(variance / customers);
  return [Math.max(0, mean - reach), mean + reach];
}

function means(
  { summary, actual, expected }: Predictions,
  edges: readonly { from: number; to: number }[],
  binOf: (row: number) => number,
): CalibrationBin[] {
  const names = Object.keys(expected);
  const customers = new Float64Array(edges.length);
  const happened = new Float64Array(edges.length);
  const squared = new Float64Array(edges.length);
  const foreseen = names.map(() => new Float64Array(edges.length));
  for (let i = 0; i < actual.length; i++) {
    const bin = binOf(i);
    const w = summary.weight?.[i] ?? 1;
    customers[bin]! += w;
    happened[bin]! += w * actual[i]!;
    squared[bin]! += w * actual[i]! ** 2;
    names.forEach((name, m) => foreseen[m]![bin]! += w * expected[name]![i]!);
  }
  return edges.map(({ from, to }, bin) => ({
    from,
    to,
    customers: customers[bin]!,
    actual: happened[bin]! / customers[bin]!,
    ...(customers[bin]! >= fewestForInterval && {
      interval: meanInterval(customers[bin]!, happened[bin]!, squared[bin]!),
    }),
    expected: Object.fromEntries(
      names.map((name, m) => [name, foreseen[m]![bin]! / customers[bin]!]),
    ),
  }));
}
