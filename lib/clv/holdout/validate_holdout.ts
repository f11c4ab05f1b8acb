import { InputError, type Random } from "perdura/core/mod.ts";
import type { CustomerSummary, PurchaseModel } from "../types.ts";
import { type Accuracy, measureOrdered, ordered } from "./accuracy.ts";
import {
  fitHiatus,
  hiatus,
  type PurchaseForecast,
  type PurchaseHistory,
  sameRate,
} from "./baselines.ts";
import {
  type Contender,
  type Measure,
  type PairedDifference,
  pairedDifferences,
} from "./bootstrap.ts";
import {
  type CalibrationBin,
  calibrationByFrequency,
  calibrationByRecency,
} from "./calibration.ts";
import { logScore } from "./log_score.ts";
import { type Tracking, trackPurchases } from "./tracking.ts";

/** What was known at the end of calibration, and what happened then. */
export interface Holdout {
  /** The customers as they were at the end of calibration. */
  readonly summary: CustomerSummary;
  /** Purchases of each customer in (T, T + length]. */
  readonly purchases: Float64Array;
  /** Length of the holdout, in the time unit of the summary. */
  readonly length: number;
  /** What forecasts of money are measured against. */
  readonly spend?: {
    /** Money spent by each customer in the holdout, at least 0. */
    readonly actual: Float64Array;
    /** Expected value of one purchase of each customer, as known at the end of calibration. */
    readonly valuePerPurchase: Float64Array;
  };
  /**
   * All purchases of calibration and holdout, for tracking them over time and for the hiatus
   * heuristic.
   */
  readonly history?: PurchaseHistory;
  /**
   * Instead of the history, when the customers were first seen and how many repeat purchases the
   * whole base made in each period from calendar time 0.
   */
  readonly counted?: { readonly birth: Float64Array; readonly repeatCounts: Float64Array };
  /** Length of a period of tracking, default 1 (a week, where times are in weeks). */
  readonly period?: number;
}

/** Options of {@linkcode validateHoldout}. */
export interface ValidateOptions {
  /** Where the resampled customers come from. */
  readonly random: Random;
  /** Number of resampled bases, default 500; 0 leaves the differences out. */
  readonly replicates?: number;
  /**
   * What the differences are about, default everything. The log-likelihood and the mean absolute
   * error, which {@linkcode chooseModel} looks at, are by far the cheapest.
   */
  readonly measures?: readonly Measure[];
  /** Confidence of the intervals, default 0.95. */
  readonly confidence?: number;
  /** The cut-off of the hiatus heuristic; by default fitted on the history, where there is one. */
  readonly hiatusCutoff?: number;
}

/** How one forecast did. */
export interface HoldoutScore extends Accuracy {
  readonly name: string;
  /** Is it a naive rule that models must beat? */
  readonly baseline: boolean;
  /** Lift by tenths of the customers, the best first. */
  readonly decileLift: Float64Array;
  /** Sum of the log-likelihoods of what each customer did, where the forecast has probabilities. */
  readonly logLikelihood?: number;
  /** Rows whose probability was too small for a number. */
  readonly floored?: number;
  /** The expected purchases of each customer. */
  readonly expected: Float64Array;
  /** The same measures for money, where spend is known. */
  readonly spend?: Accuracy & { readonly decileLift: Float64Array };
}

/** Forecasts beside each other on one holdout. */
export interface HoldoutReport {
  readonly length: number;
  readonly customers: number;
  /** Models in the order given, then baselines. */
  readonly scores: readonly HoldoutScore[];
  readonly byFrequency: readonly CalibrationBin[];
  readonly byRecency: readonly CalibrationBin[];
  readonly tracking?: Tracking;
  /** Every pair of forecasts, each compared with those before it. */
  readonly differences: readonly PairedDifference[];
  /** The cut-off that the hiatus heuristic used, in the time unit of the summary. */
  readonly hiatusCutoff?: number;
}

/**
 * Measures models, and the naive rules they must beat, on what happened after the calibration
 * period.
 *
 * @param holdout customers at the end of calibration and their purchases after it
 * @param models fitted on the calibration period; names must differ
 * @throws InputError where columns differ in length or purchases are not whole numbers
 *
 * @example
 * ```ts
 * import { validateHoldout } from "perdura/clv/holdout/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const report = validateHoldout({
 *   summary: {
 *     customerId: ["a", "b"],
 *     frequency: Float64Array.of(2, 0),
 *     recency: Float64Array.of(9, 0),
 *     T: Float64Array.of(10, 10),
 *   },
 *   purchases: Float64Array.of(2, 0),
 *   length: 10,
 * }, [], { random: seededRandom(1) });
 * assertEquals(report.scores[0]!.name, "same rate");
 * assertEquals(report.scores[0]!.meanAbsoluteError, 0);
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), section 4, for what is compared.
 */
export function validateHoldout(
  holdout: Holdout,
  models: readonly PurchaseModel[],
  options: ValidateOptions,
): HoldoutReport {
  check(holdout, models);
  const { summary, purchases, length, spend } = holdout;
  const { random, replicates = 500, confidence = 0.95 } = options;
  const weight = summary.weight ?? new Float64Array(purchases.length).fill(1);
  const hiatusCutoff = options.hiatusCutoff ?? cutoffOf(holdout);
  const baselines = [sameRate(), ...(hiatusCutoff === undefined ? [] : [hiatus(hiatusCutoff)])];

  const happened = ordered(purchases);
  const spent = spend && ordered(spend.actual);
  const scoreOf = (forecast: PurchaseForecast, model?: PurchaseModel) => {
    const expected = forecast.conditionalExpectedPurchases(length, summary);
    const predicted = ordered(expected);
    const log = model && logScore(model, length, summary, purchases);
    const score: HoldoutScore = {
      name: forecast.name,
      baseline: model === undefined,
      ...measureOrdered(predicted, happened, weight),
      ...(log && {
        logLikelihood: log.values.reduce((sum, value, i) => sum + weight[i]! * value, 0),
        floored: log.floored,
      }),
      expected,
      ...(spend && spent && {
        spend: measureOrdered(
          ordered(expected.map((count, i) => count * spend.valuePerPurchase[i]!)),
          spent,
          weight,
        ),
      }),
    };
    const contender: Contender = {
      name: forecast.name,
      predicted,
      ...(log && { logScore: log.values }),
    };
    return { score, contender };
  };
  const results = [
    ...models.map((model) => scoreOf(model, model)),
    ...baselines.map((baseline) => scoreOf(baseline)),
  ];
  const predictions = {
    summary,
    actual: purchases,
    expected: Object.fromEntries(results.map(({ score }) => [score.name, score.expected])),
  };
  const tracking = track(holdout, models);
  return {
    length,
    customers: weight.reduce((sum, w) => sum + w, 0),
    scores: results.map(({ score }) => score),
    byFrequency: calibrationByFrequency(predictions),
    byRecency: calibrationByRecency(predictions),
    ...(tracking && { tracking }),
    differences: replicates > 0
      ? pairedDifferences(
        results.map(({ contender }) => contender),
        happened,
        weight,
        { random, replicates, confidence, ...(options.measures && { measures: options.measures }) },
      )
      : [],
    ...(hiatusCutoff !== undefined && { hiatusCutoff }),
  };
}

function check({ summary, purchases, spend }: Holdout, models: readonly PurchaseModel[]): void {
  const n = summary.frequency.length;
  if (purchases.length !== n || (spend && spend.actual.length !== n)) {
    throw new InputError(
      `Validate on a holdout: ${n} customers in the summary and ${purchases.length} in the ` +
        "holdout; give one value per customer, 0 for those who did not buy",
    );
  }
  const bad = purchases.findIndex((count) => !Number.isInteger(count) || count < 0);
  if (bad >= 0) {
    throw new InputError(
      `Validate on a holdout: customer "${summary.customerId[bad]}" has ${purchases[bad]} ` +
        "purchases; give whole numbers of at least 0",
    );
  }
  const names = models.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw new InputError(
      `Validate on a holdout: the models are ${names.join(", ")}; give each name once`,
    );
  }
}

function cutoffOf({ history, summary, length }: Holdout): number | undefined {
  if (!history) return undefined;
  return fitHiatus(history, calibrationEnd(history.birth, summary.T), length);
}

/** The one calendar moment at which all customers' observation ends. */
function calibrationEnd(birth: Float64Array, T: Float64Array): number {
  const ends = birth.map((b, i) => b + T[i]!);
  const first = ends.reduce((min, end) => Math.min(min, end), Infinity);
  const last = ends.reduce((max, end) => Math.max(max, end), -Infinity);
  if (last - first > 1e-6 * Math.abs(last)) {
    throw new InputError(
      `Validate on a holdout: first purchase plus T is ${first} for one customer and ${last} for ` +
        "another; give both in one unit and let all observations end on one day",
    );
  }
  return last;
}

function track(holdout: Holdout, models: readonly PurchaseModel[]): Tracking | undefined {
  const { history, counted, summary, length, period = 1 } = holdout;
  const birth = history?.birth ?? counted?.birth;
  if (!birth) return undefined;
  const end = calibrationEnd(birth, summary.T) + length;
  return trackPurchases({
    birth,
    ...(summary.weight && { weight: summary.weight }),
    ...(history ? { repeatTimes: history.time } : { repeatCounts: counted!.repeatCounts }),
    period,
    // The last day is a whole one: a holdout that ends on day 545 ends week 78.
    periods: Math.floor(end / period + 1e-9) + 1,
  }, models);
}
