import { formatNumber } from "perdura/core/mod.ts";
import { drawMap, type FrequencyRecencyInput, gridRows, middleOf } from "./_frequency_recency.ts";
import { roundThresholds } from "./_heat.ts";
import { largest } from "./_statistics.ts";
import { modelWords, plural, round3 } from "./_words.ts";
import type { Picture } from "./picture.ts";

/**
 * Expected purchases by frequency and recency: a map of what a model says of every history.
 *
 * The title compares frequencies at half the observation time, where a frequent buyer who fell
 * silent may be worth less than an occasional one.
 *
 * @param input `values` are conditional expected purchases, `horizon` the time they look ahead
 * @throws {InputError} where there are no values
 *
 * @example
 * ```ts
 * import { conditionalExpectedPurchasesMap } from "perdura/plots/conditional_expected_purchases_map.ts";
 * import { frequencyRecencyGrid } from "perdura/plots/frequency_recency_grid.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = frequencyRecencyGrid(40, 2, 2);
 * const { title } = conditionalExpectedPurchasesMap({
 *   grid,
 *   values: [0.4, 1, 0.1, 2],
 *   horizon: 52,
 *   model: "pareto-nbd",
 *   population: "100 customers",
 *   period: "2011",
 * });
 * assertEquals(
 *   title,
 *   "After 20 silent weeks, customers with 1 repeat purchase are expected to buy more " +
 *     "(0.40 times) than those with 2 (0.10)",
 * );
 * ```
 *
 * Source: Fader, Hardie and Lee, "RFM and CLV: using iso-value curves for customer base analysis",
 * Journal of Marketing Research 42 (2005), figure 5.
 */
export function conditionalExpectedPurchasesMap(
  input: FrequencyRecencyInput & { readonly horizon: number },
): Picture {
  const { grid, values, horizon, model, population, period, customers, unit = "weeks" } = input;
  const middle = middleOf(input);
  const most = middle.values.reduce(
    (best, value, k) => value > middle.values[best]! ? k : best,
    0,
  );
  const last = middle.values.length - 1;
  const after = `After ${round3(middle.silent)} silent ${unit}`;
  const at = (k: number) => `${formatNumber(grid.frequency[k]!)} (${round3(middle.values[k]!)})`;
  const times = (k: number) =>
    `${plural(grid.frequency[k]!, "repeat purchase")} (${round3(middle.values[k]!)})`;
  const highest = largest(values);
  return {
    title: most < last
      ? `${after}, customers with ${
        plural(grid.frequency[most]!, "repeat purchase")
      } are expected to ` +
        `buy more (${round3(middle.values[most]!)} times) than those with ${at(last)}`
      : `${after}, expected purchases still grow with frequency, to ` +
        `${round3(middle.values[last]!)} at ${formatNumber(grid.frequency[last]!)}`,
    subtitle: `Expected purchases in the next ${formatNumber(horizon)} ${unit} by frequency and ` +
      `recency, ${modelWords(model)}, T = ${round3(grid.T)} ${unit}; ${population}, ${period}` +
      (customers ? "; dots: customers, by area" : ""),
    alt: `Map of expected purchases in ${formatNumber(horizon)} ${unit}: up to ` +
      `${round3(highest)} for frequent and recent buyers. ${after}: ${times(0)}` +
      `${most > 0 && most < last ? `, ${at(most)}` : ""}${last > 0 ? `, ${at(last)}` : ""}.`,
    data: gridRows(input, "conditional_expected_purchases"),
    draw: (width) =>
      drawMap(
        input,
        width,
        `Expected purchases in ${formatNumber(horizon)} ${unit}`,
        roundThresholds(highest, 6),
        (value) => `${value}`,
      ),
  };
}
