import { InputError } from "perdura/core/mod.ts";
import type { PurchaseModel } from "../types.ts";

// Ages are equal where they differ by rounding only.
const AGE_DIGITS = 1e9;

/** When the customers of a base bought, on one calendar. */
export interface TrackingData {
  /** Calendar time of the first purchase of each row, at least 0. */
  readonly birth: Float64Array;
  /** How many customers each row stands for, default 1. */
  readonly weight?: Float64Array;
  /** Calendar time of every purchase, first purchases left out; or their counts, see below. */
  readonly repeatTimes?: Float64Array;
  /** Repeat purchases counted already: entry k is those in [k, k + 1) × `period`. */
  readonly repeatCounts?: Float64Array;
  /** Length of a period: a week, in the time unit of the models. */
  readonly period: number;
  /** Number of periods from calendar time 0 to the end of the holdout. */
  readonly periods: number;
}

/** Repeat purchases of the whole base, period by period. */
export interface Tracking {
  /** Calendar time at which each period ends. */
  readonly end: Float64Array;
  /** Purchases in each period, and up to its end. */
  readonly actual: { readonly incremental: Float64Array; readonly cumulative: Float64Array };
  /** The same as each model expects, by its name. */
  readonly expected: Readonly<
    Record<string, { readonly incremental: Float64Array; readonly cumulative: Float64Array }>
  >;
}

/**
 * Repeat purchases of the whole base over time, as they happened and as models expect them.
 *
 * Up to time t a model expects Σ E[X(t − b)] over the customers with first purchase b before t;
 * customers of one birth day are one cohort. Period k ends at (k + 1) × `period`, a purchase at
 * that very moment belongs to the next one, so that with whole days a week has seven.
 *
 * @param models their expectation of a new customer is used, that is, nothing of the customers'
 *   histories
 * @throws InputError where neither times nor counts are given, or a first purchase lies before 0
 *
 * @example
 * ```ts
 * import { trackPurchases } from "perdura/clv/holdout/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const model = { name: "one a week", expectedPurchases: (t: number) => t };
 * const { actual, expected } = trackPurchases({
 *   birth: Float64Array.of(0, 1),
 *   repeatTimes: Float64Array.of(0.5, 1, 2.5),
 *   period: 1,
 *   periods: 3,
 * }, [model]);
 * assertEquals(actual.incremental, Float64Array.of(1, 1, 1));
 * assertEquals(expected["one a week"]!.cumulative, Float64Array.of(1, 3, 5));
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), figures 2 and 3.
 */
export function trackPurchases(
  data: TrackingData,
  models: readonly Pick<PurchaseModel, "name" | "expectedPurchases">[],
): Tracking {
  const { period, periods } = data;
  const end = Float64Array.from({ length: periods }, (_, k) => (k + 1) * period);
  const cohorts = new Map<number, number>();
  data.birth.forEach((birth, i) => {
    if (!(birth >= 0)) {
      throw new InputError(
        `Track purchases: row ${i} was born at ${birth}, before calendar time 0; count time from ` +
          "the first purchase of the oldest customer",
      );
    }
    cohorts.set(birth, (cohorts.get(birth) ?? 0) + (data.weight?.[i] ?? 1));
  });
  const expected = models.map((model) => {
    // Cohorts come to the same ages one after the other.
    const known = new Map<number, number>();
    const purchasesBy = (age: number): number => {
      const key = Math.round(age * AGE_DIGITS);
      if (!known.has(key)) known.set(key, model.expectedPurchases(age));
      return known.get(key)!;
    };
    const cumulative = end.map((t) => {
      let sum = 0;
      for (const [birth, customers] of cohorts) {
        if (birth < t) sum += customers * purchasesBy(t - birth);
      }
      return sum;
    });
    return [model.name, { incremental: differences(cumulative), cumulative }] as const;
  });
  const incremental = countByPeriod(data);
  return {
    end,
    actual: { incremental, cumulative: runningSum(incremental) },
    expected: Object.fromEntries(expected),
  };
}

function countByPeriod(data: TrackingData): Float64Array {
  const { period, periods, repeatTimes, repeatCounts } = data;
  if (repeatCounts) return repeatCounts.slice(0, periods);
  if (!repeatTimes) {
    throw new InputError(
      'Track purchases: neither "repeatTimes" nor "repeatCounts" is given; pass one of them',
    );
  }
  const counts = new Float64Array(periods);
  for (const time of repeatTimes) {
    // A whole number of days divided by seven may miss the whole week by a rounding.
    const k = Math.floor(time / period + 1e-9);
    if (k < periods) counts[k]!++;
  }
  return counts;
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => sum += value);
}

function differences(cumulative: Float64Array): Float64Array {
  return cumulative.map((value, k) => value - (k > 0 ? cumulative[k - 1]! : 0));
}
