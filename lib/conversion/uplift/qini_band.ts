import type { Random } from "perdura/core/mod.ts";
import {
  type Estimate,
  percentileInterval,
  resample,
} from "perdura/learn/metrics/bootstrap_interval.ts";
import { qiniCurve, type UpliftCurve } from "./uplift_curve.ts";
import type { UpliftRanking } from "./uplift_ranking.ts";

/** A point of a Qini curve with its interval. */
export interface QiniBandPoint {
  /** Share of the customers who come first, 0 to 1. */
  readonly share: number;
  /** Responses gained by then. */
  readonly gained: number;
  /** Those beyond what random order gains, and the 95 % interval over customers. */
  readonly beyondRandom: Estimate;
}

/** How a band is made. */
export interface QiniBandOptions {
  /** Where the resampled customers come from. */
  readonly random: Random;
  /** Number of resampled sets of customers, default 200. */
  readonly replicates?: number;
  /** Number of equal steps between 0 and 1, default 20. */
  readonly steps?: number;
}

/**
 * A Qini curve at equal steps, with the 95 % interval over customers of its distance to random order.
 *
 * The whole effect of the message is as uncertain for random order as for any other: it cancels in
 * the distance, which is what says whether the order is worth anything.
 *
 * @example
 * ```ts
 * import { qiniBand, upliftRanking } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ranking = upliftRanking(Float64Array.of(4, 3, 2, 1), {
 *   treatment: Uint8Array.of(1, 0, 1, 0),
 *   outcome: Float64Array.of(1, 0, 1, 1),
 * });
 * const band = qiniBand(ranking, { random: seededRandom(1), steps: 4 });
 * assertEquals(band.map(({ gained }) => gained), [0, 1, 1, 2, 1]);
 * ```
 */
export function qiniBand(
  ranking: UpliftRanking,
  { random, replicates = 200, steps = 20 }: QiniBandOptions,
): QiniBandPoint[] {
  const n = ranking.order.length;
  const pointsOf = (weight?: Float64Array) => atSteps(qiniCurve(ranking, weight), steps, n);
  const draws = resample(pointsOf, { groups: ranking.groups ?? n, random, replicates });
  const beyond = (points: Float64Array, k: number) => points[k]! - k / steps * points[steps]!;
  const curve = pointsOf();
  return Array.from(curve, (gained, k) => ({
    share: k / steps,
    gained,
    beyondRandom: percentileInterval(beyond(curve, k), draws.map((points) => beyond(points, k))),
  }));
}

/** The curve at equal steps of its customers, scaled to n of them. */
function atSteps({ customers, gained }: UpliftCurve, steps: number, n: number): Float64Array {
  const all = customers.at(-1)!;
  let k = 0;
  return Float64Array.from({ length: steps + 1 }, (_, step) => {
    const place = all * step / steps;
    while (k < customers.length - 2 && customers[k + 1]! < place) k++;
    const width = customers[k + 1]! - customers[k]!;
    const part = width === 0 ? 0 : (place - customers[k]!) / width;
    return n / all * (gained[k]! + part * (gained[k + 1]! - gained[k]!));
  });
}
