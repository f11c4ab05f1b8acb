import type { Random } from "perdura/core/mod.ts";
import {
  type Estimate,
  percentileInterval,
  resample,
} from "perdura/learn/metrics/bootstrap_interval.ts";
import { upliftRanking, type UpliftRows } from "./uplift_ranking.ts";
import { type UpliftScores, upliftScores } from "./uplift_scores.ts";

/** One order of customers, and how it does beside random order and beside the first one. */
export interface ComparedRanking {
  readonly name: string;
  /** Beside random order, whose coefficients are 0. */
  readonly scores: Readonly<Record<keyof UpliftScores, Estimate>>;
  /** Its scores minus those of the first ranking; absent for the first itself. */
  readonly difference?: Readonly<Record<keyof UpliftScores, Estimate>>;
}

/**
 * Measures orders of customers beside each other, with 95 % intervals over customers.
 *
 * The same customers are drawn for all of them, so that what they have in common cancels in the
 * differences.
 *
 * @param rankings n scores of each ranking, by its name
 * @param random where the resampled customers come from
 * @param replicates number of resampled sets of customers, default 200
 * @returns one entry per ranking, in the order given
 *
 * @example
 * ```ts
 * import { compareRankings } from "perdura/conversion/uplift/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = { treatment: Uint8Array.of(1, 0, 1, 0), outcome: Float64Array.of(1, 0, 0, 1) };
 * const [model, same] = compareRankings(rows, {
 *   model: Float64Array.of(4, 3, 2, 1),
 *   "all alike": Float64Array.of(0, 0, 0, 0),
 * }, seededRandom(1));
 * assertEquals([model!.scores.qini.estimate, same!.difference!.qini.estimate], [1, -1]);
 * ```
 */
export function compareRankings(
  rows: UpliftRows,
  rankings: Readonly<Record<string, Float64Array>>,
  random: Random,
  replicates = 200,
): ComparedRanking[] {
  const ordered = Object.values(rankings).map((score) => upliftRanking(score, rows));
  const scoresOf = (weight?: Float64Array) =>
    ordered.map((ranking) => upliftScores(ranking, weight));
  const observed = scoresOf();
  const groups = rows.groups ?? rows.outcome.length;
  const draws = resample(scoresOf, { groups, random, replicates });
  const estimates = (of: (scores: readonly UpliftScores[]) => UpliftScores) => {
    const [point, resampled] = [of(observed), draws.map(of)];
    const estimate = (name: keyof UpliftScores) =>
      percentileInterval(point[name], resampled.map((scores) => scores[name]));
    return { qini: estimate("qini"), auuc: estimate("auuc") };
  };
  return Object.keys(rankings).map((name, place) => ({
    name,
    scores: estimates((scores) => scores[place]!),
    ...(place > 0 && {
      difference: estimates((scores) => ({
        qini: scores[place]!.qini - scores[0]!.qini,
        auuc: scores[place]!.auuc - scores[0]!.auuc,
      })),
    }),
  }));
}
