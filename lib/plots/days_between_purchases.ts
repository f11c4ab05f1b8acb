import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { countBetween, firstAbove } from "./_bins.ts";
import { markedValues, markedValuesHeight } from "./_marked_values.ts";
import { checkSome, quantile, sorted } from "./_statistics.ts";
import { wholeTick } from "./_ticks.ts";
import { plural, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Numbers, Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode daysBetweenPurchases} draws. */
export interface DaysBetweenPurchasesInput extends Scope {
  /** Days from each purchase to the next of the same customer, at least 1. */
  readonly days: Numbers;
}

/**
 * How long customers take to buy again, in weeks, with the median.
 *
 * Only purchases that were followed by another are seen, so that long gaps are under-represented;
 * the subtitle says so. What is longer than 99 in 100 is one last bar.
 *
 * @throws {InputError} where there are no days
 *
 * @example
 * ```ts
 * import { daysBetweenPurchases } from "perdura/plots/days_between_purchases.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = daysBetweenPurchases({
 *   days: [7, 20, 40, 100],
 *   population: "3 customers",
 *   period: "2011",
 * });
 * assertEquals(title, "Half of the repeat purchases come within 30 days of the one before");
 * ```
 */
export function daysBetweenPurchases(input: DaysBetweenPurchasesInput): Picture {
  const { population, period } = input;
  const days = sorted(input.days);
  checkSome(days.length, "days between purchases", "repeat purchases");
  const median = Math.round(quantile(days, 0.5));
  const within = (limit: number) => firstAbove(days, limit) / days.length;
  const weeks = Math.max(2, Math.ceil((quantile(days, 0.99) + 1) / 7));
  const last = weeks * 7;
  const longer = days.length - firstAbove(days, last - 0.5);
  const bins = [
    ...countBetween(days, Array.from({ length: weeks + 1 }, (_, k) => 7 * k - 0.5)),
    ...(longer > 0 ? [{ from: last - 0.5, to: Infinity, count: longer }] : []),
  ];
  return {
    title: `Half of the repeat purchases come within ${plural(median, "day")} of the one before`,
    subtitle:
      `Repeat purchases by days since the purchase before (a bar is a week), ${population}, ` +
      `${period}; gaps that have not ended are not seen, so long ones are too few`,
    alt: `Histogram of ${plural(days.length, "repeat purchase")} by days since the purchase ` +
      `before: median ${formatNumber(median)}; ${share(within(30))} within 30 days, ` +
      `${share(within(60))} within 60, ${share(1 - within(365))} after more than a year.`,
    data: bins.map(({ from, to, count }) => ({
      days_from: Math.max(0, from + 0.5),
      days_to: to === Infinity ? null : to - 0.5,
      repeat_purchases: count,
    })),
    draw: (width) => {
      const options = canvas(width);
      const narrow = isNarrow(width);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + markedValuesHeight,
        x: {
          label: "Days since the purchase before",
          domain: [0, last + 14],
          ticks: narrow ? 4 : 8,
        },
        y: {
          label: "Repeat purchases per week",
          grid: true,
          ticks: 6,
          tickFormat: wholeTick,
        },
        marks: [
          Plot.rectY(bins, {
            x1: ({ from, to }) => to === Infinity ? last + 6.5 : from,
            x2: ({ to }) => to === Infinity ? last + 13.5 : to,
            y: "count",
            fill: ({ to }) => to === Infinity ? colour.context : colour.accent,
            insetLeft: 0.5,
          }),
          ...(longer > 0
            ? [Plot.text([`${formatNumber(longer)} longer`], {
              x: () => last + 14,
              y: () => longer,
              textAnchor: "end",
              dy: -10,
              fill: colour.muted,
            })]
            : []),
          Plot.ruleY([0], { stroke: colour.ink }),
          markedValues([{
            at: median,
            text: `median ${plural(median, "day")}` +
              (narrow ? "" : `; ${share(within(30))} within 30, ${share(within(60))} within 60`),
            colour: colour.ink,
          }]),
        ],
      });
    },
  };
}
