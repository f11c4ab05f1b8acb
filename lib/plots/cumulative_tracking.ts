import { formatNumber } from "perdura/core/mod.ts";
import {
  comparedWith,
  drawTracking,
  trackedLines,
  trackedRows,
  type TrackingInput,
} from "./_tracking.ts";
import { capital } from "./_words.ts";
import type { Picture } from "./picture.ts";

/**
 * Repeat purchases of the whole base up to each week: what happened, what each model expects, and
 * what the naive rule expects from the end of calibration on.
 *
 * The title judges the first model on the holdout alone, since it has seen the calibration period.
 *
 * @throws {InputError} where there are no models, no periods, or none after calibration
 *
 * @example
 * ```ts
 * import { cumulativeTracking } from "perdura/plots/cumulative_tracking.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = cumulativeTracking({
 *   tracking: {
 *     end: [1, 2, 3],
 *     actual: { incremental: [5, 5, 10], cumulative: [5, 10, 20] },
 *     expected: { "bg-nbd": { incremental: [4, 5, 8], cumulative: [4, 9, 17] } },
 *   },
 *   calibrationEnd: 2,
 *   baseline: { name: "same rate", perPeriod: 6 },
 *   population: "40 customers",
 *   period: "three weeks",
 * });
 * assertEquals(
 *   title,
 *   "BG/NBD expected 8 repeat purchases in the holdout, 20\u00a0% fewer than happened",
 * );
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), figure 3.
 */
export function cumulativeTracking(input: TrackingInput): Picture {
  const { calibrationEnd, population, period, periodName = "week" } = input;
  const lines = trackedLines(input, "cumulative");
  const { actual, models, baseline, end } = lines;
  const first = models[0]!;
  const last = (values: Float64Array) => formatNumber(values.at(-1)!);
  const others = [...models, baseline].map(({ name, values, inHoldout }) =>
    `${name} expects ${last(values)}, in the holdout ${formatNumber(inHoldout)} ` +
    `(${comparedWith(inHoldout, actual.inHoldout)})`
  );
  return {
    title: `${first.name} expected ${formatNumber(first.inHoldout)} repeat purchases in the ` +
      `holdout, ${comparedWith(first.inHoldout, actual.inHoldout)}`,
    subtitle: `Repeat purchases up to the end of each ${periodName}, ${population}, ${period}; ` +
      `the models saw the purchases before the dotted line`,
    alt: `By ${periodName} ${formatNumber(end.at(-1)!)} customers made ${last(actual.values)} ` +
      `repeat purchases, ${formatNumber(actual.inHoldout)} of them in the holdout. ` +
      `${others.join("; ")}.`,
    data: trackedRows(lines, periodName),
    draw: (width) =>
      drawTracking(lines, width, {
        x: `${capital(periodName)}s since the first customer came`,
        y: "Repeat purchases so far",
      }, calibrationEnd),
  };
}
