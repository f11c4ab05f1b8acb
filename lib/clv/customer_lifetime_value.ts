import { InputError } from "perdura/core/mod.ts";
import type { GammaGamma } from "./gamma_gamma.ts";
import type { CustomerSummary, PurchaseModel } from "./types.ts";

/** What a customer lifetime value is made of. */
export interface LifetimeValueOptions {
  /** Model of purchases, in the time unit of the summary. */
  readonly purchases: PurchaseModel;
  /** Model of the value of a purchase. */
  readonly spend: GammaGamma;
  readonly summary: CustomerSummary;
  /** Time from the end of observation that counts, in the summary's unit; Infinity for ever. */
  readonly horizon: number;
  /** Continuous, per time unit of the summary; see {@linkcode continuousRate}. */
  readonly discountRate: number;
  /** Share of a purchase's value that is profit, default 1. */
  readonly margin?: number;
}

/**
 * The value of the future purchases of each customer, discounted to the end of observation:
 * margin × E[M | x, m] × DET(horizon).
 *
 * What was bought before the end of observation is not in it, and neither is what it cost to win
 * the customer.
 *
 * @returns one value per customer, in money; at least 0 where the margin is
 * @throws {InputError} where the horizon is infinite and the discount rate 0
 *
 * @example
 * ```ts
 * import { customerLifetimeValue, GammaGamma, ParetoNbd } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [value] = customerLifetimeValue({
 *   purchases: ParetoNbd.fromParams({ r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 }),
 *   spend: GammaGamma.fromParams({ p: 6.25, q: 3.74, v: 15.44 }),
 *   summary: {
 *     customerId: ["1"],
 *     frequency: Float64Array.of(2),
 *     recency: Float64Array.of(30.43),
 *     T: Float64Array.of(38.86),
 *     monetaryValue: Float64Array.of(22.35),
 *   },
 *   horizon: 52,
 *   discountRate: 0.0027,
 *   margin: 0.3,
 * });
 * assertAlmostEquals(value!, 12.83, 0.1);
 * ```
 */
export function customerLifetimeValue(options: LifetimeValueOptions): Float64Array {
  const { purchases, spend, summary, horizon, discountRate, margin = 1 } = options;
  if (!Number.isFinite(margin)) {
    throw new InputError(`Give the margin as a share of the value, such as 0.3: it is ${margin}`);
  }
  const transactions = purchases.discountedExpectedTransactions(
    discountRate,
    summary,
    horizon === Infinity ? undefined : horizon,
  );
  const value = spend.conditionalExpectedValue(summary);
  return transactions.map((n, i) => n === 0 ? 0 : margin * n * value[i]!);
}

/**
 * The continuous discount rate per time unit that an annual rate amounts to: ln(1 + annual) / units.
 *
 * @param annual for example 0.1 for 10 % a year
 * @param unitsPerYear 365.25 for days, 365.25 / 7 for weeks
 *
 * @example
 * ```ts
 * import { continuousRate } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(continuousRate(0.15, 365.25 / 7), 0.00268, 1e-5);
 * ```
 */
export function continuousRate(annual: number, unitsPerYear: number): number {
  if (!(annual >= 0 && unitsPerYear > 0)) {
    throw new InputError(
      `Give an annual rate of at least 0 and a number of units in a year: they are ${annual} and ` +
        `${unitsPerYear}`,
    );
  }
  return Math.log1p(annual) / unitsPerYear;
}
