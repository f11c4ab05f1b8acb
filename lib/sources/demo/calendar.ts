import type { DemoSettings } from "./options.ts";

const msPerDay = 86_400_000;

/** How many new customers come, from January to December. */
const arrivals = [0.7, 0.75, 0.85, 0.9, 0.95, 0.95, 0.85, 0.85, 1.1, 1.3, 1.7, 1.4];
/** How much of that season the purchases of known customers show. */
const seasonOfPurchases = 0.12;
/** From Sunday to Saturday, when the shop is closed. */
const weekdays = [0.75, 1.1, 1.2, 1.2, 1.25, 1.1, 0];

/** The days of the demo shop and how busy they are. */
export interface ShopCalendar {
  /** Days of the history, numbered from 0. */
  readonly days: number;
  /** The month of each day, from 0. */
  readonly month: Uint8Array;
  /** New customers: when they come. */
  readonly newCustomers: Clock;
  /** Known customers: how their time passes. */
  readonly purchases: Clock;
  /** The day as `2023-01-02`. */
  dateOf(day: number): string;
  /** The first day from this one on at which the shop is open; `days` where there is none. */
  openFrom(day: number): number;
}

/** A time that runs fast on busy days and stands still where the shop is closed. */
export interface Clock {
  /** How fast it runs on each day; 1 on average over a year. */
  readonly intensity: Float64Array;
  /** What it shows at the end of the last day. */
  readonly end: number;
  /** What it shows at a moment, in days from the start. */
  at(moment: number): number;
  /** The moment at which it shows a time before its end. */
  momentOf(time: number): number;
}

/**
 * Makes the calendar: months and weekdays differ, Saturdays and Christmas are closed.
 *
 * The season is mainly one of new customers. A strong season of purchases would make customers of
 * the last autumn look livelier than they are to a model that knows no season.
 */
export function shopCalendar(
  { start, weeks }: Pick<DemoSettings, "start" | "weeks">,
): ShopCalendar {
  const first = Date.parse(start);
  const date = (day: number) => new Date(first + day * msPerDay);
  const isOpen = (day: number): boolean => {
    const [month, dayOfMonth] = [date(day).getUTCMonth(), date(day).getUTCDate()];
    const isHoliday = (month === 11 && dayOfMonth >= 24) || (month === 0 && dayOfMonth === 1);
    return !isHoliday && weekdays[date(day).getUTCDay()]! > 0;
  };
  const clock = (season: number): Clock =>
    clockOf(7 * weeks, (day) => {
      if (!isOpen(day)) return 0;
      const month = 1 + season * (arrivals[date(day).getUTCMonth()]! - 1);
      return month * weekdays[date(day).getUTCDay()]!;
    });
  const days = 7 * weeks;
  const dates = Array.from({ length: days }, (_, day) => date(day).toISOString().slice(0, 10));
  return {
    days,
    month: Uint8Array.from(dates, (text) => Number(text.slice(5, 7)) - 1),
    newCustomers: clock(1),
    purchases: clock(seasonOfPurchases),
    dateOf: (day) => dates[day]!,
    openFrom: (day) => {
      let open = day;
      while (open < days && !isOpen(open)) open++;
      return open;
    },
  };
}

function clockOf(days: number, busy: (day: number) => number): Clock {
  let year = 0;
  for (let day = 0; day < 364; day++) year += busy(day);
  const intensity = Float64Array.from({ length: days }, (_, day) => busy(day) * 364 / year);
  const before = new Float64Array(days + 1);
  for (let day = 0; day < days; day++) before[day + 1] = before[day]! + intensity[day]!;
  return {
    intensity,
    end: before[days]!,
    at: (moment) => {
      const day = Math.floor(moment);
      return before[day]! + (moment - day) * intensity[day]!;
    },
    momentOf: (time) => {
      let low = 0, high = days; // before[low] ≤ time < before[high]
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (before[middle]! <= time) low = middle;
        else high = middle;
      }
      return low + (time - before[low]!) / intensity[low]!;
    },
  };
}
