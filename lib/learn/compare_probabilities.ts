import { InputError, type Random } from "perdura/core/mod.ts";
import { samplePoisson } from "perdura/stats/mod.ts";
import {
  orderedProbabilities,
  type ProbabilityScores,
  probabilityScores,
} from "./probability_scores.ts";

/** Forecasts of one yes or no, on the same rows. */
export interface ProbabilityForecasts {
  /** n values, 1 for a yes and 0 for a no. */
  readonly outcome: Float64Array;
  /** n probabilities of each forecast, by its name. */
  readonly forecasts: Readonly<Record<string, Float64Array>>;
}

/** An estimate between the ends of its 95 % interval. */
export interface Estimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** One forecast, and how it does beside the first one. */
export interface ComparedForecast {
  readonly name: string;
  readonly scores: Readonly<Record<keyof ProbabilityScores, Estimate>>;
  /** Its scores minus those of the first forecast; absent for the first itself. */
  readonly difference?: Readonly<Record<keyof ProbabilityScores, Estimate>>;
}

const measures = ["expected", "actual", "rocAuc", "logLoss", "brier"] as const;

/**
 * Measures forecasts of a yes or no beside each other, with intervals over rows.
 *
 * Rows are drawn Poisson(1) times each, the same ones for all forecasts, so that what is hard about
 * a row cancels in the differences. A row has to be a customer of its own.
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
 *
 * Source: Efron and Tibshirani, "An introduction to the bootstrap" (1993), percentile intervals.
 */
export function compareProbabilities(
  { outcome, forecasts }: ProbabilityForecasts,
  random: Random,
  replicates = 200,
): ComparedForecast[] {
  const names = Object.keys(forecasts);
  const columns = names.map((name) => {
    const values = forecasts[name]!;
    if (values.length === outcome.length) return orderedProbabilities(values);
    throw new InputError(
      `Compare forecasts of the same rows: "${name}" has ${values.length} and there are ` +
        `${outcome.length} outcomes`,
    );
  });
  const observed = columns.map((column) => probabilityScores(column, outcome));
  const weight = new Float64Array(outcome.length);
  const resampled = Array.from({ length: replicates }, () => {
    for (let i = 0; i < weight.length; i++) weight[i] = samplePoisson(random, 1);
    return columns.map((column) => probabilityScores(column, outcome, weight));
  });
  const estimates = (of: (scores: readonly ProbabilityScores[]) => ProbabilityScores) => {
    const draws = resampled.map(of);
    const point = of(observed);
    return Object.fromEntries(
      measures.map((name) => [name, estimateOf(point[name], draws.map((draw) => draw[name]))]),
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

function estimateOf(estimate: number, draws: readonly number[]): Estimate {
  const known = Float64Array.from(draws).filter((value) => !Number.isNaN(value)).sort();
  return { estimate, lower: quantile(known, 0.025), upper: quantile(known, 0.975) };
}

/** The quantile of sorted values, interpolated. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN, high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}
