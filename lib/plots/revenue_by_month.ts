import * as Plot from "@observablehq/plot";
import { keyAbove } from "./_key.ts";
import { checkSome, largest, quantile, sorted } from "./_statistics.ts";
import { dayWords, money, moneyUnit, monthWords } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import { colour } from "./theme.ts";

/** What {@linkcode revenueByMonth} draws. */
export interface RevenueByMonthInput {
  /** Revenue of each month; `month` is any day of it, in universal time. */
  readonly months: readonly { readonly month: Date; readonly revenue: number }[];
  /** First and last day with data; a month that begins or ends outside is marked as partial. */
  readonly first: Date;
  readonly last: Date;
  /** ISO code, for example "GBP". */
  readonly currency: string;
  /** Whose revenue it is. */
  readonly population: string;
}

/**
 * Revenue month by month, with the months that the data covers in part paler, and the median of the
 * full months as the baseline.
 *
 * @throws {InputError} where there are no months
 *
 * @example
 * ```ts
 * import { revenueByMonth } from "perdura/plots/revenue_by_month.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = revenueByMonth({
 *   months: [
 *     { month: new Date("2011-09-01"), revenue: 100 },
 *     { month: new Date("2011-10-01"), revenue: 110 },
 *     { month: new Date("2011-11-01"), revenue: 220 },
 *     { month: new Date("2011-12-01"), revenue: 60 },
 *   ],
 *   first: new Date("2011-09-01"),
 *   last: new Date("2011-12-09"),
 *   currency: "GBP",
 *   population: "all customers",
 * });
 * assertEquals(title, "Revenue was highest in Nov 2011: £220, 2 times the median month");
 * ```
 */
export function revenueByMonth(input: RevenueByMonthInput): Picture {
  const { months, first, last, currency, population } = input;
  checkSome(months.length, "revenue by month", "months");
  const day = 86_400_000;
  const data = months.map(({ month, revenue }) => {
    const start = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1));
    const end = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
    const isPartial = midnight(first) > start.getTime() || midnight(last) < end.getTime() - day;
    return { month: start, end, revenue, is_partial: isPartial };
  }).toSorted((a, b) => a.month.getTime() - b.month.getTime());
  const full = data.filter(({ is_partial }) => !is_partial);
  const judged = full.length > 0 ? full : data;
  const median = quantile(sorted(judged.map(({ revenue }) => revenue)), 0.5);
  const best = judged.reduce((a, b) => b.revenue > a.revenue ? b : a);
  const partial = data.filter(({ is_partial }) => is_partial);
  const unit = moneyUnit(largest(data.map(({ revenue }) => revenue)), currency);
  const covered = (month: Date) =>
    monthWords(month) === monthWords(last) ? `until ${dayWords(last)}` : `from ${dayWords(first)}`;
  const note = partial.map(({ month }) => `${monthWords(month)} (data ${covered(month)})`).join(
    ", ",
  );
  const times = best.revenue / median;
  const compared = judged.length > 2 && Number.isFinite(times)
    ? `, ${round(times)} times the median month`
    : "";
  return {
    title: `Revenue was highest in ${monthWords(best.month)}: ${money(best.revenue, currency)}` +
      compared,
    subtitle: `Revenue by month (${unit.name}), ${population}, ${dayWords(first)} to ` +
      `${dayWords(last)}${note === "" ? "" : `; paler: ${note}`}`,
    alt: `Revenue by month: highest in ${monthWords(best.month)} with ` +
      `${money(best.revenue, currency)}${compared}; median of ${judged.length} months ` +
      `${money(median, currency)}${
        partial.map(({ month, revenue }) =>
          `; ${monthWords(month)} (${covered(month)}) ${money(revenue, currency)}`
        ).join("")
      }.`,
    data: data.map(({ end: _, ...row }) => row),
    draw: (width) => {
      const options = canvas(width);
      const narrow = isNarrow(width);
      const key = keyAbove([
        {
          text: `median month ${money(median, currency)}`,
          colour: colour.baseline,
          symbol: "dash",
        },
      ], width);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + key.height,
        height: options.height! + key.height,
        x: { type: "utc", label: null, ticks: narrow ? 4 : 8 },
        y: {
          label: `Revenue (${unit.name})`,
          grid: true,
          ticks: 6,
          zero: true,
        },
        marks: [
          Plot.rectY(data, {
            x1: "month",
            x2: "end",
            y: ({ revenue }) => revenue / unit.divisor,
            fill: (row) => row === best ? colour.accent : colour.context,
            fillOpacity: ({ is_partial }) => is_partial ? 0.35 : 1,
            stroke: ({ is_partial }) => is_partial ? colour.context : "none",
            insetLeft: 1,
            insetRight: 1,
          }),
          Plot.ruleY([median / unit.divisor], { stroke: colour.paper, strokeWidth: 4 }),
          Plot.ruleY([median / unit.divisor], {
            stroke: colour.baseline,
            strokeDasharray: "5 3",
            strokeWidth: 1.5,
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
          key.mark,
        ],
      });
    },
  };
}

/** One decimal, where there is one. */
function round(times: number): string {
  return `${Number(times.toFixed(1))}`;
}

/** The day of a moment, in milliseconds. */
function midnight(moment: Date): number {
  return Math.floor(moment.getTime() / 86_400_000) * 86_400_000;
}
