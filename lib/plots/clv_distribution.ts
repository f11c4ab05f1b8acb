import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { countBetween, firstFrom, logEdges, logTicks } from "./_bins.ts";
import { logAxisX } from "./_log_axis.ts";
import { markedValues, markedValuesHeight } from "./_marked_values.ts";
import { checkSome, largest, quantile, sorted, total } from "./_statistics.ts";
import { wholeTick } from "./_ticks.ts";
import { currencyWords, money, moneyTick, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Numbers, Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode clvDistribution} draws. */
export interface ClvDistributionInput extends Scope {
  /** CLV of each customer, at least 0; what is not a number is left out. */
  readonly values: Numbers;
  /** ISO code, for example "GBP". */
  readonly currency: string;
  /** How far the values look ahead, for example "12 months". */
  readonly horizon: string;
}

/**
 * How many customers are worth how much: CLV on a logarithmic axis, with median and mean.
 *
 * What is below the range of the axis (the lowest hundredth, and zeros) is counted in its own bar at
 * the left.
 *
 * @throws {InputError} where no customer has a value above 0
 *
 * @example
 * ```ts
 * import { clvDistribution } from "perdura/plots/clv_distribution.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = clvDistribution({
 *   values: [0, 10, 20, 30, 940],
 *   currency: "GBP",
 *   horizon: "12 months",
 *   population: "5 customers",
 *   period: "2011",
 * });
 * assertEquals(title, "Half of the customers are worth less than £20; the average is £200");
 * ```
 */
export function clvDistribution(input: ClvDistributionInput): Picture {
  const { currency, horizon, population, period } = input;
  const values = sorted(input.values);
  checkSome(largest(values), "the distribution of CLV", "customers with a value above 0");
  const median = quantile(values, 0.5);
  const sum = total(values);
  const mean = sum / values.length;
  const highest = values.at(-1)!;
  const positive = values.subarray(firstFrom(values, Number.MIN_VALUE));
  const edges = logEdges(Math.max(quantile(positive, 0.01), highest / 1e5), highest, 8);
  const below = firstFrom(values, edges[0]!);
  const data = [
    ...(below > 0 ? [{ from: 0, to: edges[0]!, count: below }] : []),
    ...countBetween(values, edges),
  ].map(({ from, to, count }) => ({
    clv_from: Number(from.toPrecision(4)),
    clv_to: Number(to.toPrecision(4)),
    customers: count,
  }));
  const aboveMean = (values.length - firstFrom(values, mean)) / values.length;
  return {
    title: `Half of the customers are worth less than ${money(median, currency)}; the average is ` +
      money(mean, currency),
    subtitle:
      `Customers by CLV over ${horizon} (${
        currencyWords(currency)
      }, logarithmic axis), ${population}, ` +
      period,
    alt: `Histogram of CLV: median ${money(median, currency)}, mean ${money(mean, currency)}, ` +
      `highest ${money(highest, currency)}, together ${money(sum, currency)} for ` +
      `${formatNumber(values.length)} customers. ${share(aboveMean)} of them are worth more than ` +
      "the mean.",
    data,
    draw: (width) => {
      const narrow = isNarrow(width);
      // The bar of those below the axis has the width of the others, apart from them by half of it.
      const ratio = edges[1]! / edges[0]!;
      const start = below > 0 ? edges[0]! / ratio ** 1.5 : edges[0]!;
      const bars = data.map(({ clv_from, clv_to, customers }, k) =>
        below > 0 && k === 0
          ? { x1: start, x2: start * ratio, customers, isBelow: true }
          : { x1: clv_from, x2: clv_to, customers, isBelow: false }
      );
      const options = canvas(width);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + markedValuesHeight,
        x: {
          type: "log",
          domain: [start, edges.at(-1)!],
        },
        y: {
          label: "Customers",
          grid: true,
          ticks: 6,
          tickFormat: wholeTick,
        },
        marks: [
          logAxisX(
            logTicks(edges[below > 0 ? 1 : 0]!, edges.at(-1)!, narrow ? 5 : 10),
            (value) => moneyTick(value, currency),
            `CLV over ${horizon} (${currencyWords(currency)})`,
          ),
          Plot.rectY(bars, {
            x1: "x1",
            x2: "x2",
            y: "customers",
            fill: ({ isBelow }) => isBelow ? colour.context : colour.accent,
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
          ...(below > 0
            ? [Plot.text(["less"], {
              x: () => start * Math.sqrt(ratio),
              frameAnchor: "bottom",
              dy: 15,
              fill: colour.muted,
            })]
            : []),
          Plot.ruleY([0], { stroke: colour.ink }),
          markedValues([
            { at: median, text: `median ${money(median, currency)}`, colour: colour.ink },
            {
              at: mean,
              text: `mean ${money(mean, currency)}`,
              colour: colour.baseline,
              isDashed: true,
            },
          ]),
        ],
      });
    },
  };
}
