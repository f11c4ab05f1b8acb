import type { Random } from "perdura/core/mod.ts";
import { samplePoisson } from "perdura/stats/mod.ts";
import { accuracyOf, type Ordered } from "./accuracy.ts";

/** What is compared between two forecasts; each is a number per customer base. */
export const measures = [
  "logLikelihood",
  "meanAbsoluteError",
  "rootMeanSquareError",
  "relativeError",
  "rankCorrelation",
  "normalisedGini",
] as const;

/** A name of {@linkcode measures}. */
export type Measure = typeof measures[number];

/** A forecast as the bootstrap sees it. */
export interface Contender {
  readonly name: string;
  readonly predicted: Ordered;
  /** n log-likelihoods, where the forecast gives probabilities. */
  readonly logScore?: Float64Array;
}

/** One forecast compared with another on the same customers. */
export interface PairedDifference {
  readonly name: string;
  readonly reference: string;
  readonly measure: Measure;
  /**
   * The measure of `name` minus that of `reference`; of the size of the relative error, and of the
   * sum of log-likelihoods over all customers.
   */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The differences between all pairs of forecasts, with intervals over customers.
 *
 * Customers are drawn with replacement, the same ones for all forecasts, so that what is hard about
 * a customer cancels in the difference. Each customer is drawn Poisson(1) times instead of in a
 * fixed total, which makes no difference to large bases and needs one pass; a row that stands for w
 * customers Poisson(w) times.
 *
 * @param contenders at least two forecasts
 * @param actual what the customers did
 * @param weight how many customers each row stands for
 * @param replicates number of resampled bases
 * @param confidence share of such intervals that hold the true difference
 *
 * Source: Efron and Tibshirani, "An introduction to the bootstrap" (1993), percentile intervals;
 * Chamandy, Muralidharan, Najmi and Naidu, "Estimating uncertainty for massive data streams" (2012).
 */
export function pairedDifferences(
  contenders: readonly Contender[],
  actual: Ordered,
  weight: Float64Array,
  { random, replicates, confidence }: { random: Random; replicates: number; confidence: number },
): PairedDifference[] {
  const observed = contenders.map((one) => measure(one, actual, weight, sum(weight)));
  const customers = sum(weight);
  const resampled = observed.map((values) => values.map(() => new Float64Array(replicates)));
  const counts = new Float64Array(weight.length);
  for (let b = 0; b < replicates; b++) {
    for (let i = 0; i < counts.length; i++) {
      counts[i] = weight[i]! > 0 ? samplePoisson(random, weight[i]!) : 0;
    }
    contenders.forEach((one, c) =>
      measure(one, actual, counts, customers).forEach((value, m) => resampled[c]![m]![b] = value)
    );
  }
  const tail = (1 - confidence) / 2;
  return contenders.flatMap(({ name }, c) =>
    contenders.slice(0, c).flatMap(({ name: reference }, r) =>
      measures.flatMap((which, m) => {
        const difference = observed[c]![m]! - observed[r]![m]!;
        if (Number.isNaN(difference)) return [];
        const spread = resampled[c]![m]!
          .map((value, b) => value - resampled[r]![m]![b]!)
          .filter((value) => !Number.isNaN(value))
          .sort();
        return [{
          name,
          reference,
          measure: which,
          difference,
          lower: quantile(spread, tail),
          upper: quantile(spread, 1 - tail),
        }];
      })
    )
  );
}

/** All measures of one forecast; the log-likelihood scaled to the whole base. */
function measure(
  { predicted, logScore }: Contender,
  actual: Ordered,
  weight: Float64Array,
  customers: number,
): number[] {
  const accuracy = accuracyOf(predicted, actual, weight);
  let score = NaN;
  if (logScore) {
    score = 0;
    for (let i = 0; i < weight.length; i++) score += weight[i]! * logScore[i]!;
    score *= customers / sum(weight);
  }
  return measures.map((which) =>
    which === "logLikelihood"
      ? score
      : which === "relativeError"
      ? Math.abs(accuracy.relativeError)
      : accuracy[which]
  );
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The quantile of sorted values, interpolated. */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return low + (high - low) * (position - below);
}
