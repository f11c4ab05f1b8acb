import type { Random } from "perdura/core/mod.ts";
import { poissonSampler } from "perdura/stats/mod.ts";
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
 * @param measures those to compare, default all
 *
 * Source: Efron and Tibshirani, "An introduction to the bootstrap" (1993), percentile intervals;
 * Chamandy, Muralidharan, Najmi and Naidu, "Estimating uncertainty for massive data streams" (2012).
 */
export function pairedDifferences(
  contenders: readonly Contender[],
  actual: Ordered,
  weight: Float64Array,
  { random, replicates, confidence, measures: wanted = measures }: {
    random: Random;
    replicates: number;
    confidence: number;
    measures?: readonly Measure[];
  },
): PairedDifference[] {
  const customers = sum(weight);
  const measureOf = contenders.map((one) => measurer(one, actual, customers, wanted));
  const observed = measureOf.map((measure) => measure(weight));
  const resampled = observed.map((values) => values.map(() => new Float64Array(replicates)));
  const counts = new Float64Array(weight.length);
  const samplers = new Map<number, (random: Random) => number>();
  for (const mean of weight) {
    if (!samplers.has(mean)) samplers.set(mean, poissonSampler(mean));
  }
  const draw = Array.from(weight, (mean) => samplers.get(mean)!);
  for (let b = 0; b < replicates; b++) {
    for (let i = 0; i < counts.length; i++) {
      counts[i] = draw[i]!(random);
    }
    measureOf.forEach((measure, c) =>
      measure(counts).forEach((value, m) => resampled[c]![m]![b] = value)
    );
  }
  const tail = (1 - confidence) / 2;
  return contenders.flatMap(({ name }, c) =>
    contenders.slice(0, c).flatMap(({ name: reference }, r) =>
      wanted.flatMap((which, m) => {
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

/**
 * The wanted measures of one forecast, as a function of how many times each customer counts; the
 * log-likelihood scaled to the whole base.
 *
 * Means over customers need one pass; only the other measures are worked out from scratch each time.
 */
function measurer(
  { predicted, logScore }: Contender,
  actual: Ordered,
  customers: number,
  wanted: readonly Measure[],
): (weight: Float64Array) => number[] {
  const errors = actual.values.map((value, i) => Math.abs(predicted.values[i]! - value));
  const isMean = (which: Measure) => which === "logLikelihood" || which === "meanAbsoluteError";
  const needsAll = !wanted.every(isMean);
  return (weight) => {
    const accuracy = needsAll ? accuracyOf(predicted, actual, weight) : undefined;
    return wanted.map((which) => {
      if (which === "logLikelihood") {
        return logScore ? customers * weightedMean(logScore, weight) : NaN;
      }
      if (which === "meanAbsoluteError") return weightedMean(errors, weight);
      const value = accuracy![which];
      return which === "relativeError" ? Math.abs(value) : value;
    });
  };
}

function weightedMean(values: Float64Array, weight: Float64Array): number {
  let total = 0, count = 0;
  for (let i = 0; i < values.length; i++) {
    total += weight[i]! * values[i]!;
    count += weight[i]!;
  }
  return total / count;
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
