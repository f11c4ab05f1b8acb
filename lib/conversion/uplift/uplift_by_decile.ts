import type { Random } from "perdura/core/mod.ts";
import {
  type Estimate,
  percentileInterval,
  resample,
} from "perdura/learn/metrics/bootstrap_interval.ts";
import { type ArmCounts, countRow, noCounts, rateDifference } from "./_arm_counts.ts";
import type { UpliftRanking } from "./uplift_ranking.ts";

/** Customers with similar scores, and what the message did to them. */
export interface UpliftBin {
  /** 1 for the customers with the highest scores. */
  readonly bin: number;
  readonly treated: number;
  readonly control: number;
  /** Share that responded among those who got the message. */
  readonly treatedRate: number;
  /** Share that responded without it. */
  readonly controlRate: number;
  /** The difference of the two, and its 95 % interval over customers. */
  readonly uplift: Estimate;
}

/** How many groups of customers there are, and how their intervals are made. */
export interface UpliftBinOptions {
  /** Where the resampled customers come from. */
  readonly random: Random;
  /** Number of resampled sets of customers, default 200. */
  readonly replicates?: number;
  /** Number of groups, default 10. */
  readonly bins?: number;
}

/**
 * What the message did to customers by their score: groups of equal size, the highest scores first.
 *
 * A group in which nobody, or everybody, got the message has an uplift of NaN.
 *
 * @example
 * ```ts
 * import { upliftByDecile, upliftRanking } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ranking = upliftRanking(Float64Array.of(4, 3, 2, 1), {
 *   treatment: Uint8Array.of(1, 0, 1, 0),
 *   outcome: Float64Array.of(1, 0, 0, 1),
 * });
 * const halves = upliftByDecile(ranking, { random: seededRandom(1), bins: 2 });
 * assertEquals(halves.map(({ uplift }) => uplift.estimate), [1, -1]);
 * ```
 *
 * Source: `uplift_by_percentile` of scikit-uplift 0.5.1 with the strategy "overall"; Efron and
 * Tibshirani, "An introduction to the bootstrap" (1993), percentile intervals.
 */
export function upliftByDecile(
  ranking: UpliftRanking,
  { random, replicates = 200, bins = 10 }: UpliftBinOptions,
): UpliftBin[] {
  const { order, groups = order.length } = ranking;
  const small = Math.floor(order.length / bins), larger = order.length % bins;
  const endOf = (bin: number) => bin * small + Math.min(bin, larger);
  const countsOf = (weight?: Float64Array) =>
    Array.from({ length: bins }, (_, bin) => {
      const counts = noCounts();
      for (const row of order.subarray(endOf(bin), endOf(bin + 1))) {
        countRow(counts, ranking, row, weight?.[row]);
      }
      return counts;
    });
  const draws = resample((weight) => countsOf(weight).map(upliftOf), {
    groups,
    random,
    replicates,
  });
  return countsOf().map((counts, bin) => ({
    bin: bin + 1,
    treated: counts.treated,
    control: counts.control,
    treatedRate: counts.treatedYes / counts.treated,
    controlRate: counts.controlYes / counts.control,
    uplift: percentileInterval(upliftOf(counts), draws.map((uplifts) => uplifts[bin]!)),
  }));
}

/** The difference of the response rates; NaN where one of them is of nobody. */
function upliftOf(counts: ArmCounts): number {
  return counts.treated === 0 || counts.control === 0 ? NaN : rateDifference(counts);
}

/**
 * What the message did to the customers with the highest scores.
 *
 * @param k their share of all customers, between 0 and 1
 *
 * @example
 * ```ts
 * import { upliftAtK, upliftRanking } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ranking = upliftRanking(Float64Array.of(4, 3, 2, 1), {
 *   treatment: Uint8Array.of(1, 0, 1, 0),
 *   outcome: Float64Array.of(1, 0, 0, 1),
 * });
 * assertEquals([upliftAtK(ranking, 0.5), upliftAtK(ranking, 1)], [1, 0]);
 * ```
 *
 * Source: `uplift_at_k` of scikit-uplift 0.5.1 with the strategy "overall".
 */
export function upliftAtK(ranking: UpliftRanking, k: number, weight?: Float64Array): number {
  const counts = noCounts();
  for (const row of ranking.order.subarray(0, Math.floor(k * ranking.order.length))) {
    countRow(counts, ranking, row, weight?.[row]);
  }
  return upliftOf(counts);
}
