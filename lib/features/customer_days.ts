import pl from "nodejs-polars";
import type { CustomerSummary } from "perdura/clv/types.ts";
import { InputError } from "perdura/core/mod.ts";
import { dayLiteral, dayNumber, dayOf, daysIn, type TimeUnit } from "./_days.ts";
import { knownPurchases } from "./_known_purchases.ts";

/** Whose days {@linkcode customerDays} looks at. */
export interface CustomerDaysOptions {
  readonly customer: string;
  /** Last day that is looked at, included. */
  readonly observationEnd: Date;
  /** Unit of all times; "week" by default. */
  readonly unit?: TimeUnit;
  /** Look every so many days; every day of a purchase is looked at in any case. Default 1. */
  readonly every?: number;
}

/** One customer as known on each of many days. */
export interface CustomerDays {
  /** The days in ascending order, from the first purchase to the end of observation. */
  readonly days: readonly Date[];
  /** Days with a purchase, the first included. */
  readonly purchases: readonly Date[];
  /** One row per day: what was known of the customer at its end. */
  readonly summary: Required<
    Pick<CustomerSummary, "customerId" | "frequency" | "recency" | "T">
  >;
}

/**
 * The history of one customer as a summary per day, on which a model says how P(alive) went.
 *
 * @param transactions the canonical table, in any order
 * @throws {InputError} where the customer has not bought by the end of observation
 */
export function customerDays(
  transactions: pl.DataFrame,
  { customer, observationEnd, unit = "week", every = 1 }: CustomerDaysOptions,
): CustomerDays {
  const end = dayNumber(observationEnd);
  const bought = Array.from(
    knownPurchases(transactions)
      .filter(
        pl.col("customer_id").eq(pl.lit(customer)).and(pl.col("day").ltEq(dayLiteral(end))),
      )
      .select(dayOf("day").alias("day")).unique().sort("day").collectSync()
      .getColumn("day").toTypedArray() as Float64Array,
  );
  const [first] = bought;
  if (first === undefined) {
    throw new InputError(
      `Cannot follow the customer "${customer}": there is no purchase of theirs until ` +
        `${dateOf(end).toISOString().slice(0, 10)}; choose an id of the table`,
    );
  }
  const regular = Array.from(
    { length: Math.floor((end - first) / every) + 1 },
    (_, k) => first + k * every,
  );
  const days = [...new Set([...regular, ...bought, end])].sort((a, b) => a - b);
  const perUnit = daysIn(unit);
  // How many of the purchases are known on each day.
  const known = days.map((day) => bought.findLastIndex((purchase) => purchase <= day));
  return {
    days: days.map(dateOf),
    purchases: bought.map(dateOf),
    summary: {
      customerId: days.map(() => customer),
      frequency: Float64Array.from(known),
      recency: Float64Array.from(known, (last) => (bought[last]! - first) / perUnit),
      T: Float64Array.from(days, (day) => (day - first) / perUnit),
    },
  };
}

function dateOf(day: number): Date {
  return new Date(day * 86_400_000);
}
