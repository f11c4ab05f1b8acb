import type { Random } from "perdura/core/mod.ts";
import { categoricalSampler, sampleExponential, sampleGamma } from "perdura/stats/samplers.ts";
import type { ShopCalendar } from "./calendar.ts";
import { ranges } from "./catalogue.ts";
import type { DemoSettings } from "./options.ts";

/** Where customers live, and how many of a thousand. */
export const countries: readonly [name: string, perThousand: number][] = [
  ["United Kingdom", 868],
  ["Germany", 27],
  ["France", 25],
  ["EIRE", 20],
  ["Spain", 12],
  ["Netherlands", 9],
  ["Belgium", 8],
  ["Portugal", 7],
  ["Switzerland", 6],
  ["Italy", 5],
  ["Sweden", 4],
  ["Norway", 3],
  ["Denmark", 3],
  ["Finland", 2],
  ["Unspecified", 1],
];

/** The number of the first customer. */
const firstId = 12_346;

/**
 * The customers of the demo shop: one entry of each column per customer. What no transaction shows
 * (rates, lifetime) is the truth that models are measured by.
 */
export interface Population {
  readonly count: number;
  /** When the customer first bought, in days from the start. */
  readonly acquired: Float64Array;
  /** λ: purchases per week while alive, at average business. */
  readonly purchaseRate: Float64Array;
  /** μ: rate of dropping out, per week. */
  readonly dropoutRate: Float64Array;
  /** When the customer drops out, in days from the start; mostly beyond the end of the history. */
  readonly death: Float64Array;
  /** Mean value of an order in pounds. */
  readonly meanSpend: Float64Array;
  /** Index into {@linkcode countries}. */
  readonly country: Uint8Array;
  /** Index of the range of products that the customer likes best. */
  readonly favourite: Uint8Array;
}

/** Draws the customers; each of their traits has a stream of its own. */
export function drawPopulation(
  settings: DemoSettings,
  calendar: ShopCalendar,
  random: Random,
): Population {
  const { customers: count, purchases, spend } = settings;
  const column = (label: string, draw: (random: Random) => number): Float64Array => {
    const stream = random.fork(label);
    return Float64Array.from({ length: count }, () => draw(stream));
  };
  const { newCustomers } = calendar;
  const acquired = column(
    "acquired",
    (stream) => newCustomers.momentOf(stream.next() * newCustomers.end),
  );
  const purchaseRate = column(
    "purchase rate",
    (stream) => sampleGamma(stream, purchases.r, purchases.alpha),
  );
  const dropoutRate = column(
    "dropout rate",
    (stream) => sampleGamma(stream, purchases.s, purchases.beta),
  );
  const weeksAlive = column("lifetime", (stream) => sampleExponential(stream));
  const country = categoricalSampler(countries.map(([, weight]) => weight));
  const favourite = categoricalSampler(ranges.map(({ weight }) => weight));
  return {
    count,
    acquired,
    purchaseRate,
    dropoutRate,
    death: acquired.map((day, i) => day + 7 * weeksAlive[i]! / dropoutRate[i]!),
    meanSpend: column("spend", (stream) => spend.p / sampleGamma(stream, spend.q, spend.v)),
    country: Uint8Array.from(column("country", country)),
    favourite: Uint8Array.from(column("favourite", favourite)),
  };
}

/** The number by which the shop knows a customer. */
export function customerId(customer: number): number {
  return firstId + customer;
}
