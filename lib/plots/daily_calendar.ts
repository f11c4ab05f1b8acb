import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { heatScale, quantileThresholds } from "./_heat.ts";
import { svgElement, svgText } from "./_labels.ts";
import { ramp, rampHeight } from "./_ramp.ts";
import { checkSome, sorted } from "./_statistics.ts";
import { capital, countTick, dayWords, monthName, plural } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode dailyCalendar} draws. */
export interface DailyCalendarInput extends Scope {
  /** As `coverage` of `perdura/clean/mod.ts` finds it, or the parts of it named here. */
  readonly coverage: {
    /** Every day from the first to the last. */
    readonly days: readonly { readonly day: Date; readonly lines: number }[];
    /** Days of the week that never have a line, 1 for Monday to 7 for Sunday. */
    readonly closedWeekdays: readonly number[];
    readonly longestGap?: { readonly from: Date; readonly to: Date; readonly days: number };
  };
  /** How many years are drawn at most, the latest; default 6. */
  readonly latest?: number;
}

const oneDay = 86_400_000;
const weekdayNames = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
/** Columns that a year can touch. */
const weeks = 54;
/** Rows of a year: one for its name and months, seven for the days of the week, one empty. */
const rowsOfYear = 9;

/**
 * How many lines every day has, as a calendar: a row for each day of the week, a column for each
 * week, one block a year. Days without a line are empty cells.
 *
 * @throws {InputError} where there are no days
 *
 * @example
 * ```ts
 * import { dailyCalendar } from "perdura/plots/daily_calendar.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = dailyCalendar({
 *   coverage: {
 *     days: [5, 0, 7].map((lines, k) => ({ day: new Date(Date.UTC(2011, 11, 1 + k)), lines })),
 *     closedWeekdays: [],
 *     longestGap: { from: new Date("2011-12-02"), to: new Date("2011-12-02"), days: 1 },
 *   },
 *   population: "sales.csv",
 *   period: "2011",
 * });
 * assertEquals(title, "2 of 3 days have lines; the longest gap is 1 day, 2 Dec 2011");
 * ```
 */
export function dailyCalendar(input: DailyCalendarInput): Picture {
  const { coverage, latest = 6, population, period } = input;
  const { closedWeekdays, days, longestGap } = coverage;
  checkSome(days.length, "the calendar of lines", "days");
  const open = days.filter(({ lines }) => lines > 0);
  const counts = sorted(open.map(({ lines }) => lines));
  const all = [...new Set(days.map(({ day }) => day.getUTCFullYear()))];
  const years = all.slice(-latest);
  const part = all.length > latest ? `; the latest ${latest} of ${all.length} years` : "";
  const closed = closedWeekdays.map((number) => `${weekdayNames[number - 1]}s`);
  const never = closed.length === 0 ? "" : `, never on ${closed.join(", ")}`;
  const gap = longestGap === undefined
    ? ""
    : `the longest gap is ${plural(longestGap.days, "day")}, ${dayWords(longestGap.from)}` +
      (longestGap.days === 1 ? "" : ` to ${dayWords(longestGap.to)}`);
  const share = `${formatNumber(open.length)} of ${plural(days.length, "day")}`;
  const busiest = open.reduce((a, b) => b.lines > a.lines ? b : a);
  return {
    title: longestGap === undefined
      ? `Every one of the ${plural(days.length, "day")} has lines`
      : `${share} ${open.length === 1 ? "has" : "have"} lines; ${gap}`,
    subtitle: `Lines by day, ${population}, ${period}${never}` +
      `${longestGap === undefined ? "" : "; empty cells are days without a line"}${part}`,
    alt: `Calendar of ${plural(days.length, "day")}: ${share} have lines${never}` +
      `${gap === "" ? "" : `; ${gap}`}. The busiest day is ${dayWords(busiest.day)} with ` +
      `${plural(busiest.lines, "line")}.`,
    data: days.map(({ day, lines }) => ({ day, lines })),
    draw: (width) => draw(days, years, quantileThresholds(counts), width),
  };
}

function draw(
  days: DailyCalendarInput["coverage"]["days"],
  years: readonly number[],
  thresholds: readonly number[],
  width: number,
): Element {
  const narrow = isNarrow(width);
  const scale = heatScale(thresholds);
  const cells = days.filter(({ day }) => years.includes(day.getUTCFullYear()))
    .map(({ day, lines }) => ({
      column: weekOfYear(day),
      row: years.indexOf(day.getUTCFullYear()) * rowsOfYear + weekday(day),
      fill: lines > 0 ? scale.colours[scale.stepOf(lines)]! : "none",
    }));
  const rowHeight = narrow ? 10 : 12;
  const rows = years.length * rowsOfYear - 1;
  const marginLeft = 44;
  return Plot.plot({
    ...canvas(width),
    marginLeft,
    marginRight: 8,
    marginTop: rampHeight + 12,
    marginBottom: 8,
    height: rampHeight + 20 + (rows + 1) * rowHeight,
    x: { domain: [0, weeks], axis: null },
    y: { domain: [rows, -1], axis: null },
    marks: [
      Plot.rect(cells, {
        x1: "column",
        x2: ({ column }) => column + 1,
        y1: "row",
        y2: ({ row }) => row + 1,
        fill: "fill",
        stroke: ({ fill }) => fill === "none" ? colour.line : "none",
        strokeWidth: 0.75,
        inset: narrow ? 0.25 : 0.75,
      }),
      names(years, rowHeight, narrow),
      ramp("Lines a day", thresholds, countTick, scale.colours, 10),
    ],
  });
}

/** The year, its months and some days of the week beside each block. */
function names(years: readonly number[], rowHeight: number, narrow: boolean): Plot.RenderFunction {
  return (_index, scales, _values, { marginLeft }) => {
    const group = svgElement("g", {});
    const end = { dy: "0.32em", "text-anchor": "end", "font-size": 11, x: marginLeft - 6 };
    years.forEach((year, at) => {
      const top = scales.y!(at * rowsOfYear) as number;
      group.append(
        svgText(String(year), { ...end, y: top - 9, fill: colour.ink, "font-weight": "bold" }),
      );
      for (const row of [0, 2, 4, 6]) {
        const y = top + (row + 0.5) * rowHeight;
        group.append(
          svgText(capital(weekdayNames[row]!.slice(0, 3)), { ...end, y, fill: colour.muted }),
        );
      }
      for (let month = 0; month < 12; month += narrow ? 2 : 1) {
        const first = new Date(Date.UTC(year, month, 1));
        const x = scales.x!(weekOfYear(first)) as number;
        group.append(svgText(monthName(first), {
          x,
          y: top - 9,
          dy: "0.32em",
          "font-size": 11,
          fill: colour.muted,
        }));
      }
    });
    return group;
  };
}

/** 0 for Monday to 6 for Sunday. */
function weekday(day: Date): number {
  return (day.getUTCDay() + 6) % 7;
}

/** Which column of its year's block a day stands in; weeks begin on Monday. */
function weekOfYear(day: Date): number {
  const first = new Date(Date.UTC(day.getUTCFullYear(), 0, 1));
  const dayOfYear = Math.floor((day.getTime() - first.getTime()) / oneDay);
  return Math.floor((dayOfYear + weekday(first)) / 7);
}
