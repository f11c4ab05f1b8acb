import type { DemoSettings } from "./options.ts";

const msPerDay = 86_400_000;

/** How busy the shop is, from January to December. */
const months = [0.86, 0.88, 0.92, 0.94, 0.98, 0.96, 0.92, 0.92, 1.04, 1.12, 1.3, 1.16];
/** From Sunday to Saturday, when it is closed. */
const weekdays = [0.75, 1.1, 1.2, 1.2, 1.25, 1.1, 0];

/** The days of the demo shop and how busy they are. */
export interface ShopCalendar {
  /** Days of the history, numbered from 0. */
  readonly days: number;
  /** How busy a day is; 0 where the shop is closed, 1 on average over a year. */
  readonly intensity: Float64Array;
  /** Intensity of all days before a day; one entry more than there are days. */
  readonly cumulative: Float64Array;
  /** The month of each day, from 0. */
  readonly month: Uint8Array;
  /** The day as `2023-01-02`. */
  dateOf(day: number): string;
  /** The moment, in days, at which the cumulative intensity reaches a value. */
  momentAt(cumulative: number): number;
  /** The first day from this one on at which the shop is open; `days` where there is none. */
  openFrom(day: number): number;
}

/** Makes the calendar: months and weekdays differ, Saturdays and Christmas are closed. */
export function shopCalendar(
  { start, weeks }: Pick<DemoSettings, "start" | "weeks">,
): ShopCalendar {
  const days = 7 * weeks;
  const first = Date.parse(start);
  const busy = (day: number): number => {
    const date = new Date(first + day * msPerDay);
    const [month, dayOfMonth] = [date.getUTCMonth(), date.getUTCDate()];
    const isHoliday = (month === 11 && dayOfMonth >= 24) || (month === 0 && dayOfMonth === 1);
    return isHoliday ? 0 : months[month]! * weekdays[date.getUTCDay()]!;
  };
  let year = 0;
  for (let day = 0; day < 364; day++) year += busy(day);
  const intensity = Float64Array.from({ length: days }, (_, day) => busy(day) * 364 / year);
  const cumulative = new Float64Array(days + 1);
  for (let day = 0; day < days; day++) cumulative[day + 1] = cumulative[day]! + intensity[day]!;

  const dates = Array.from(
    { length: days },
    (_, day) => new Date(first + day * msPerDay).toISOString().slice(0, 10),
  );
  return {
    days,
    intensity,
    cumulative,
    month: Uint8Array.from(dates, (date) => Number(date.slice(5, 7)) - 1),
    dateOf: (day) => dates[day]!,
    momentAt: (value) => {
      let low = 0, high = days; // cumulative[low] ≤ value < cumulative[high]
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (cumulative[middle]! <= value) low = middle;
        else high = middle;
      }
      return low + (value - cumulative[low]!) / intensity[low]!;
    },
    openFrom: (day) => {
      let open = day;
      while (open < days && intensity[open] === 0) open++;
      return open;
    },
  };
}
