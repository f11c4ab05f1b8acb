import type { Random } from "perdura/core/mod.ts";
import { sampleExponential, sampleGamma } from "perdura/stats/samplers.ts";

/** Days after an order in which a repurchase counts. */
export const repurchaseDays = 60;

/** What the tables of the shop say about an order on the day it is delivered. */
export interface OrderFacts {
  /** Events of the user in the 7, 14 and 30 days before the order, those of its own visit included. */
  readonly events7: number;
  readonly events14: number;
  readonly events30: number;
  /** From the order to its delivery. */
  readonly deliveryDays: number;
  /** Earlier orders that had come back when this one was placed. */
  readonly returns: number;
  /** Earlier orders that were delivered, and not sent back, when this one was placed. */
  readonly purchases: number;
  /** Items of earlier orders in the category of this order's dearest item. */
  readonly sameCategory: number;
  /** How much a category binds: one of {@linkcode attraction}. */
  readonly attraction: number;
  /** Price of the dearest item in pounds. */
  readonly dearest: number;
  /** What brought the user to the shop. */
  readonly trafficSource: TrafficSource;
}

/** What can bring users to the shop. */
export type TrafficSource = "Search" | "Organic" | "Facebook" | "Email" | "Display";

/** What a source of users does to their repurchases. */
const sourceEffect: Readonly<Record<TrafficSource, number>> = {
  Email: 0.7,
  Organic: 0.3,
  Search: 0,
  Facebook: -0.4,
  Display: -0.7,
};

/** Events of an order's own visit that precede it. */
export const ownEvents = 2;

/** 1 / variance of the heterogeneity that nobody can see. */
const shape = 2;
/** Below 1, repurchases come sooner rather than later. */
const hurry = 0.8;

/**
 * The logarithm η of the cumulative hazard of a repurchase in the 60 days after an order, in the
 * mean over what nobody can see.
 *
 * −2.7 and, with steps S(x) = 1 / (1 + e^−x):
 * - visits just before the order: 1.3 (1 − e^(−(events7 − 2) / 3)), in the week before that
 *   0.5 (1 − e^(−(events14 − events7) / 3)), and earlier 0.4 (1 − e^(−(events30 − events14) / 4))
 * - a late delivery: −1.4 S((delivery − 6) / 0.3)
 * - things sent back before: −0.8 for one order, −1.1 for more
 * - earlier purchases: 0.3 (1 − e^(−purchases / 1.5))
 * - products: the attraction of the category (−0.6, 0 or 0.6), 0.3 where the user bought of it
 *   before, and −0.5 S((dearest − 9) / 0.8) for a dear order
 * - what brought the user: 0.7 for Email, 0.3 Organic, 0 Search, −0.4 Facebook, −0.7 Display
 */
export function logHazard(facts: OrderFacts): number {
  const { events7, events14, events30, deliveryDays, returns, purchases } = facts;
  return -2.7 +
    1.3 * upTo(events7 - ownEvents, 3) + 0.5 * upTo(events14 - events7, 3) +
    0.4 * upTo(events30 - events14, 4) -
    1.4 * step((deliveryDays - 6) / 0.3) -
    (returns === 0 ? 0 : returns === 1 ? 0.8 : 1.1) +
    0.3 * upTo(purchases, 1.5) +
    facts.attraction + (facts.sameCategory > 0 ? 0.3 : 0) - 0.5 * step((facts.dearest - 9) / 0.8) +
    sourceEffect[facts.trafficSource];
}

/**
 * The probability of a repurchase, for those who know all that can be seen.
 *
 * Every order has a heterogeneity of its own, Gamma with mean 1 and variance 1/2, independent of
 * everything: the mean of 1 − e^(−z e^η) over it is 1 − (1 + e^η / 2)^−2.
 */
export function repurchaseProbability(eta: number): number {
  return 1 - Math.pow(1 + Math.exp(eta) / shape, -shape);
}

/**
 * Draws when the repurchase comes: not before the delivery, and then by a hazard that falls.
 *
 * @returns days after the order, at most 60; undefined where there is none in 60 days
 */
export function drawRepurchase(
  eta: number,
  deliveryDays: number,
  random: Random,
): number | undefined {
  const frailty = sampleGamma(random, shape, shape);
  const hazard = frailty * Math.exp(eta);
  const used = sampleExponential(random) / hazard; // share of the 60 days' hazard
  if (used >= 1) return undefined;
  return deliveryDays + (repurchaseDays - deliveryDays) * Math.pow(used, 1 / hurry);
}

function upTo(value: number, scale: number): number {
  return 1 - Math.exp(-value / scale);
}

function step(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
