import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { countsRow, countsRowHeight } from "./_counts_row.ts";
import { keyAbove, type KeyEntry } from "./_key.ts";
import { baselineLook, modelLook } from "./_series.ts";
import { checkSome, total } from "./_statistics.ts";
import { wholeTick } from "./_ticks.ts";
import { modelWords, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Numbers, Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode frequencyHistogram} draws; all columns count customers by x = 0, 1, 2, … */
export interface FrequencyHistogramInput extends Scope {
  /** Customers with x repeat purchases; the last entry stands for its x and all above. */
  readonly actual: Numbers;
  /** The same as each model expects, by its name; the first is the one the figure is about. */
  readonly expected: Readonly<Record<string, Numbers>>;
  /** What a naive rule expects, for example a Poisson distribution: all customers alike. */
  readonly baseline?: { readonly name: string; readonly values: Numbers };
}

/**
 * How many customers made 0, 1, 2, … repeat purchases, and how many models expect to.
 *
 * The title says which share of the customers the first model puts in the wrong place, half the sum
 * of the absolute differences: 0 where the histograms agree, 1 where they have nothing in common.
 *
 * @throws {InputError} where there are no customers or no models
 *
 * @example
 * ```ts
 * import { frequencyHistogram } from "perdura/plots/frequency_histogram.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = frequencyHistogram({
 *   actual: [60, 30, 10],
 *   expected: { "bg-nbd": [55, 35, 10] },
 *   population: "100 customers",
 *   period: "2011",
 * });
 * assertEquals(title, "BG/NBD puts 5\u00a0% of the customers at the wrong number of purchases");
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), figure 1.
 */
export function frequencyHistogram(input: FrequencyHistogramInput): Picture {
  const { actual, expected, baseline, population, period } = input;
  const customers = total(actual);
  checkSome(customers, "the histogram of frequency", "customers");
  const series = [
    ...Object.entries(expected).map(([name, values], place) => ({
      name: modelWords(name),
      values,
      colour: modelLook(place).stroke,
      symbol: place === 0 ? "dot" as const : "ring" as const,
    })),
    ...(baseline ? [{ ...baseline, colour: baselineLook.stroke, symbol: "dash" as const }] : []),
  ];
  const [first] = series;
  checkSome(Object.keys(expected).length, "the histogram of frequency", "models");
  const misplaced = (values: Numbers) =>
    Array.from(actual).reduce((sum, n, x) => sum + Math.abs(n - values[x]!), 0) / 2 / customers;
  const last = actual.length - 1;
  const nameOf = (x: number) => x === last ? `${x}+` : `${x}`;
  const data = Array.from(actual).map((n, x) => ({
    frequency: nameOf(x),
    actual: n,
    ...Object.fromEntries(series.map(({ name, values }) => [name, Number(values[x]!.toFixed(2))])),
  }));
  const wrong = (of: typeof series) =>
    of.map(({ name, values }) => `${name} ${share(misplaced(values))}`).join(", ");
  return {
    title: `${first!.name} puts ${share(misplaced(first!.values))} of the customers at the ` +
      "wrong number of purchases",
    subtitle: `Customers by frequency (repeat purchases), ${population}, ${period}; ` +
      "n: customers who bought that often",
    alt: `Of ${formatNumber(customers)} customers ${formatNumber(actual[0]!)} made no repeat ` +
      `purchase; expected: ${
        series.map(({ name, values }) => `${name} ${formatNumber(values[0]!)}`).join(", ")
      }. Customers at the wrong number of purchases: ${wrong(series)}.`,
    data,
    draw: (width) => {
      const narrow = isNarrow(width);
      const entries: KeyEntry[] = [
        { text: "actual", colour: colour.context, symbol: "bar" },
        ...series.map(({ name, colour, symbol }) => ({ text: name, colour, symbol })),
      ];
      const key = keyAbove(entries, width);
      const options = canvas(width);
      const bandWidth = (width - options.marginLeft! - options.marginRight!) / actual.length;
      // Marks stand beside each other within the bar.
      const models = Object.keys(expected).length;
      const place = (i: number) => (i - (models - 1) / 2) * bandWidth / (models + 1);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + key.height,
        marginBottom: options.marginBottom! + countsRowHeight,
        height: options.height! + key.height + countsRowHeight,
        x: {
          label: "Frequency: repeat purchases",
          type: "band",
          domain: data.map(({ frequency }) => frequency),
          padding: 0.15,
        },
        y: {
          label: "Customers",
          grid: true,
          ticks: 6,
          tickFormat: wholeTick,
        },
        marks: [
          Plot.barY(data, { x: "frequency", y: "actual", fill: colour.context, fillOpacity: 0.55 }),
          ...series.map(({ values, colour: stroke, symbol }, i) => {
            const options = { x: "frequency", y: (_: unknown, x: number) => values[x]! };
            if (symbol === "dash") {
              return Plot.tickY(data, { ...options, stroke, strokeWidth: 2.5 });
            }
            const look = symbol === "dot"
              ? { fill: stroke, stroke: colour.paper, r: narrow ? 3.5 : 5 }
              : { fill: colour.paper, stroke, strokeWidth: 2, r: narrow ? 3 : 4 };
            return Plot.dot(data, { ...options, dx: place(i), ...look });
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
          countsRow(data.map(({ frequency, actual }) => ({ band: frequency, count: actual }))),
          key.mark,
        ],
      });
    },
  };
}
