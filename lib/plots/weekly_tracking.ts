import { formatNumber } from "perdura/core/mod.ts";
import { drawTracking, trackedLines, trackedRows, type TrackingInput } from "./_tracking.ts";
import { capital, round3 } from "./_words.ts";
import type { Picture } from "./picture.ts";

/**
 * Repeat purchases of the whole base in each week: what happened, what each model expects, and what
 * the naive rule expects from the end of calibration on.
 *
 * @throws {InputError} where there are no models, no periods, or none after calibration
 *
 * @example
 * ```ts
 * import { weeklyTracking } from "perdura/plots/weekly_tracking.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = weeklyTracking({
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
 *   "In the holdout customers bought 10 times a week; BG/NBD expected 8, the rule “same rate” 6",
 * );
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), figure 2.
 */
export function weeklyTracking(input: TrackingInput): Picture {
  const { calibrationEnd, population, period, periodName = "week" } = input;
  const lines = trackedLines(input, "incremental");
  const { actual, models, baseline, holdoutPeriods, calibrationPeriods } = lines;
  const perPeriod = (inHoldout: number) => round3(inHoldout / holdoutPeriods);
  const inHoldout = actual.values.slice(calibrationPeriods);
  const said = (all: typeof models) =>
    [
      ...all.map(({ name, inHoldout }) => `${name} expected ${perPeriod(inHoldout)}`),
      `the rule “${baseline.name}” ${perPeriod(baseline.inHoldout)}`,
    ].join(", ");
  return {
    title: `In the holdout customers bought ${perPeriod(actual.inHoldout)} times a ` +
      `${periodName}; ${said(models.slice(0, 1))}`,
    subtitle: `Repeat purchases in each ${periodName}, ${population}, ${period}; the models saw ` +
      `the purchases before the dotted line`,
    alt: `In ${formatNumber(holdoutPeriods)} ${periodName}s of holdout customers bought ` +
      `${perPeriod(actual.inHoldout)} times a ${periodName} on average, between ` +
      `${formatNumber(inHoldout.reduce((a, b) => Math.min(a, b)))} and ` +
      `${formatNumber(inHoldout.reduce((a, b) => Math.max(a, b)))}; ${said(models)}.`,
    data: trackedRows(lines, periodName),
    draw: (width) =>
      drawTracking(lines, width, {
        x: `${capital(periodName)}s since the first customer came`,
        y: `Repeat purchases per ${periodName}`,
      }, calibrationEnd),
  };
}
