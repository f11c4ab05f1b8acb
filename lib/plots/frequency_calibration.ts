import * as Plot from "@observablehq/plot";
import { formatNumber, InputError } from "perdura/core/mod.ts";
import { countsRow, countsRowHeight } from "./_counts_row.ts";
import { keyAbove } from "./_key.ts";
import { actualLook, baselineLook, modelLook } from "./_series.ts";
import { checkSome } from "./_statistics.ts";
import { modelWords, plural, round3 } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** Customers with one range of frequencies in calibration, and their holdout. */
export interface FrequencyBin {
  /** Lowest and highest frequency; the highest may be Infinity. */
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Mean number of purchases in the holdout; NaN where there is no customer. */
  readonly actual: number;
  /** The 95 % interval of that mean, where it is known. */
  readonly interval?: readonly [low: number, high: number];
  /** Mean prediction of each forecast, by its name. */
  readonly expected: Readonly<Record<string, number>>;
}

/** What {@linkcode frequencyCalibration} draws. */
export interface FrequencyCalibrationInput extends Scope {
  /** From `validateHoldout` of `perdura/clv/mod.ts`; at least one has customers. */
  readonly bins: readonly FrequencyBin[];
  /** Names of the forecasts that are models; the first is the one the figure is about. */
  readonly models: readonly string[];
  /** Names of the forecasts that are naive rules, at least one. */
  readonly baselines: readonly string[];
  /** Length of the holdout in words, for example "39 weeks". */
  readonly horizon: string;
}

/**
 * Purchases in the holdout by frequency in calibration: what happened, what models and naive rules
 * expected.
 *
 * The title counts the groups in which the first model is closer to what happened than the first
 * naive rule.
 *
 * @throws {InputError} where there are no customers, no models or no baselines
 *
 * @example
 * ```ts
 * import { frequencyCalibration } from "perdura/plots/frequency_calibration.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = frequencyCalibration({
 *   bins: [
 *     { from: 0, to: 0, customers: 60, actual: 0.2, expected: { "bg-nbd": 0.1, "same rate": 0 } },
 *     { from: 1, to: Infinity, customers: 40, actual: 2, expected: { "bg-nbd": 4, "same rate": 3 } },
 *   ],
 *   models: ["bg-nbd"],
 *   baselines: ["same rate"],
 *   horizon: "39 weeks",
 *   population: "100 customers",
 *   period: "2011",
 * });
 * assertEquals(
 *   title,
 *   "BG/NBD is closer to what happened than the rule “same rate” in 1 of 2 groups of customers",
 * );
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), figure 4.
 */
export function frequencyCalibration(input: FrequencyCalibrationInput): Picture {
  const { models, baselines, horizon, population, period } = input;
  const bins = input.bins.filter(({ customers }) => customers > 0);
  checkSome(bins.length, "calibration by frequency", "customers");
  checkSome(models.length, "calibration by frequency", "models");
  checkSome(baselines.length, "calibration by frequency", "baselines");
  const of = (bin: FrequencyBin, name: string): number => {
    const value = bin.expected[name];
    if (value === undefined) {
      throw new InputError(
        `Cannot draw calibration by frequency: there is no forecast "${name}", only ` +
          `${Object.keys(bin.expected).map((each) => `"${each}"`).join(", ")}`,
      );
    }
    return value;
  };
  const nameOf = ({ from, to }: FrequencyBin) =>
    to === Infinity ? `${from}+` : to === from ? `${from}` : `${from}–${to}`;
  const data = bins.map((bin) => ({
    frequency: nameOf(bin),
    customers: bin.customers,
    actual: bin.actual,
    ...(bin.interval ? { actual_low: bin.interval[0], actual_high: bin.interval[1] } : {}),
    ...Object.fromEntries(
      [...models, ...baselines].map((name) => [modelWords(name), of(bin, name)]),
    ),
  }));
  const [model, baseline] = [models[0]!, baselines[0]!];
  const error = (bin: FrequencyBin, name: string) => Math.abs(of(bin, name) - bin.actual);
  const won = bins.filter((bin) => error(bin, model) < error(bin, baseline)).length;
  const customers = bins.reduce((sum, bin) => sum + bin.customers, 0);
  const meanError = (name: string) =>
    bins.reduce((sum, bin) => sum + bin.customers * error(bin, name), 0) / customers;
  const hasIntervals = bins.some(({ interval }) => interval !== undefined);
  const all = [...models, ...baselines];
  const said = (bin: FrequencyBin) =>
    `${nameOf(bin)}: actual ${round3(bin.actual)}, ` +
    all.map((name) => `${modelWords(name)} ${round3(of(bin, name))}`).join(", ");
  return {
    title: `${modelWords(model)} is closer to what happened than the rule “${baseline}” in ` +
      `${won} of ${plural(bins.length, "group")} of customers`,
    subtitle: `Mean purchases per customer in ${horizon} of holdout by frequency in calibration, ` +
      `${population}, ${period}; n: customers` +
      (hasIntervals ? "; whiskers: 95\u00a0% interval of the mean" : ""),
    alt: `Mean purchases in the holdout by frequency. ${said(bins[0]!)}. ` +
      `${said(bins.at(-1)!)}. Mean distance of the groups from what happened: ` +
      `${all.map((name) => `${modelWords(name)} ${round3(meanError(name))}`).join(", ")} ` +
      `(${formatNumber(customers)} customers).`,
    data,
    draw: (width) => {
      const narrow = isNarrow(width);
      const series = [
        ...models.map((name, place) => ({
          name,
          colour: modelLook(place).stroke,
          symbol: place === 0 ? "dot" as const : "ring" as const,
        })),
        ...baselines.map((name) => ({
          name,
          colour: baselineLook.stroke,
          symbol: "dash" as const,
        })),
      ];
      const key = keyAbove([
        { text: "actual", colour: actualLook.stroke, symbol: "bar" },
        ...series.map((entry) => ({ ...entry, text: modelWords(entry.name) })),
      ], width);
      const options = canvas(width);
      const band = (width - options.marginLeft! - options.marginRight!) / bins.length;
      const place = (i: number) => (i - models.length / 2) * band / (models.length + 2);
      const size = narrow ? 3.5 : 5;
      const x = (bin: FrequencyBin) => nameOf(bin);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + key.height,
        marginBottom: options.marginBottom! + countsRowHeight,
        height: options.height! + key.height + countsRowHeight,
        x: {
          label: "Frequency in calibration: repeat purchases",
          type: "band",
          domain: data.map(({ frequency }) => frequency),
          padding: 0.12,
        },
        y: { label: "Mean purchases in the holdout", grid: true, zero: true, ticks: 6 },
        marks: [
          Plot.barY(bins, {
            x,
            y1: () => 0,
            y2: "actual",
            fill: colour.context,
            fillOpacity: 0.18,
          }),
          ...baselines.map((name) =>
            Plot.tickY(bins, {
              x,
              y: (bin: FrequencyBin) => of(bin, name),
              stroke: baselineLook.stroke,
              strokeWidth: 2.5,
            })
          ),
          Plot.link(bins.filter(({ interval }) => interval !== undefined), {
            x,
            y1: ({ interval }) => interval[0],
            y2: ({ interval }) => interval[1],
            stroke: actualLook.stroke,
            strokeWidth: 1.5,
            dx: place(0),
          }),
          Plot.dot(bins, {
            x,
            y: "actual",
            symbol: "square",
            r: size,
            fill: actualLook.stroke,
            stroke: colour.paper,
            dx: place(0),
          }),
          ...series.filter(({ symbol }) => symbol !== "dash").map((
            { name, colour: hue, symbol },
            i,
          ) =>
            Plot.dot(bins, {
              x,
              y: (bin: FrequencyBin) => of(bin, name),
              dx: place(i + 1),
              r: symbol === "dot" ? size : size - 0.5,
              ...(symbol === "dot"
                ? { fill: hue, stroke: colour.paper }
                : { fill: colour.paper, stroke: hue, strokeWidth: 2 }),
            })
          ),
          Plot.ruleY([0], { stroke: colour.ink }),
          countsRow(
            data.map(({ frequency, customers }) => ({ band: frequency, count: customers })),
          ),
          key.mark,
        ],
      });
    },
  };
}
