import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import { heatScale, inkOn } from "./_heat.ts";
import { svgElement, svgText, textWidth } from "./_labels.ts";
import { ramp, rampHeight } from "./_ramp.ts";
import { checkSome } from "./_statistics.ts";
import { monthWords } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** A cohort in one of its months, as `cohorts` of `perdura/features/mod.ts` has it. */
export interface CohortMonth {
  /** First day of the month of the first purchase. */
  readonly cohort: Date;
  /** Months since then, 0 for the month itself. */
  readonly month_offset: number;
  /** Size of the cohort. */
  readonly customers: number;
  /** Customers of the cohort who bought in the month. */
  readonly active_customers: number;
  /** Money spent by the cohort in the month. */
  readonly revenue: number;
  /** The observation ends before the month does. */
  readonly is_partial: boolean;
}

/** What both maps of cohorts draw. */
export interface CohortsInput extends Scope {
  /** Every cohort in every month from its first on, in any order. */
  readonly rows: readonly CohortMonth[];
  /** How many cohorts are drawn at most, the latest; default 36. */
  readonly latest?: number;
}

/** The cohorts that are drawn, in order, and how many there are in all. */
export function drawnCohorts(input: CohortsInput): { rows: CohortMonth[]; note: string } {
  const { latest = 36 } = input;
  checkSome(input.rows.length, "a map of cohorts", "cohorts");
  const names = [...new Set(input.rows.map(({ cohort }) => cohort.getTime()))].sort((a, b) =>
    a - b
  );
  const drawn = new Set(names.slice(-latest));
  return {
    rows: input.rows.filter(({ cohort }) => drawn.has(cohort.getTime())).toSorted((a, b) =>
      a.cohort.getTime() - b.cohort.getTime() || a.month_offset - b.month_offset
    ),
    note: names.length > latest
      ? `; the latest ${formatNumber(latest)} of ${formatNumber(names.length)} cohorts`
      : "",
  };
}

/**
 * Customers and a sum of theirs in month `offset`, over the cohorts of which the whole month is
 * seen.
 */
export function atOffset(
  rows: readonly CohortMonth[],
  offset: number,
  of: (row: CohortMonth) => number,
): { readonly cohorts: number; readonly mean: number } {
  const seen = rows.filter((row) => row.month_offset === offset && !row.is_partial);
  const customers = seen.reduce((sum, row) => sum + row.customers, 0);
  return {
    cohorts: seen.length,
    mean: seen.reduce((sum, row) => sum + of(row), 0) / customers,
  };
}

/** The latest month that at least three cohorts have seen whole: 12, 6, 3 or what there is. */
export function laterOffset(rows: readonly CohortMonth[]): number | undefined {
  return [12, 6, 3, 2].find((offset) => atOffset(rows, offset, () => 0).cohorts >= 3);
}

/** How the cells of a map are read. */
export interface CohortMapLook {
  readonly valueOf: (row: CohortMonth) => number;
  readonly thresholds: readonly number[];
  /** What the colours measure, with its unit. */
  readonly label: string;
  readonly format: (threshold: number) => string;
  /** What stands in a cell where there is room. */
  readonly cell: (value: number) => string;
}

const widestColumn = 64;

/** Draws cohorts as rows, their months from 1 on as columns; months not yet over are small. */
export function drawCohortMap(
  rows: readonly CohortMonth[],
  width: number,
  { valueOf, thresholds, label, format, cell }: CohortMapLook,
): Element {
  const narrow = isNarrow(width);
  const scale = heatScale(thresholds);
  const cells = rows.filter(({ month_offset }) => month_offset > 0).map((row) => {
    const value = valueOf(row);
    const fill = scale.colours[scale.stepOf(value)]!;
    return { ...row, row: monthWords(row.cohort), value, fill, text: cell(value) };
  });
  const first = rows.filter(({ month_offset }) => month_offset === 0);
  const names = first.map(({ cohort }) => monthWords(cohort));
  const last = cells.reduce((most, { month_offset }) => Math.max(most, month_offset), 1);
  const rowHeight = narrow ? 15 : 20;
  const marginLeft = narrow ? 68 : 124;
  const top = rampHeight + 48;
  const columnWidth = Math.min(widestColumn, (width - marginLeft - 12) / last);
  const hasRoom = columnWidth >= 18 &&
    cells.every(({ text, is_partial }) => is_partial || textWidth(text, 11) <= columnWidth - 1);
  const every = Math.max(1, Math.ceil(22 / columnWidth));
  const ticks = Array.from({ length: last }, (_, k) => k + 1)
    .filter((offset) => every === 1 || offset % (every <= 2 ? 2 : 3) === 0);
  const half = (row: CohortMonth) => row.is_partial ? 0.24 : 0.5;
  return Plot.plot({
    ...canvas(width),
    marginLeft,
    marginRight: width - marginLeft - last * columnWidth,
    marginTop: top,
    marginBottom: 12,
    height: top + names.length * rowHeight + 12,
    x: { domain: [0.5, last + 0.5], axis: null },
    y: { domain: [names.length - 0.5, -0.5], axis: null },
    marks: [
      Plot.axisX(ticks, { anchor: "top", label: null, tickSize: 3, tickFormat: String }),
      Plot.rect(cells, {
        x1: (row) => row.month_offset - half(row),
        x2: (row) => row.month_offset + half(row),
        y1: (row) => names.indexOf(row.row) - half(row),
        y2: (row) => names.indexOf(row.row) + half(row),
        fill: ({ fill }) => fill,
        // The palest colour would vanish on paper where no neighbour holds it.
        stroke: ({ is_partial }) => is_partial ? colour.context : "none",
        strokeWidth: 0.75,
        inset: 0.5,
      }),
      ...(hasRoom
        ? [Plot.text(cells.filter(({ is_partial }) => !is_partial), {
          x: "month_offset",
          y: ({ row }) => names.indexOf(row),
          text: "text",
          fontSize: 11,
          fill: ({ fill }) => inkOn(fill),
        })]
        : []),
      rowNames(first, narrow),
      ramp(label, thresholds, format, scale.colours, 10),
    ],
  });
}

/** Name and, where there is room, size of each cohort in the left margin. */
function rowNames(first: readonly CohortMonth[], narrow: boolean): Plot.RenderFunction {
  return (_index, scales, _values, { marginLeft, marginTop }) => {
    const group = svgElement("g", {});
    const end = { dy: "0.32em", "text-anchor": "end", "font-size": 11 };
    if (!narrow) {
      group.append(
        svgText("n", { ...end, x: marginLeft - 8, y: marginTop - 10, fill: colour.muted }),
      );
    }
    group.append(
      svgText("Months since the first purchase →", {
        x: marginLeft,
        y: marginTop - 28,
        fill: colour.ink,
      }),
    );
    first.forEach(({ cohort, customers }, k) => {
      const y = scales.y!(k) as number;
      const x = marginLeft - (narrow ? 8 : 56);
      group.append(svgText(monthWords(cohort), { ...end, x, y, fill: colour.ink }));
      if (narrow) return;
      const n = formatNumber(customers);
      group.append(svgText(n, { ...end, x: marginLeft - 8, y, fill: colour.muted }));
    });
    return group;
  };
}
