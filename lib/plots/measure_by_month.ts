import * as Plot from "@observablehq/plot";
import { checkSome } from "./_statistics.ts";
import { capital, monthWords } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** A measure in one month. */
export interface MeasuredMonth {
  /** Any day of the month, in universal time. */
  readonly month: Date;
  readonly value: number;
  /** Its 95 % interval, where it is known. */
  readonly lower?: number;
  readonly upper?: number;
  /** How much the month counts in a mean over months, for example its orders. */
  readonly weight: number;
}

/** What {@linkcode measureByMonth} draws. */
export interface MeasureByMonthInput extends Scope {
  readonly months: readonly MeasuredMonth[];
  /** What is measured, for example "share of orders followed by a repurchase". */
  readonly measure: string;
  /** The label of the axis, with the unit. */
  readonly axis: string;
  /** How a value is written. */
  readonly format: (value: number) => string;
}

/**
 * A measure month by month, with its interval as a band where it is known.
 *
 * The title compares the first third of the months with the last, and says so where the intervals
 * leave open whether they differ.
 *
 * @throws {InputError} where there are no months
 *
 * @example
 * ```ts
 * import { measureByMonth } from "perdura/plots/measure_by_month.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const month = (m: number, value: number) =>
 *   ({ month: new Date(Date.UTC(2024, m, 1)), value, weight: 10 });
 * const { title } = measureByMonth({
 *   months: [month(0, 1.2), month(1, 1.4), month(2, 1.8)],
 *   measure: "items per order",
 *   axis: "Items per order",
 *   format: (value) => value.toFixed(1),
 *   population: "30 orders",
 *   period: "2024",
 * });
 * assertEquals(title, "Items per order rose from 1.2 (until Jan 2024) to 1.8 (from Mar 2024)");
 * ```
 */
export function measureByMonth(input: MeasureByMonthInput): Picture {
  const { axis, format, measure, population, period } = input;
  checkSome(input.months.length, measure, "months");
  const months = input.months.toSorted((a, b) => a.month.getTime() - b.month.getTime());
  const third = Math.max(1, Math.floor(months.length / 3));
  const [early, late] = [months.slice(0, third), months.slice(-third)];
  const [before, after] = [meanOf(early), meanOf(late)];
  const [low, high] = [format(before), format(after)];
  const reach = 1.96 * Math.hypot(standardErrorOf(early), standardErrorOf(late));
  const isSteady = low === high ||
    Math.abs(after - before) < Math.max(reach, 0.05 * Math.abs(before));
  const name = capital(measure);
  const hasBand = months.some(({ lower, upper }) => lower !== undefined && upper !== undefined);
  return {
    title: isSteady
      ? `${name} stays near ${format(meanOf(months))}`
      : `${name} ${after > before ? "rose" : "fell"} from ${low} (until ` +
        `${monthWords(early.at(-1)!.month)}) to ${high} (from ${monthWords(late[0]!.month)})`,
    subtitle: `${name} by month, ${population}, ${period}` +
      (hasBand ? "; band: 95\u00a0% interval" : ""),
    alt: `${name} by month: ${format(meanOf(months))} over all ${months.length} months, ${low} ` +
      `until ${monthWords(early.at(-1)!.month)} and ${high} from ${monthWords(late[0]!.month)}.`,
    data: months.map(({ month, value, lower, upper, weight }) => ({
      month,
      value,
      lower: lower ?? null,
      upper: upper ?? null,
      weight,
    })),
    draw: (width) => {
      const mean = meanOf(months);
      return Plot.plot({
        ...canvas(width),
        height: isNarrow(width) ? 260 : 300,
        x: { type: "utc", label: null, ticks: isNarrow(width) ? 4 : 8 },
        y: { label: axis, grid: true, ticks: 5, tickFormat: format, zero: true },
        marks: [
          hasBand
            ? Plot.areaY(months, {
              x: "month",
              y1: "lower",
              y2: "upper",
              fill: colour.accent,
              fillOpacity: 0.18,
            })
            : null,
          Plot.ruleY([mean], {
            stroke: colour.baseline,
            strokeDasharray: "5 3",
            strokeWidth: 1.5,
          }),
          Plot.lineY(months, { x: "month", y: "value", stroke: colour.accent, strokeWidth: 2 }),
          Plot.ruleY([0], { stroke: colour.ink }),
          Plot.text([`mean ${format(mean)}`], {
            x: () => months[0]!.month,
            y: () => mean,
            textAnchor: "start",
            lineAnchor: "bottom",
            dy: -4,
            fill: colour.baseline,
            stroke: colour.paper,
            strokeWidth: 3,
          }),
        ],
      });
    },
  };
}

function meanOf(months: readonly MeasuredMonth[]): number {
  const weight = months.reduce((sum, month) => sum + month.weight, 0);
  return months.reduce((sum, { value, weight }) => sum + value * weight, 0) / (weight || 1);
}

/** Of the mean over months, from the widths of their intervals; 0 where these are not known. */
function standardErrorOf(months: readonly MeasuredMonth[]): number {
  const weight = months.reduce((sum, month) => sum + month.weight, 0);
  const variance = months.reduce(
    (sum, { lower = 0, upper = 0, weight }) => sum + (weight * (upper - lower) / 3.92) ** 2,
    0,
  );
  return Math.sqrt(variance) / (weight || 1);
}
