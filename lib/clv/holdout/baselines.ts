import { InputError } from "perdura/core/mod.ts";
import type { CustomerSummary } from "../types.ts";

/** Anything that says how many purchases each customer will make. */
export interface PurchaseForecast {
  readonly name: string;
  /** Purchases in (T, T + t], one value per customer. */
  conditionalExpectedPurchases(t: number, summary: CustomerSummary): Float64Array;
}

/** Repeat purchases of identified customers, on one calendar. */
export interface PurchaseHistory {
  /** Calendar time of the first purchase of each row of the summary, at least 0. */
  readonly birth: Float64Array;
  /** The row that each repeat purchase belongs to. */
  readonly customer: Uint32Array;
  /** Its calendar time. */
  readonly time: Float64Array;
}

/**
 * The baseline "everybody goes on as before": x / T purchases per unit of time.
 *
 * A customer without repeat purchase (x = 0) is expected to buy nothing, one observed for no time
 * (T = 0) as well.
 *
 * @example
 * ```ts
 * import { sameRate } from "perdura/clv/holdout/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const expected = sameRate().conditionalExpectedPurchases(5, {
 *   customerId: ["a", "b"],
 *   frequency: Float64Array.of(4, 0),
 *   recency: Float64Array.of(8, 0),
 *   T: Float64Array.of(10, 10),
 * });
 * assertEquals(expected, Float64Array.of(2, 0));
 * ```
 */
export function sameRate(): PurchaseForecast {
  return {
    name: "same rate",
    conditionalExpectedPurchases: (t, { frequency, T }) =>
      frequency.map((x, i) => x === 0 ? 0 : x / T[i]! * t),
  };
}

/**
 * The baseline "who has not bought for long is gone": the rate x / T as before for customers whose
 * last purchase is at most `cutoff` ago, nothing for the others.
 *
 * @param cutoff longest time since the last purchase (T − t_x) of a customer who is taken to be
 *   active, in the time unit of the summary; see {@linkcode fitHiatus}
 *
 * @example
 * ```ts
 * import { hiatus } from "perdura/clv/holdout/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const expected = hiatus(3).conditionalExpectedPurchases(5, {
 *   customerId: ["a", "b"],
 *   frequency: Float64Array.of(4, 4),
 *   recency: Float64Array.of(8, 2),
 *   T: Float64Array.of(10, 10),
 * });
 * assertEquals(expected, Float64Array.of(2, 0));
 * ```
 *
 * Source: Wübben and von Wangenheim, "Instant customer base analysis: managerial heuristics often
 * get it right", Journal of Marketing 72 (2008).
 */
export function hiatus(cutoff: number): PurchaseForecast {
  const asBefore = sameRate();
  return {
    name: "hiatus",
    conditionalExpectedPurchases: (t, summary) =>
      asBefore.conditionalExpectedPurchases(t, summary)
        .map((expected, i) =>
          summary.T[i]! - summary.recency[i]! <= cutoff * (1 + 1e-12) ? expected : 0
        ),
  };
}

/**
 * The cut-off of {@linkcode hiatus} that would have worked best within the calibration period.
 *
 * The period is cut in two, and the customers of the first part are called active or not by their
 * time since the last purchase; the cut-off that is most often right about who buys in the second
 * part is taken. The second part is as long as the holdout, but not longer than half of the calendar.
 *
 * @param history purchases; those after the end of calibration are not looked at
 * @param end calendar time of the end of calibration
 * @param length length of the holdout that is to be forecast
 * @returns the smallest of the best cut-offs; 0 where calling nobody active is best
 * @throws InputError where all customers were first seen at the end of calibration
 */
export function fitHiatus(history: PurchaseHistory, end: number, length: number): number {
  const { birth, customer, time } = history;
  const first = birth.reduce((min, b) => Math.min(min, b), Infinity);
  if (!(first < end)) {
    throw new InputError(
      `Fit the hiatus heuristic: the first customer was seen at ${first} and calibration ends at ` +
        `${end}; use a longer calibration period`,
    );
  }
  const split = end - Math.min(length, (end - first) / 2);
  const last = birth.slice();
  const active = new Uint8Array(birth.length);
  for (let k = 0; k < customer.length; k++) {
    const i = customer[k]!;
    if (time[k]! <= split) last[i] = Math.max(last[i]!, time[k]!);
    else if (time[k]! <= end) active[i] = 1;
  }
  const known = Array.from(last.keys()).filter((i) => birth[i]! <= split);
  known.sort((i, j) => last[j]! - last[i]!);
  let right = 0, best = 0, cutoff = 0;
  known.forEach((i, k) => {
    // Calling this customer active as well is right or wrong by one.
    right += active[i] === 1 ? 1 : -1;
    const tied = k + 1 < known.length && last[known[k + 1]!] === last[i];
    if (!tied && right > best) {
      best = right;
      cutoff = split - last[i]!;
    }
  });
  return cutoff;
}
