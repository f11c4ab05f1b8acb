import type { Random } from "perdura/core/mod.ts";
import {
  brierScore,
  brierSkill,
  type Estimate,
  logLoss,
  type OrderedProbabilities,
  orderedProbabilities,
  prAuc,
  rocAuc,
} from "perdura/learn/mod.ts";
import { rowBrier } from "perdura/learn/metrics/brier_score.ts";
import { rowLogLoss } from "perdura/learn/metrics/log_loss.ts";
import { weightedMean } from "perdura/learn/metrics/_weighted_mean.ts";
import { percentileInterval, resample } from "perdura/learn/metrics/bootstrap_interval.ts";
import { binsOfEqualMass, weightedCalibrationError, weightedLift } from "./_weighted_scores.ts";

/** How good a forecast is, in the measures that people ask for. */
export const forecastMeasures = [
  "roc_auc",
  "pr_auc",
  "log_loss",
  "brier",
  "brier_skill",
  "calibration_error",
  "lift_10",
] as const;

/** One of the {@linkcode forecastMeasures}. */
export type ForecastMeasure = typeof forecastMeasures[number];

/** A score of a forecast, and how far it is from that of the first forecast. */
export interface ForecastScore extends Estimate {
  /** This score minus that of the first forecast under the same resampling; absent for the first. */
  readonly difference?: Estimate;
}

/** A forecast with its scores. */
export interface ScoredForecast {
  readonly name: string;
  readonly rows: number;
  /** Mean of the probabilities. */
  readonly expected: number;
  /** Share of the rows in which it was a yes. */
  readonly actual: number;
  readonly scores: Readonly<Record<ForecastMeasure, ForecastScore>>;
}

/** Forecasts of one yes or no, on the same rows. */
export interface ForecastsToScore {
  /** n values, 1 for a yes and 0 for a no. */
  readonly outcome: Float64Array;
  /** n probabilities of each forecast, by its name; the first is what others are compared with. */
  readonly forecasts: Readonly<Record<string, Float64Array>>;
  /** The customer of each row. */
  readonly customerId: readonly string[];
}

/**
 * Measures forecasts beside each other on the same rows, with 95 % intervals over customers.
 *
 * A customer is drawn with all rows of theirs; the bins of the calibration error stay as they are.
 *
 * @param replicates number of resampled sets of customers, default 200
 */
export function scoreForecasts(
  { customerId, forecasts, outcome }: ForecastsToScore,
  random: Random,
  replicates = 200,
): ScoredForecast[] {
  const prepared = Object.values(forecasts).map((values) => {
    const ordered = orderedProbabilities(values);
    return {
      ordered,
      bins: binsOfEqualMass(ordered, 10),
      logLoss: rowLogLoss(values, outcome),
      brier: rowBrier(values, outcome),
    };
  });
  const scoresOf = (weight?: Float64Array) =>
    prepared.map((forecast) => measure(forecast, outcome, weight));
  const observed = scoresOf();
  const drawn = resample(scoresOf, { groups: customerId, random, replicates });
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / rows;
  const rows = outcome.length;
  return Object.entries(forecasts).map(([name, values], at) => {
    const score = (of: ForecastMeasure): ForecastScore => {
      const interval = (value: (scores: readonly Scores[]) => number) =>
        percentileInterval(value(observed), drawn.map(value));
      return {
        ...interval((scores) => scores[at]![of]),
        ...(at > 0 && { difference: interval((scores) => scores[at]![of] - scores[0]![of]) }),
      };
    };
    const scores = Object.fromEntries(forecastMeasures.map((of) => [of, score(of)]));
    return {
      name,
      rows,
      expected: mean(values),
      actual: mean(outcome),
      scores: scores as Record<ForecastMeasure, ForecastScore>,
    };
  });
}

type Scores = Readonly<Record<ForecastMeasure, number>>;

interface PreparedForecast {
  readonly ordered: OrderedProbabilities;
  readonly bins: Uint8Array;
  /** Of each row. */
  readonly logLoss: Float64Array;
  readonly brier: Float64Array;
}

function measure(
  { bins, brier, logLoss, ordered }: PreparedForecast,
  outcome: Float64Array,
  weight?: Float64Array,
): Scores {
  const score = weightedMean(brier, weight);
  const baseRate = weightedMean(outcome, weight);
  return {
    roc_auc: rocAuc(ordered, outcome, weight),
    pr_auc: prAuc(ordered, outcome, weight),
    log_loss: weightedMean(logLoss, weight),
    brier: score,
    brier_skill: 1 - score / (baseRate * (1 - baseRate)),
    calibration_error: weightedCalibrationError(ordered.values, bins, outcome, weight),
    lift_10: weightedLift(ordered, outcome, 0.1, weight),
  };
}
