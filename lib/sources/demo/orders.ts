import type { Random } from "perdura/core/mod.ts";
import { sampleExponential } from "perdura/stats/samplers.ts";
import type { ShopCalendar } from "./calendar.ts";
import type { Population } from "./population.ts";

/** All orders of the customers, by day; one entry of each column per order. */
export interface Orders {
  readonly count: number;
  /** Where the orders of a day begin; one entry more than there are days. */
  readonly startOf: Uint32Array;
  readonly customer: Uint32Array;
  /** 1 for the customer's first order. */
  readonly isFirst: Uint8Array;
  /** The day of the customer's next order; 65,535 where there is none. */
  readonly nextDay: Uint16Array;
  /** Orders of each customer. */
  readonly ofCustomer: Uint32Array;
}

/**
 * Draws the orders: after the first, a Poisson process with the customer's rate, made faster and
 * slower by how busy the day is, until the customer drops out or the history ends. A second
 * order on a day waits for the next: so the days with a purchase, which is what models count, are
 * as many as the process has purchases.
 *
 * The intensity is 1 on average over a year, so that over whole years the process is Pareto/NBD.
 */
export function drawOrders(
  population: Population,
  calendar: ShopCalendar,
  random: Random,
): Orders {
  const { count: customers, acquired, purchaseRate, death } = population;
  const { days, purchases } = calendar;
  const ofCustomer = new Uint32Array(customers);
  const startOf = new Uint32Array(days + 1);
  let dayOf = new Uint16Array(4 * customers);
  let count = 0;
  for (let customer = 0; customer < customers; customer++) {
    const before = count;
    const perDay = purchaseRate[customer]! / 7;
    const end = Math.min(death[customer]!, days);
    let time = purchases.at(acquired[customer]!);
    let day = -1;
    for (let moment = acquired[customer]!; moment < end;) {
      day = calendar.openFrom(Math.max(day + 1, Math.floor(moment)));
      if (day >= days) break;
      if (count === dayOf.length) dayOf = grown(dayOf);
      dayOf[count++] = day;
      startOf[day + 1] = startOf[day + 1]! + 1;
      time += sampleExponential(random, perDay);
      if (time >= purchases.end) break;
      moment = purchases.momentOf(time);
    }
    ofCustomer[customer] = count - before;
  }
  for (let day = 0; day < days; day++) startOf[day + 1] = startOf[day + 1]! + startOf[day]!;
  return { count, startOf, ofCustomer, ...sortByDay(dayOf, ofCustomer, startOf, count) };
}

/** Puts orders that stand customer after customer in the order of their days. */
function sortByDay(
  dayOf: Uint16Array,
  ofCustomer: Uint32Array,
  startOf: Uint32Array,
  count: number,
): Pick<Orders, "customer" | "isFirst" | "nextDay"> {
  const next = startOf.slice();
  const customer = new Uint32Array(count);
  const isFirst = new Uint8Array(count);
  const nextDay = new Uint16Array(count).fill(65_535);
  let at = 0;
  ofCustomer.forEach((orders, who) => {
    for (let k = 0; k < orders; k++, at++) {
      const day = dayOf[at]!;
      const place = next[day]!;
      next[day] = place + 1;
      customer[place] = who;
      isFirst[place] = k === 0 ? 1 : 0;
      if (k + 1 < orders) nextDay[place] = dayOf[at + 1]!;
    }
  });
  return { customer, isFirst, nextDay };
}

function grown(array: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(2 * array.length);
  larger.set(array);
  return larger;
}
