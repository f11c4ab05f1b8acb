import { InputError, plural } from "perdura/core/mod.ts";
import type { Shop } from "../invoices.ts";

/** Days that a customer is known before the first campaign: time for one newsletter. */
const daysKnown = 7;
/** Days at the end of the history that are kept free for answers. */
const daysForAnswers = 28;
/** The largest share of the customers who are written to. */
const largestShare = 0.85;
const fewestCampaigns = 4;

/** When campaigns go out, and who can be written to. */
export interface Schedule {
  /** The day of each campaign, ascending. */
  readonly days: readonly number[];
  /** Customers who can be written to, over all campaigns. */
  readonly candidates: number;
  /** Whether a customer can be written to on a day. */
  canReceive(customer: number, day: number): boolean;
}

/**
 * Spreads campaigns over the second half of the history: as many as are needed to fill a number of
 * rows with customers who are known for a week.
 *
 * @throws {InputError} where a campaign every day is not enough
 */
export function schedule({ calendar, population, orders }: Shop, rows: number): Schedule {
  const firstOrder = new Int32Array(population.count);
  const known = new Float64Array(calendar.days + 1);
  for (let day = 0; day < calendar.days; day++) {
    for (let order = orders.startOf[day]!; order < orders.startOf[day + 1]!; order++) {
      if (orders.isFirst[order] !== 1) continue;
      firstOrder[orders.customer[order]!] = day;
      if (day + daysKnown < calendar.days) known[day + daysKnown]!++;
    }
  }
  for (let day = 1; day <= calendar.days; day++) known[day]! += known[day - 1]!;

  const first = Math.ceil(calendar.days / 2);
  const last = Math.max(first, calendar.days - daysForAnswers);
  const canReceive = (customer: number, day: number) => firstOrder[customer]! + daysKnown <= day;
  for (let campaigns = fewestCampaigns; campaigns <= last - first + 1; campaigns++) {
    const days = Array.from(
      { length: campaigns },
      (_, k) => first + Math.floor(k * (last - first) / (campaigns - 1)),
    );
    const candidates = days.reduce((sum, day) => sum + known[day]!, 0);
    if (largestShare * candidates >= rows) return { days, candidates, canReceive };
  }
  throw new InputError(
    `Cannot simulate campaigns with ${plural(rows, "row")}: ${
      plural(population.count, "customer")
    } in ${plural(calendar.days, "day")} are too few; ask for more customers, or for fewer rows`,
  );
}
