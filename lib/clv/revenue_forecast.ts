import { InputError, seededRandom } from "perdura/core/mod.ts";
import { cholesky, differentiate, sampleNormal, sumOf } from "perdura/stats/mod.ts";
import type { GammaGamma } from "./gamma_gamma.ts";
import type { ParametricModel } from "./parametric_model.ts";
import { type PosteriorSummary, summarise } from "./posterior.ts";
import { everyRow, selectRows } from "./select_rows.ts";
import type { CustomerSummary, PurchaseModel, PurchaseSimulator } from "./types.ts";

/** Options of {@linkcode revenueForecast}. */
export interface ForecastOptions {
  /** A fitted model of purchases, in the time unit of the summary. */
  readonly purchases: ParametricModel & PurchaseModel & PurchaseSimulator;
  /** A fitted model of the value of a purchase. */
  readonly spend: GammaGamma;
  readonly summary: CustomerSummary;
  /** Length of a period in the summary's unit, such as 365.25 / 12 / 7 for months in weeks. */
  readonly periodLength: number;
  /** Number of periods, default 12. */
  readonly periods?: number;
  /** Share of such intervals that contain what happens, default 0.95. */
  readonly level?: number;
  /** Simulated futures, default 1,000. */
  readonly draws?: number;
  /** The same seed gives the same intervals. */
  readonly seed: number;
}

/** One period of a forecast; also the sum of all. */
export interface ForecastPeriod {
  /** Time from the end of observation to the start of the period. */
  readonly from: number;
  /** Time from the end of observation to the end of the period. */
  readonly to: number;
  /** Expected number of purchases of the whole base. */
  readonly purchases: number;
  /** Expected revenue of the whole base, in money. */
  readonly revenue: number;
  /** Within these, the revenue will be with the probability asked for. */
  readonly lower: number;
  readonly upper: number;
}

/** A forecast of what the present customers will buy. */
export interface RevenueForecast {
  readonly periods: readonly ForecastPeriod[];
  readonly total: ForecastPeriod;
}

// What one customer does around the expectation is simulated for at most so many customers, and
// scaled to the base: in a large base it hardly matters.
const SIMULATED_CUSTOMERS = 4000;

/**
 * Forecasts the revenue of the present customers by period, with intervals for what will happen.
 *
 * The intervals contain two uncertainties: of the parameters, through the derivatives of the
 * expected revenue and their covariance, and of what customers will do, by simulation. Customers who
 * are yet to be won are not in the forecast.
 *
 * @returns expected purchases and revenue of each period and of all, with intervals; NaN ends where
 * a model has no covariance
 * @throws {InputError} where the periods make no sense
 */
export function revenueForecast(options: ForecastOptions): RevenueForecast {
  const { purchases, spend, summary, periodLength, seed } = options;
  const { periods = 12, level = 0.95, draws = 1000 } = options;
  if (!(Number.isInteger(periods) && periods >= 1 && periodLength > 0)) {
    throw new InputError(
      `Give a whole number of periods and their length: they are ${periods} and ${periodLength}`,
    );
  }
  const ends = Array.from({ length: periods }, (_, k) => (k + 1) * periodLength);
  const expected = expectedTotals(purchases, spend, ends, summary);
  const part = someOf(summary);
  const known = logTotalDraws(purchases, spend, ends, part, draws, seed);
  const chance = deviations(purchases, spend, ends, part, summary, draws, seed);

  const periodOf = (from: number, to: number): ForecastPeriod => {
    const outcomes = new Float64Array(draws);
    let revenue = 0, count = 0;
    for (let k = from; k < to; k++) {
      revenue += expected.revenue[k]!;
      count += expected.purchases[k]!;
      for (let d = 0; d < draws; d++) {
        outcomes[d]! += expected.revenue[k]! * Math.exp(known[d * periods + k]!) +
          chance[d * periods + k]!;
      }
    }
    const { lower, upper }: PosteriorSummary = summarise(outcomes, level);
    return {
      from: from * periodLength,
      to: to * periodLength,
      purchases: count,
      revenue,
      lower: Math.max(lower, 0),
      upper,
    };
  };
  return {
    periods: ends.map((_, k) => periodOf(k, k + 1)),
    total: periodOf(0, periods),
  };
}

/** Every n-th customer, where there are too many to simulate each. */
function someOf(summary: CustomerSummary): CustomerSummary {
  const n = summary.frequency.length;
  const step = Math.ceil(n / SIMULATED_CUSTOMERS);
  return step <= 1 ? summary : selectRows(summary, everyRow(0, n, step));
}

/** Expected purchases and revenue of all customers together, by period. */
function expectedTotals(
  purchases: PurchaseModel,
  spend: GammaGamma,
  ends: readonly number[],
  summary: CustomerSummary,
): { purchases: Float64Array; revenue: Float64Array } {
  const value = spend.conditionalExpectedValue(summary);
  const weight = summary.weight;
  const weightedValue = weight ? value.map((m, i) => m * weight[i]!) : value;
  const cumulated = ends.map((end) => {
    const counts = purchases.conditionalExpectedPurchases(end, summary);
    return { purchases: sumOf(counts, weight), revenue: sumOf(counts, weightedValue) };
  });
  const increments = (of: "purchases" | "revenue"): Float64Array =>
    Float64Array.from(cumulated, (to, k) => to[of] - (cumulated[k - 1]?.[of] ?? 0));
  return { purchases: increments("purchases"), revenue: increments("revenue") };
}

/** Draws of how far the logarithm of each period's revenue is off because the parameters are. */
function logTotalDraws(
  purchases: ParametricModel & PurchaseModel,
  spend: GammaGamma,
  ends: readonly number[],
  summary: CustomerSummary,
  draws: number,
  seed: number,
): Float64Array {
  const random = seededRandom(seed).fork("parameters");
  const off = new Float64Array(draws * ends.length);
  const add = (model: ParametricModel, totals: (theta: Float64Array) => Float64Array): void => {
    const slopes = differentiate((theta) => totals(theta).map(Math.log), model.theta);
    const n = slopes.length;
    const factor = cholesky(model.thetaCovariance.values, n);
    const z = new Float64Array(n);
    for (let d = 0; d < draws; d++) {
      for (let j = 0; j < n; j++) z[j] = sampleNormal(random);
      for (let i = 0; i < n; i++) {
        let moved = factor ? 0 : NaN;
        for (let j = 0; factor && j <= i; j++) moved += factor[i * n + j]! * z[j]!;
        for (let k = 0; k < ends.length; k++) off[d * ends.length + k]! += moved * slopes[i]![k]!;
      }
    }
  };
  add(
    purchases,
    (theta) => expectedTotals(purchases.withTheta(theta), spend, ends, summary).revenue,
  );
  add(spend, (theta) => expectedTotals(purchases, spend.withTheta(theta), ends, summary).revenue);
  return off;
}

/** Draws of how far each period's revenue is off because customers do what they like. */
function deviations(
  purchases: PurchaseModel & PurchaseSimulator,
  spend: GammaGamma,
  ends: readonly number[],
  part: CustomerSummary,
  summary: CustomerSummary,
  draws: number,
  seed: number,
): Float64Array {
  const random = seededRandom(seed).fork("customers");
  const k = ends.length;
  const customers = (of: CustomerSummary): number =>
    of.weight ? sumOf(of.weight) : of.frequency.length;
  const scale = customers(summary) / customers(part);
  // The deviation of w customers like this one together.
  const spread = Float64Array.from(
    part.frequency,
    (_, i) => Math.sqrt(scale * (part.weight?.[i] ?? 1)),
  );
  const one = { ...part, weight: spread };
  const mean = expectedTotals(purchases, spend, ends, one).revenue;
  const off = new Float64Array(draws * k);
  for (let d = 0; d < draws; d++) {
    const counts = purchases.sampleFuturePurchases(ends, part, random);
    const money = spend.sampleSpend(counts, part, random);
    for (let i = 0; i < spread.length; i++) {
      for (let j = 0; j < k; j++) off[d * k + j]! += spread[i]! * money[i * k + j]!;
    }
    for (let j = 0; j < k; j++) off[d * k + j]! -= mean[j]!;
  }
  return off;
}
