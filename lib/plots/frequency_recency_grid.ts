/** All combinations of frequency and recency at one T, for a heat map. */
export interface FrequencyRecencyGrid {
  /** The n frequencies, ascending. */
  readonly frequency: Float64Array;
  /** The m recencies, ascending and equally far apart. */
  readonly recency: Float64Array;
  /** Time from first purchase to the end of observation, the same for all. */
  readonly T: number;
  /** The n × m combinations as customers, frequency by frequency, for a model to work on. */
  readonly summary: {
    readonly customerId: readonly string[];
    readonly frequency: Float64Array;
    readonly recency: Float64Array;
    readonly T: Float64Array;
  };
}

/**
 * Imaginary customers of every frequency and recency, on which a heat map asks a model.
 *
 * @param T time from first purchase to the end of observation, in the unit of the model
 * @param highest the highest frequency; the lowest is 1, since a customer without repeat purchase
 * has no recency but 0
 * @param steps number of recencies between 0 and T, default 40
 *
 * @example
 * ```ts
 * import { frequencyRecencyGrid } from "perdura/plots/frequency_recency_grid.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = frequencyRecencyGrid(39, 2, 3);
 * assertEquals([...grid.recency], [13, 26, 39]);
 * assertEquals([...grid.summary.frequency], [1, 1, 1, 2, 2, 2]);
 * ```
 */
export function frequencyRecencyGrid(T: number, highest: number, steps = 40): FrequencyRecencyGrid {
  const frequency = Float64Array.from({ length: highest }, (_, k) => k + 1);
  // The last one is T itself, which a rounding would miss.
  const recency = Float64Array.from(
    { length: steps },
    (_, k) => k === steps - 1 ? T : (k + 1) * T / steps,
  );
  const rows = Array.from({ length: highest * steps }, (_, row) => row);
  return {
    frequency,
    recency,
    T,
    summary: {
      customerId: rows.map(String),
      frequency: Float64Array.from(rows, (row) => frequency[Math.floor(row / steps)]!),
      recency: Float64Array.from(rows, (row) => recency[row % steps]!),
      T: new Float64Array(rows.length).fill(T),
    },
  };
}
