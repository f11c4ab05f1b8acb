import type { Random } from "perdura/core/mod.ts";
import { numberGroups, type RowGroups } from "perdura/features/row_groups.ts";
import { poissonSampler } from "perdura/stats/mod.ts";

/** An estimate between the ends of its interval, which are NaN where it has none. */
export interface Estimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** How rows are resampled. */
export interface BootstrapOptions {
  /** What each row belongs to, for example its customer; a number of rows where each is its own. */
  readonly groups: RowGroups | number;
  /** Where the resampled rows come from. */
  readonly random: Random;
  /** Number of resampled sets of rows, default 200. */
  readonly replicates?: number;
  /** Share of the replicates within the interval, default 0.95. */
  readonly level?: number;
}

/**
 * The interval of a statistic over customers: what it would be with other customers like these.
 *
 * Each group is drawn Poisson(1) times, with all its rows; the ends of the interval are percentiles
 * of the statistic over the replicates. Replicates in which it is not known (NaN) are left out.
 *
 * @param statistic of the rows, given how many times each counts; for a difference of two forecasts
 *   the difference under the same weights
 *
 * @example
 * ```ts
 * import { bootstrapInterval, orderedProbabilities, rocAuc } from "perdura/learn/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const probabilities = orderedProbabilities(Float64Array.of(0.1, 0.4, 0.35, 0.8));
 * const outcome = Float64Array.of(0, 0, 1, 1);
 * const { estimate, lower } = bootstrapInterval(
 *   (weight) => rocAuc(probabilities, outcome, weight),
 *   { groups: ["ana", "ana", "luis", "eva"], random: seededRandom(1) },
 * );
 * assert(lower <= estimate && estimate === 0.75);
 * ```
 *
 * Source: Efron and Tibshirani, "An introduction to the bootstrap" (1993), percentile intervals;
 * Chamandy and others, "Estimating uncertainty for massive data streams" (2012), Poisson weights.
 */
export function bootstrapInterval(
  statistic: (weight: Float64Array) => number,
  options: BootstrapOptions,
): Estimate {
  const weight = new Float64Array(rowsIn(options.groups)).fill(1);
  const estimate = statistic(weight);
  const draws = resample(statistic, options);
  return percentileInterval(estimate, draws, options.level);
}

/**
 * A statistic of each of the resampled sets of rows that {@linkcode bootstrapInterval} draws; for
 * several intervals from the same draws.
 *
 * @param statistic of the rows, given how many times each counts; the same array every time
 *
 * @example
 * ```ts
 * import { resample } from "perdura/learn/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = resample((weight) => weight[0]! === weight[1]!, {
 *   groups: ["ana", "ana", "luis"],
 *   random: seededRandom(1),
 *   replicates: 10,
 * });
 * assertEquals(counts, Array(10).fill(true)); // rows of a customer are drawn together
 * ```
 */
export function resample<T>(
  statistic: (weight: Float64Array) => T,
  { groups, random, replicates = 200 }: BootstrapOptions,
): T[] {
  const weight = new Float64Array(rowsIn(groups));
  const numbered = typeof groups === "number" ? undefined : numberGroups(groups);
  const times = new Float64Array(numbered?.groups ?? weight.length);
  const draw = poissonSampler(1);
  return Array.from({ length: replicates }, () => {
    for (let g = 0; g < times.length; g++) times[g] = draw(random);
    for (let i = 0; i < weight.length; i++) weight[i] = times[numbered?.group[i] ?? i]!;
    return statistic(weight);
  });
}

function rowsIn(groups: RowGroups | number): number {
  return typeof groups === "number" ? groups : groups.length;
}

/** An estimate with the percentiles of its replicates. */
export function percentileInterval(
  estimate: number,
  draws: readonly number[],
  level = 0.95,
): Estimate {
  const known = Float64Array.from(draws).filter((value) => !Number.isNaN(value)).sort();
  const tail = (1 - level) / 2;
  return { estimate, lower: quantile(known, tail), upper: quantile(known, 1 - tail) };
}

/** The quantile of sorted values, interpolated. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN, high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}
