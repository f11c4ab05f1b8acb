import { InputError, type Random } from "perdura/core/mod.ts";
import type { RowGroups } from "perdura/features/row_groups.ts";
import { type Estimate, percentileInterval, resample } from "./bootstrap_interval.ts";
import { type ProbabilityScores, scorer } from "./probability_scores.ts";

/** Forecasts of one yes or no, on the same rows. */
export interface ProbabilityForecasts {
  /** n values, 1 for a yes and 0 for a no. */
  readonly outcome: Float64Array;
  /** n probabilities of each forecast, by its name. */
  readonly forecasts: Readonly<Record<string, Float64Array>>;
  /** What each row belongs to, for example its customer; absent where each is its own. */
  readonly groups?: RowGroups;
}

/**
 * One forecast, and how it does beside the first one.
 *
 * The calibration error has no interval: the ends are NaN. Drawing rows again adds chance to every
 * bin, which the error takes for distance, so that the error of nearly all drawn rows is above that
 * of the rows themselves.
 */
export interface ComparedForecast {
  readonly name: string;
  readonly scores: Readonly<Record<keyof ProbabilityScores, Estimate>>;
  /** Its scores minus those of the first forecast; absent for the first itself. */
  readonly difference?: Readonly<Record<keyof ProbabilityScores, Estimate>>;
}

const measures = [
  "expected",
  "actual",
  "rocAuc",
  "prAuc",
  "logLoss",
  "brier",
  "brierSkill",
  "calibrationError",
  "liftTop10",
] as const;

/**
 * Measures forecasts of a yes or no beside each other, with 95 % intervals over customers for all but
 * the calibration error.
 *
 * Customers are drawn as {@linkcode bootstrapInterval} does, the same ones for all forecasts, so
 * that what is hard about a row cancels in the differences.
 *
 * @param random where the resampled rows come from
 * @param replicates number of resampled sets of rows, default 200
 * @returns one entry per forecast, in the order given
 * @throws {InputError} where a column differs in length
 *
 * @example
 * ```ts
 * import { compareProbabilities } from "perdura/learn/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [model, rule] = compareProbabilities({
 *   outcome: Float64Array.of(0, 0, 1, 1),
 *   forecasts: {
 *     model: Float64Array.of(0.2, 0.1, 0.7, 0.6),
 *     "base rate": Float64Array.of(0.5, 0.5, 0.5, 0.5),
 *   },
 * }, seededRandom(1));
 * assertEquals([model!.scores.rocAuc.estimate, rule!.scores.rocAuc.estimate], [1, 0.5]);
 * ```
 */
export function compareProbabilities(
  { outcome, forecasts, groups }: ProbabilityForecasts,
  random: Random,
  replicates = 200,
): ComparedForecast[] {
  const names = Object.keys(forecasts);
  const scorers = names.map((name) => {
    const values = forecasts[name]!;
    if (values.length === outcome.length) return scorer(values, outcome);
    throw new InputError(
      `Compare forecasts of the same rows: "${name}" has ${values.length} and there are ` +
        `${outcome.length} outcomes`,
    );
  });
  const scoresOf = (weight?: Float64Array) => scorers.map((score) => score(weight));
  const observed = scoresOf();
  const resampled = resample(scoresOf, { groups: groups ?? outcome.length, random, replicates });
  const estimates = (of: (scores: readonly ProbabilityScores[]) => ProbabilityScores) => {
    const draws = resampled.map(of);
    const point = of(observed);
    return Object.fromEntries(
      measures.map((name) => {
        const replicates = name === "calibrationError" ? [] : draws.map((draw) => draw[name]);
        return [name, percentileInterval(point[name], replicates)];
      }),
    ) as Record<keyof ProbabilityScores, Estimate>;
  };
  return names.map((name, c) => ({
    name,
    scores: estimates((scores) => scores[c]!),
    ...(c > 0 && { difference: estimates((scores) => minus(scores[c]!, scores[0]!)) }),
  }));
}

function minus(a: ProbabilityScores, b: ProbabilityScores): ProbabilityScores {
  return Object.fromEntries(
    measures.map((name) => [name, a[name] - b[name]]),
  ) as unknown as ProbabilityScores;
}
