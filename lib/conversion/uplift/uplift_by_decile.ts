import type { Random } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { countRow, noCounts, rateDifference } from "./_arm_counts.ts";
import { intervalOf, resampledWeights } from "./_resample.ts";
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

/** How intervals over customers are made. */
export interface ResampleOptions {
  /** Where the resampled customers come from. */
  readonly random: Random;
  /** The customer of each row, numbered from 0; where absent each row is a customer of its own. */
  readonly customer?: Uint32Array;
  /** Number of resampled sets of customers, default 200. */
  readonly replicates?: number;
}

/**
 * What the message did to customers by their score: groups of equal size, the highest scores first.
 *
 * A group in which nobody, or everybody, got the message has an uplift of NaN.
 *
 * @param bins number of groups, default 10
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
 * const halves = upliftByDecile(ranking, { random: seededRandom(1) }, 2);
 * assertEquals(halves.map(({ uplift }) => uplift.estimate), [1, -1]);
 * ```
 *
 * Source: `uplift_by_percentile` of scikit-uplift 0.5.1 with the strategy "overall"; Efron and
 * Tibshirani, "An introduction to the bootstrap" (1993), percentile intervals.
 */
export function upliftByDecile(
  ranking: UpliftRanking,
  { random, customer, replicates = 200 }: ResampleOptions,
  bins = 10,
): UpliftBin[] {
  const { order } = ranking;
  const n = order.length;
  const small = Math.floor(n / bins), larger = n % bins;
  const endOf = (bin: number) => bin * small + Math.min(bin, larger);
  const countsOf = (bin: number, weight?: Float64Array) => {
    const counts = noCounts();
    for (let k = endOf(bin); k < endOf(bin + 1); k++) {
      const row = order[k]!;
      countRow(counts, ranking, row, weight?.[row]);
    }
    return counts;
  };
  const upliftOf = (counts: ReturnType<typeof noCounts>) =>
    counts.treated === 0 || counts.control === 0 ? NaN : rateDifference(counts);
  const draws = Array.from({ length: bins }, () => new Float64Array(replicates));
  let replicate = 0;
  for (const weight of resampledWeights(n, { random, customer, replicates })) {
    draws.forEach((values, bin) => values[replicate] = upliftOf(countsOf(bin, weight)));
    replicate++;
  }
  return draws.map((values, bin) => {
    const counts = countsOf(bin);
    return {
      bin: bin + 1,
      treated: counts.treated,
      control: counts.control,
      treatedRate: counts.treatedYes / counts.treated,
      controlRate: counts.controlYes / counts.control,
      uplift: { estimate: upliftOf(counts), ...intervalOf(values) },
    };
  });
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
  return counts.treated === 0 || counts.control === 0 ? NaN : rateDifference(counts);
}
