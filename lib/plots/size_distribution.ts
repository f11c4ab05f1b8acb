import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { countBetween, firstAbove, firstFrom, logEdges, logTicks, wholeLogEdges } from "./_bins.ts";
import { logAxisX } from "./_log_axis.ts";
import { markedValues, markedValuesHeight } from "./_marked_values.ts";
import { checkSome, quantile, sorted } from "./_statistics.ts";
import {
  capital,
  countTick,
  currencyWords,
  money,
  moneyTick,
  plural,
  round3,
  share,
} from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Numbers, Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode sizeDistribution} draws. */
export interface SizeDistributionInput extends Scope {
  /** Sizes; those that are not above 0 have no place on a logarithmic axis and are counted apart. */
  readonly values: Numbers;
  /** What is measured, for example "quantity" or "order value". */
  readonly measure: string;
  /** What has a size, in the singular and the plural: ["line", "lines"]. */
  readonly noun: readonly [one: string, many: string];
  /** ISO code where the sizes are money. */
  readonly currency?: string;
  /** Sizes outside are outliers; from `quality.json` of the lake. */
  readonly usual?: { readonly low: number; readonly high: number };
}

/**
 * How large lines or orders are, on a logarithmic axis, with those outside the usual range marked.
 *
 * @throws {InputError} where no value is above 0
 *
 * @example
 * ```ts
 * import { sizeDistribution } from "perdura/plots/size_distribution.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = sizeDistribution({
 *   values: [1, 2, 2, 3, 5000],
 *   measure: "quantity",
 *   noun: ["line", "lines"],
 *   usual: { low: 0.2, high: 144 },
 *   population: "5 lines",
 *   period: "2011",
 * });
 * assertEquals(title, "1 of 5 lines is unusually large: quantity above 144");
 * ```
 */
export function sizeDistribution(input: SizeDistributionInput): Picture {
  const { measure, noun: [one, many], currency, usual, population, period } = input;
  const all = sorted(input.values);
  const values = all.subarray(firstFrom(all, Number.MIN_VALUE));
  checkSome(values.length, `the distribution of ${measure}`, `${many} with ${measure} above 0`);
  const unplaced = all.length - values.length;
  const n = values.length;
  const [median, highest] = [quantile(values, 0.5), values[n - 1]!];
  const low = usual ? firstFrom(values, usual.low) : 0;
  const high = usual ? n - firstAbove(values, usual.high) : 0;
  const say = (value: number) => currency === undefined ? round3(value) : money(value, currency);
  const isWhole = currency === undefined && values.every(Number.isInteger);
  const edges = isWhole
    ? wholeLogEdges(highest, 8)
    : logEdges(Math.max(values[0]!, highest / 1e7), highest, 8);
  const isUsual = ({ from, to }: { from: number; to: number }) =>
    usual === undefined ||
    (Math.sqrt(from * to) >= usual.low && Math.sqrt(from * to) <= usual.high);
  const bins = countBetween(values, edges).map((bin) => ({ ...bin, is_usual: isUsual(bin) }));
  const numbers = (count: number) =>
    `${count < 100 ? formatNumber(count) : share(count / n)} of ` +
    `${count < 100 ? plural(n, one, many) : `the ${many}`} ${count === 1 ? "is" : "are"}`;
  const finding = (): string => {
    if (usual === undefined || low + high === 0) {
      return `Half of the ${many} have ${measure} up to ${say(median)}, ` +
        (usual === undefined
          ? `the largest ${say(highest)}`
          : `and none is unusually large or small`);
    }
    if (low === 0) return `${numbers(high)} unusually large: ${measure} above ${say(usual.high)}`;
    if (high === 0) return `${numbers(low)} unusually small: ${measure} below ${say(usual.low)}`;
    return `${numbers(low + high)} unusual: ${measure} below ${say(usual.low)} or above ` +
      say(usual.high);
  };
  return {
    title: finding(),
    subtitle:
      `${capital(many)} by ${measure}${
        currency === undefined ? "" : ` (${currencyWords(currency)})`
      }, ` +
      `logarithmic axis, ${population}, ${period}` +
      `${usual ? "; orange: outside the usual range" : ""}` +
      `${unplaced > 0 ? `; ${plural(unplaced, one, many)} at 0 or below not shown` : ""}`,
    alt: `Histogram of ${measure} of ${plural(n, one, many)}: median ${say(median)}, largest ` +
      `${say(highest)}.` +
      (usual
        ? ` Usual are ${say(usual.low)} to ${say(usual.high)}; ${formatNumber(high)} are above, ` +
          `${formatNumber(low)} below.`
        : ""),
    data: bins.map(({ from, to, count, is_usual }) => ({
      from: Number(from.toPrecision(4)),
      to: Number(to.toPrecision(4)),
      [many]: count,
      is_usual,
    })),
    draw: (width) => {
      const options = canvas(width);
      // A first bin from 0.5 would take half of the axis; it is drawn as wide as others.
      const start = isWhole ? 0.75 : edges[0]!;
      const ticks = logTicks(isWhole ? 1 : edges[0]!, edges.at(-1)!, isNarrow(width) ? 4 : 9);
      const marks = [
        { at: median, text: `median ${say(median)}`, colour: colour.ink },
        ...(usual && usual.high < edges.at(-1)!
          ? [{
            at: usual.high,
            text: `usual up to ${say(usual.high)}`,
            colour: colour.warning,
            isDashed: true,
          }]
          : []),
      ].sort((a, b) => a.at - b.at);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + markedValuesHeight,
        x: { type: "log", domain: [start, edges.at(-1)!] },
        y: { label: capital(many), grid: true, ticks: 6, tickFormat: countTick },
        marks: [
          logAxisX(
            ticks,
            (value) => currency === undefined ? countTick(value) : moneyTick(value, currency),
            `${capital(measure)}${
              currency === undefined ? "" : ` (${currencyWords(currency)})`
            }, logarithmic`,
          ),
          Plot.rectY(bins, {
            x1: ({ from }) => Math.max(from, start),
            x2: "to",
            y: "count",
            fill: ({ is_usual }) => is_usual ? colour.context : colour.warning,
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
          // Bars too low to be seen have a dot.
          Plot.dot(bins.filter(({ is_usual, count }) => !is_usual && count > 0), {
            x: ({ from, to }) => Math.sqrt(Math.max(from, start) * to),
            y: () => 0,
            dy: -4,
            r: isNarrow(width) ? 2 : 2.5,
            fill: colour.warning,
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
          markedValues(marks),
        ],
      });
    },
  };
}
