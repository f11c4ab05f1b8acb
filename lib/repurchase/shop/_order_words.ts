import { formatNumber, percent, plural } from "perdura/core/mod.ts";

/** How values of features of orders are said, as sentences without a full stop. */
export type SayNumber = (value: number) => string;

const monthNames =
  "January February March April May June July August September October November December".split(
    " ",
  );
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** "6.1 days", and without digits from ten on. */
export function days(value: number): string {
  return value < 10 ? `${formatNumber(value, 1)} days` : plural(Math.round(value), "day");
}

/** "2 earlier orders", or other words where there is none. */
export function counted(what: string, none: string): SayNumber {
  return (value) => value === 0 ? none : plural(Math.round(value), what);
}

/**
 * "3 page views from unpaid search in the 7 days before the order".
 *
 * @param where what stands behind the noun, with a blank before it
 */
export function visits(what: string, length: number, where = ""): SayNumber {
  return (value) =>
    `${
      value === 0 ? `No ${what}` : plural(Math.round(value), what)
    }${where} in the ${length} days ` +
    "before the order";
}

/** "Order of 34.50". */
export function money(what: string): SayNumber {
  return (value) => `${what} of ${formatNumber(value, 2)}`;
}

export function discount(share: number): string {
  return share > 0
    ? `Bought ${percent(share)} below the retail price`
    : "Bought without a discount";
}

/** @param month from 1 */
export function orderedInMonth(month: number): string {
  return `Ordered in ${monthNames[month - 1]}`;
}

/** @param weekday 1 for Monday */
export function orderedOnWeekday(weekday: number): string {
  return `Ordered on a ${weekdays[weekday - 1]}`;
}
