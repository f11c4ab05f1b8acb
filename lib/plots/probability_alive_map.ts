import { formatNumber, percent } from "perdura/core/mod.ts";
import { drawMap, type FrequencyRecencyInput, gridRows, middleOf } from "./_frequency_recency.ts";
import { modelWords, plural, round3, share } from "./_words.ts";
import type { Picture } from "./picture.ts";

/**
 * P(alive) by frequency and recency: a map of what a model says of every history.
 *
 * @param input `values` are probabilities
 * @throws {InputError} where there are no values
 *
 * @example
 * ```ts
 * import { probabilityAliveMap } from "perdura/plots/probability_alive_map.ts";
 * import { frequencyRecencyGrid } from "perdura/plots/frequency_recency_grid.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = probabilityAliveMap({
 *   grid: frequencyRecencyGrid(40, 2, 2),
 *   values: [0.7, 0.9, 0.2, 0.95],
 *   model: "pareto-nbd",
 *   population: "100 customers",
 *   period: "2011",
 * });
 * assertEquals(
 *   title,
 *   "After 20 silent weeks, P(alive) is 70\u00a0% with 1 repeat purchase and 20\u00a0% with 2",
 * );
 * ```
 */
export function probabilityAliveMap(input: FrequencyRecencyInput): Picture {
  const { grid, model, population, period, customers, unit = "weeks" } = input;
  const { silent, values } = middleOf(input);
  const last = values.length - 1;
  const finding = `After ${round3(silent)} silent ${unit}, P(alive) is ${share(values[0]!)} with ` +
    plural(grid.frequency[0]!, "repeat purchase") +
    (last > 0 ? ` and ${share(values[last]!)} with ${formatNumber(grid.frequency[last]!)}` : "");
  return {
    title: finding,
    subtitle:
      `P(alive), the probability that a customer may still buy, by frequency and recency, ` +
      `${modelWords(model)}, T = ${round3(grid.T)} ${unit}; ${population}, ${period}` +
      (customers ? "; dots: customers, by area" : ""),
    alt: `Map of P(alive): ${finding.charAt(0).toLowerCase()}${finding.slice(1)}. With a last ` +
      `purchase just now it is ${share(input.values[grid.recency.length - 1]!)} and ` +
      `${share(input.values[input.values.length - 1]!)}.`,
    data: gridRows(input, "probability_alive"),
    draw: (width) =>
      drawMap(input, width, "P(alive)", [0.1, 0.25, 0.5, 0.75, 0.9], (value) => percent(value)),
  };
}
