import * as Plot from "@observablehq/plot";
import { keyAbove } from "./_key.ts";
import { checkSome, largest } from "./_statistics.ts";
import { dayWords, money, moneyUnit, plural } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** An expected amount of money, and between which amounts it will be. */
interface ExpectedRevenue {
  readonly revenue: number;
  /** The 95 % interval. */
  readonly lower: number;
  readonly upper: number;
}

/** What {@linkcode revenueForecastByMonth} draws. */
export interface RevenueForecastInput extends Scope {
  /** From the first to the last; `from` is the first day of each, `to` the first of the next. */
  readonly months: readonly (ExpectedRevenue & { readonly from: Date; readonly to: Date })[];
  /** All months together. */
  readonly total: ExpectedRevenue;
  /** What a naive rule expects in each month. */
  readonly baseline: { readonly name: string; readonly perMonth: number };
  /** ISO code, for example "GBP". */
  readonly currency: string;
}

/**
 * What the present customers are expected to bring in each of the months to come, with intervals.
 *
 * @throws {InputError} where there are no months
 *
 * @example
 * ```ts
 * import { revenueForecastByMonth } from "perdura/plots/revenue_forecast_by_month.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = revenueForecastByMonth({
 *   months: [{
 *     from: new Date("2011-12-10"),
 *     to: new Date("2012-01-10"),
 *     revenue: 700,
 *     lower: 600,
 *     upper: 810,
 *   }],
 *   total: { revenue: 700, lower: 600, upper: 810 },
 *   baseline: { name: "same rate", perMonth: 900 },
 *   currency: "GBP",
 *   population: "40 customers",
 *   period: "one month from 10 Dec 2011",
 * });
 * assertEquals(title, "The present customers are expected to bring £700 in 1 month (£600 to £810)");
 * ```
 */
export function revenueForecastByMonth(input: RevenueForecastInput): Picture {
  const { months, total, baseline, currency, population, period } = input;
  checkSome(months.length, "the forecast of revenue", "months");
  const amount = (value: number) => money(value, currency);
  const ends = ({ lower, upper }: ExpectedRevenue) => `${amount(lower)} to ${amount(upper)}`;
  const naive = baseline.perMonth * months.length;
  const unit = moneyUnit(
    largest([baseline.perMonth, ...months.map(({ upper }) => upper)]),
    currency,
  );
  const [first, last] = [months[0]!, months.at(-1)!];
  return {
    title: `The present customers are expected to bring ${amount(total.revenue)} in ` +
      `${plural(months.length, "month")} (${ends(total)})`,
    subtitle:
      `Expected revenue in each month (${unit.name}), ${population}, ${period}; customers ` +
      "who are yet to come are not in it; whiskers: 95\u00a0% interval",
    alt: `Expected revenue by month: ${amount(first.revenue)} (${ends(first)}) in the month from ` +
      `${dayWords(first.from)}, ${amount(last.revenue)} (${ends(last)}) in that from ` +
      `${dayWords(last.from)}; ${amount(total.revenue)} (${ends(total)}) in ` +
      `${plural(months.length, "month")}. The rule “${baseline.name}” expects ${amount(naive)}.`,
    data: months.map(({ from, revenue, lower, upper }) => ({
      from,
      revenue: Number(revenue.toFixed(2)),
      lower: Number(lower.toFixed(2)),
      upper: Number(upper.toFixed(2)),
      [baseline.name.replaceAll(" ", "_")]: Number(baseline.perMonth.toFixed(2)),
    })),
    draw: (width) => {
      const options = canvas(width);
      const key = keyAbove([
        { text: "expected", colour: colour.accent, symbol: "bar" },
        {
          text: `rule “${baseline.name}”: ${amount(baseline.perMonth)}`,
          colour: colour.baseline,
          symbol: "dash",
        },
      ], width);
      const middle = ({ from, to }: { from: Date; to: Date }) =>
        new Date((from.getTime() + to.getTime()) / 2);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + key.height,
        height: options.height! + key.height,
        x: {
          type: "utc",
          label: null,
          domain: [first.from, last.to],
          ticks: isNarrow(width) ? 4 : 8,
        },
        y: { label: `Revenue (${unit.name})`, grid: true, ticks: 6, zero: true },
        marks: [
          Plot.rectY(months, {
            x1: "from",
            x2: "to",
            y: ({ revenue }) => revenue / unit.divisor,
            fill: colour.accent,
            fillOpacity: 0.75,
            insetLeft: 1,
            insetRight: 1,
          }),
          Plot.ruleY([baseline.perMonth / unit.divisor], {
            stroke: colour.baseline,
            strokeDasharray: "5 3",
            strokeWidth: 1.5,
          }),
          Plot.ruleX(months, {
            x: middle,
            y1: ({ lower }) => lower / unit.divisor,
            y2: ({ upper }) => upper / unit.divisor,
            stroke: colour.ink,
            strokeWidth: 1.5,
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
          key.mark,
        ],
      });
    },
  };
}
