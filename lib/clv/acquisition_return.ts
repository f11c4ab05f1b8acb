import { InputError } from "perdura/core/mod.ts";
import { customerLifetimeValue, type LifetimeValueOptions } from "./customer_lifetime_value.ts";
import type { CustomerSummary } from "./types.ts";

/** Options of {@linkcode acquisitionReturn}. */
export interface AcquisitionOptions extends LifetimeValueOptions {
  /** What it cost to win a customer, in money: one number, or one per customer. */
  readonly acquisitionCost: number | Float64Array;
  /** The step in which payback is looked for, such as a month, in the summary's time unit. */
  readonly period: number;
  /**
   * Is the purchase at time 0 part of the value? True for a new customer, whose first purchase is
   * still to come; default false.
   */
  readonly firstPurchase?: boolean;
}

/** What customers bring in beside what they cost. */
export interface AcquisitionReturn {
  /** Value within the horizon, in money. */
  readonly value: Float64Array;
  /** Value over cost; above 1, the customer is expected to pay for itself. */
  readonly ratio: Float64Array;
  /**
   * Time after which the expected value covers the cost, a whole number of periods; 0 where the
   * first purchase does, Infinity where it does not happen within the horizon.
   */
  readonly payback: Float64Array;
}

/** A customer at the moment of the first purchase: what a new customer is worth. */
export const newCustomer: CustomerSummary = {
  customerId: ["new"],
  frequency: Float64Array.of(0),
  recency: Float64Array.of(0),
  T: Float64Array.of(0),
  monetaryValue: Float64Array.of(NaN),
};

/**
 * Lifetime value beside acquisition cost, and the time until the one covers the other.
 *
 * With {@linkcode newCustomer} as the summary and `firstPurchase`, it is the calculation behind an
 * advertising budget; with the present customers, what they will still bring in against what they
 * cost.
 *
 * @returns one row per customer
 * @throws {InputError} where the horizon is infinite, or a cost is not above 0
 *
 * @example
 * ```ts
 * import { acquisitionReturn, GammaGamma, newCustomer, ParetoNbd } from "perdura/clv/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const { ratio, payback } = acquisitionReturn({
 *   purchases: ParetoNbd.fromParams({ r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 }),
 *   spend: GammaGamma.fromParams({ p: 6.25, q: 3.74, v: 15.44 }),
 *   summary: newCustomer,
 *   horizon: 104,
 *   discountRate: 0.0027,
 *   margin: 0.3,
 *   acquisitionCost: 20,
 *   period: 4,
 *   firstPurchase: true,
 * });
 * assert(ratio[0]! > 1 && payback[0]! < 52);
 * ```
 */
export function acquisitionReturn(options: AcquisitionOptions): AcquisitionReturn {
  const { acquisitionCost, period, firstPurchase = false, ...valueOptions } = options;
  const { spend, summary, horizon, margin = 1 } = valueOptions;
  if (!(horizon < Infinity && period > 0 && period <= horizon)) {
    throw new InputError(
      `Give a finite horizon and a period within it: they are ${horizon} and ${period}`,
    );
  }
  const n = summary.frequency.length;
  const cost = typeof acquisitionCost === "number"
    ? new Float64Array(n).fill(acquisitionCost)
    : acquisitionCost;
  if (cost.length !== n || !cost.every((c) => c > 0 && c < Infinity)) {
    throw new InputError("Give each customer an acquisition cost above 0");
  }
  const first = firstPurchase
    ? spend.conditionalExpectedValue(summary).map((m) => margin * m)
    : new Float64Array(n);
  const valueAt = (end: number): Float64Array =>
    customerLifetimeValue({ ...valueOptions, horizon: end }).map((v, i) => v + first[i]!);

  const payback = first.map((value, i) => value >= cost[i]! ? 0 : Infinity);
  const value = valueAt(horizon);
  for (let k = 1; k * period <= horizon * (1 + 1e-12); k++) {
    const open = payback.some((time, i) => time === Infinity && value[i]! >= cost[i]!);
    if (!open) break;
    valueAt(k * period).forEach((v, i) => {
      if (v >= cost[i]! && payback[i] === Infinity) payback[i] = k * period;
    });
  }
  return { value, ratio: value.map((v, i) => v / cost[i]!), payback };
}
