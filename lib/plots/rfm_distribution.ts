import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { type Bin, countBetween, firstFrom, logEdges, logTicks, wholeLogEdges } from "./_bins.ts";
import { logAxisX } from "./_log_axis.ts";
import { markedValues, markedValuesHeight } from "./_marked_values.ts";
import { panels } from "./_panels.ts";
import { checkSome, largest, quantile, sorted } from "./_statistics.ts";
import { wholeTick } from "./_ticks.ts";
import { countTick, currencyWords, money, moneyTick, plural, round3, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Numbers, Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode rfmDistribution} draws; three columns of one value per customer. */
export interface RfmDistributionInput extends Scope {
  /** Days from the last purchase to the as-of date. */
  readonly daysSinceLast: Numbers;
  readonly orderCount: Numbers;
  /** Money spent; customers at 0 or below are left out of its panel and counted. */
  readonly revenue: Numbers;
  /** ISO code, for example "GBP". */
  readonly currency: string;
}

/** One of the three histograms. */
interface Panel {
  readonly name: string;
  readonly label: string;
  readonly bins: readonly Bin[];
  readonly isLog: boolean;
  readonly start: number;
  readonly median: number;
  readonly say: (value: number) => string;
  readonly tick: (value: number) => string;
}

/**
 * Days since the last purchase, number of orders and revenue of all customers, side by side, with
 * the same scale of customers; the latter two on logarithmic axes.
 *
 * @throws {InputError} where there are no customers, or none with revenue
 *
 * @example
 * ```ts
 * import { rfmDistribution } from "perdura/plots/rfm_distribution.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = rfmDistribution({
 *   daysSinceLast: [3, 96, 300],
 *   orderCount: [9, 1, 1],
 *   revenue: [900, 20, 50],
 *   currency: "GBP",
 *   population: "3 customers",
 *   period: "2011",
 * });
 * assertEquals(
 *   title,
 *   "67\u00a0% of the customers ordered once; half have been away for 96 days or more",
 * );
 * ```
 */
export function rfmDistribution(input: RfmDistributionInput): Picture {
  const { currency, population, period } = input;
  const days = sorted(input.daysSinceLast);
  const orders = sorted(input.orderCount);
  const revenue = sorted(input.revenue);
  checkSome(days.length, "the distribution of RFM", "customers");
  const paying = revenue.subarray(firstFrom(revenue, Number.MIN_VALUE));
  checkSome(paying.length, "the distribution of RFM", "customers with revenue");
  const once = firstFrom(orders, 1.5) / orders.length;
  const middle = quantile(days, 0.5);
  const daysWidth = [1, 7, 30, 91].find((width) => days.at(-1)! <= 26 * width) ?? 365;
  const lowest = quantile(paying, 0.001);
  const unpaid = revenue.length - paying.length;
  const all: Panel[] = [
    {
      name: "days_since_last",
      label: "Days since last purchase",
      bins: countBetween(
        days,
        Array.from({ length: Math.floor(days.at(-1)! / daysWidth) + 2 }, (_, k) => k * daysWidth),
      ),
      isLog: false,
      start: 0,
      median: middle,
      say: (value) => formatNumber(value),
      tick: countTick,
    },
    {
      name: "order_count",
      label: "Orders (log)",
      bins: countBetween(orders, wholeLogEdges(orders.at(-1)!, 5)),
      isLog: true,
      start: 0.75,
      median: quantile(orders, 0.5),
      say: round3,
      tick: countTick,
    },
    {
      name: "revenue",
      label: `Revenue (${currencyWords(currency)}, log)`,
      bins: countBetween(paying, logEdges(lowest, paying.at(-1)!, 4)),
      isLog: true,
      start: logEdges(lowest, paying.at(-1)!, 4)[0]!,
      median: quantile(revenue, 0.5),
      say: (value) => money(value, currency),
      tick: (value) => moneyTick(value, currency),
    },
  ];
  const highest = largest(all.flatMap(({ bins }) => bins.map(({ count }) => count)));
  return {
    title: `${share(once)} of the customers ordered once; half have been away for ` +
      `${plural(Math.round(middle), "day")} or more`,
    subtitle: `Customers by days since the last purchase, number of orders and revenue ` +
      `(${currencyWords(currency)}), the latter two on logarithmic axes; ${population}, ${period}` +
      (unpaid > 0 ? `; ${plural(unpaid, "customer")} without revenue not shown` : ""),
    alt: `Three histograms of ${plural(days.length, "customer")}. Medians: ` +
      `${plural(Math.round(middle), "day")} since the last purchase, ` +
      `${plural(quantile(orders, 0.5), "order")}, revenue ${
        money(quantile(revenue, 0.5), currency)
      }` +
      `. ${share(once)} ordered once; the most orders are ${formatNumber(orders.at(-1)!)}, the ` +
      `highest revenue ${money(revenue.at(-1)!, currency)}.`,
    data: all.flatMap(({ name, bins }) =>
      bins.map(({ from, to, count }) => ({
        measure: name,
        from: Number(from.toPrecision(5)),
        to: Number(to.toPrecision(5)),
        customers: count,
      }))
    ),
    draw: (width) =>
      panels(
        all.map((panel, k) => (each) =>
          drawPanel(panel, each, highest, k === 0 || isNarrow(width))
        ),
        width,
      ),
  };
}

function drawPanel(panel: Panel, width: number, highest: number, withAxis: boolean): Element {
  const { bins, isLog, start, median, label, say, tick } = panel;
  const end = bins.at(-1)!.to;
  const ticks = isLog ? logTicks(Math.max(start, panel.name === "revenue" ? 0 : 1), end, 4) : [];
  return Plot.plot({
    ...canvas(width),
    height: 240,
    marginTop: 32 + markedValuesHeight,
    marginLeft: withAxis ? 46 : 12,
    marginRight: 16,
    x: isLog ? { type: "log", domain: [start, end] } : { label, domain: [start, end], ticks: 4 },
    y: {
      domain: [0, highest],
      axis: withAxis ? "left" : null,
      label: "Customers",
      grid: true,
      ticks: 5,
      tickFormat: wholeTick,
    },
    marks: [
      ...(isLog ? [logAxisX(ticks, tick, label)] : []),
      Plot.rectY(bins, {
        x1: ({ from }) => Math.max(from, start),
        x2: "to",
        y: "count",
        fill: colour.accent,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { stroke: colour.ink }),
      markedValues([{
        at: Math.max(median, start),
        text: `median ${say(median)}`,
        colour: colour.ink,
      }]),
    ],
  });
}
