import * as Plot from "@observablehq/plot";
import { plural } from "perdura/core/mod.ts";
import { textWidth } from "./_labels.ts";
import { checkSome, largest } from "./_statistics.ts";
import { axisTicks, monthTicks, type TickWords } from "./_ticks.ts";
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
  /** The rows that the value is a mean of, for example orders: so much does the month count. */
  readonly weight: number;
}

/** What {@linkcode measureByMonth} draws. */
export interface MeasureByMonthInput extends Scope {
  /** The months that have rows; others are gaps. */
  readonly months: readonly MeasuredMonth[];
  /** What is measured, for example "share of orders followed by a repurchase". */
  readonly measure: string;
  /** The label of the axis, with the unit. */
  readonly axis: string;
  /** How a value is written. */
  readonly format: (value: number) => string;
  /** How a tick is written, with the decimals that tell it from the next. */
  readonly tick: TickWords;
}

/**
 * A measure month by month, with its interval as a band where it is known.
 *
 * All means are over rows. The title compares the first third of the rows with the last, and says
 * that the measure rose or fell only where the 95 % interval of the difference leaves out 0; that
 * comes from how much months of a third differ (or, of fewer than three, from their own intervals).
 *
 * @throws {InputError} where there are no months
 *
 * @example
 * ```ts
 * import { measureByMonth } from "perdura/plots/measure_by_month.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const month = (m: number, value: number) => (
 *   { month: new Date(Date.UTC(2024, m, 1)), value, weight: 10, lower: value - 0.1, upper: value + 0.1 }
 * );
 * const { title } = measureByMonth({
 *   months: [month(0, 1.2), month(1, 1.4), month(2, 1.8)],
 *   measure: "items per order",
 *   axis: "Items per order",
 *   format: (value) => value.toFixed(1),
 *   tick: (value, digits) => value.toFixed(digits),
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
  const name = capital(measure);
  const mean = meanOf(months);
  const { title, words } = changeOf(months, name, format);
  const drawn = withoutWideBands(months);
  const hasBand = drawn.some(({ upper }) => upper !== undefined);
  const top = 1.05 * largest(drawn.flatMap(({ value, upper = 0 }) => [value, upper])) || 1;
  const isCut = drawn.some(({ upper }, at) => upper !== months[at]!.upper);
  return {
    title,
    subtitle: `${name} by month, ${population}, ${period}; dashed: mean over all rows` +
      (hasBand ? "; band: 95\u00a0% interval" : "") +
      (isCut ? ", left out in months of few rows" : ""),
    alt: `${name} by month: ${format(mean)} over all ${plural(months.length, "month")}${words}.`,
    data: months.map(({ month, value, lower, upper, weight }) => ({
      month,
      value,
      lower: lower ?? null,
      upper: upper ?? null,
      weight,
    })),
    draw: (width) => draw(input, withGaps(drawn), { hasBand, mean, top, width }, axis),
  };
}

/** A month of the axis; without values where there are no rows. */
type DrawnMonth = Partial<MeasuredMonth> & Pick<MeasuredMonth, "month">;

function draw(
  { format, tick }: MeasureByMonthInput,
  months: readonly DrawnMonth[],
  { hasBand, mean, top, width }: {
    readonly hasBand: boolean;
    readonly mean: number;
    readonly top: number;
    readonly width: number;
  },
  label: string,
): Element {
  const narrow = isNarrow(width);
  const options = canvas(width);
  const named = `mean ${format(mean)}`;
  const isAlone = (at: number) =>
    months[at]!.value !== undefined && months[at - 1]?.value === undefined &&
    months[at + 1]?.value === undefined;
  const [first, last] = [months[0]!.month, months.at(-1)!.month];
  return Plot.plot({
    ...options,
    marginRight: Math.max(options.marginRight!, Math.ceil(textWidth(named)) + 8),
    height: narrow ? 260 : 300,
    x: {
      type: "utc",
      label: null,
      domain: months.length > 1 ? [first, last] : [first, new Date(first.getTime() + 86_400_000)],
      ticks: monthTicks(first, last, narrow ? 3 : 7),
      tickFormat: monthWords,
    },
    y: {
      label,
      grid: true,
      domain: [0, top],
      ...axisTicks(0, top, 5, tick),
    },
    marks: [
      hasBand
        ? Plot.areaY(months, {
          x: "month",
          y1: (month: DrawnMonth) => month.lower ?? NaN,
          y2: (month: DrawnMonth) => month.upper ?? NaN,
          fill: colour.accent,
          fillOpacity: 0.18,
        })
        : null,
      Plot.ruleY([mean], { stroke: colour.baseline, strokeDasharray: "5 3", strokeWidth: 1.5 }),
      Plot.lineY(months, {
        x: "month",
        y: (month: DrawnMonth) => month.value ?? NaN,
        stroke: colour.accent,
        strokeWidth: 2,
      }),
      // A line needs a neighbour to be seen.
      Plot.dot(months.filter((_, at) => isAlone(at)), {
        x: "month",
        y: "value",
        r: 3,
        fill: colour.accent,
      }),
      Plot.ruleY([0], { stroke: colour.ink }),
      Plot.text([named], {
        frameAnchor: "right",
        y: () => mean,
        textAnchor: "start",
        dx: 6,
        fill: colour.baseline,
      }),
    ],
  });
}

/** What became of the measure: the title, and the same with its interval for the alternative text. */
function changeOf(
  months: readonly MeasuredMonth[],
  name: string,
  format: MeasureByMonthInput["format"],
): { readonly title: string; readonly words: string } {
  const { early, late } = thirdsOf(months);
  if (late.length === 0) return { title: `${name}: ${format(meanOf(months))}`, words: "" };
  const [before, after] = [meanOf(early), meanOf(late)];
  const [low, high] = [format(before), format(after)];
  const [until, from] = [early.at(-1)!, late[0]!].map(({ month }) => monthWords(month));
  const reaches = [early, late].map(reachOf);
  const reach = Math.hypot(...reaches.map((one) => one ?? 0));
  const isKnown = reaches.every((one) => one !== undefined);
  const words = `, ${low} until ${until} and ${high} from ${from}` +
    (isKnown
      ? ` (95\u00a0% interval of the difference ${format(after - before - reach)} to ` +
        `${format(after - before + reach)})`
      : "");
  if (!isKnown) return { title: `${name}: ${low} until ${until}, ${high} from ${from}`, words };
  const isOpen = low === high || Math.abs(after - before) <= reach;
  return {
    title: isOpen
      ? `${name}: no clear change from ${format(meanOf(months))}`
      : `${name} ${after > before ? "rose" : "fell"} from ${low} (until ${until}) to ${high} ` +
        `(from ${from})`,
    words,
  };
}

/** The months that have about the first and the last third of the rows. */
function thirdsOf(
  months: readonly MeasuredMonth[],
): { readonly early: readonly MeasuredMonth[]; readonly late: readonly MeasuredMonth[] } {
  const third = weightOf(months) / 3;
  const countOf = (ordered: readonly MeasuredMonth[]) => {
    let weight = 0;
    return 1 + ordered.findIndex((month) => (weight += month.weight) >= third * (1 - 1e-9));
  };
  const early = Math.max(1, Math.min(countOf(months), months.length - 1));
  const late = Math.min(countOf(months.toReversed()), months.length - early);
  return { early: months.slice(0, early), late: months.slice(months.length - late) };
}

function weightOf(months: readonly MeasuredMonth[]): number {
  return months.reduce((sum, { weight }) => sum + weight, 0);
}

function meanOf(months: readonly MeasuredMonth[]): number {
  return months.reduce((sum, { value, weight }) => sum + value * weight, 0) /
    (weightOf(months) || 1);
}

/**
 * How far the 95 % interval of the mean over the rows of some months reaches: as the months, which are
 * the clusters of a sample, differ, and at least as their own intervals say; undefined for one or two
 * months without intervals.
 */
function reachOf(months: readonly MeasuredMonth[]): number | undefined {
  const n = months.length, mean = meanOf(months), weight = weightOf(months) || 1;
  const from = (squares: number[]) =>
    Math.sqrt(squares.reduce((sum, square) => sum + square, 0)) / weight;
  const between = n < 3
    ? undefined
    : Math.sqrt(n / (n - 1)) * from(months.map((one) => (one.weight * (one.value - mean)) ** 2));
  if (months.some(({ lower, upper }) => lower === undefined || upper === undefined)) {
    return between && between * (studentT[n - 1] ?? normal);
  }
  const own = from(
    months.map(({ lower, upper, weight }) => (weight * (upper! - lower!) / (2 * normal)) ** 2),
  );
  return normal * Math.max(own, between ?? 0);
}

/** Quantiles 0.975 of the normal distribution, and of Student's t by its degrees of freedom. */
const normal = 1.96;
const studentT = [
  ...[NaN, 12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23],
  ...[2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1, 2.09, 2.09],
];

/** Without intervals that are much wider than most: they say little, and would flatten all others. */
function withoutWideBands(months: readonly MeasuredMonth[]): MeasuredMonth[] {
  const widthOf = ({ lower = NaN, upper = NaN }: MeasuredMonth) => upper - lower;
  const known = months.filter((month) => widthOf(month) >= 0);
  const usual = meanOf(known.map((month) => ({ ...month, value: widthOf(month) })));
  return months.map((month) => {
    const { lower, upper, ...bare } = month;
    return widthOf(month) <= widest * usual ? { ...bare, lower: lower!, upper: upper! } : bare;
  });
}

/** How many times as wide as the mean over rows an interval may be to be drawn. */
const widest = 2.5;

/** The same with a month without a value for each that has no rows. */
function withGaps(months: readonly MeasuredMonth[]): DrawnMonth[] {
  const placeOf = ({ month }: MeasuredMonth) => 12 * month.getUTCFullYear() + month.getUTCMonth();
  const first = placeOf(months[0]!);
  return Array.from({ length: placeOf(months.at(-1)!) - first + 1 }, (_, k) => {
    const month = new Date(Date.UTC(2000, first + k - 12 * 2000, 1));
    return { ...months.find((one) => placeOf(one) === first + k), month };
  });
}
