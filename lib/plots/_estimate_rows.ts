import * as Plot from "@observablehq/plot";
import { textWidth } from "./_labels.ts";
import { largest } from "./_statistics.ts";
import { type EvenTicks, evenTicks, type TickWords } from "./_ticks.ts";
import { canvas, isNarrow } from "./canvas.ts";
import { colour } from "./theme.ts";

/** One row: a name, a bar from 0 or a dot, a whisker where an interval is known, and the value. */
export interface EstimateRow {
  readonly name: string;
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** The value as text. */
  readonly label: string;
  readonly fill: string;
}

/** What the rows share. */
export interface EstimateAxis {
  readonly label: string;
  /** How a tick is written, with the decimals that tell it from the next. */
  readonly tick: TickWords;
  readonly mark: "bar" | "dot";
  /** Values that rows are held against, as dashed lines named at the top. */
  readonly references?: readonly { readonly value: number; readonly text: string }[];
}

const wideRow = 28;
const narrowRow = 44;
const referenceRow = 16;

/**
 * Rows in the order given, each with its name and its value: names to the left and values to the
 * right on wide screens, both above the mark on narrow ones.
 */
export function drawEstimateRows(
  rows: readonly EstimateRow[],
  width: number,
  { label, tick, mark, references = [] }: EstimateAxis,
): Element {
  const narrow = isNarrow(width);
  const options = canvas(width);
  const most = (texts: readonly string[]) =>
    texts.reduce((wide, text) => Math.max(wide, textWidth(text)), 0);
  const marginLeft = narrow ? 16 : Math.ceil(most(rows.map(({ name }) => name))) + 16;
  const marginRight = narrow ? 24 : Math.ceil(most(rows.map(({ label }) => label))) + 20;
  const marginTop = 10 + referenceRow * references.length;
  const domain = domainOf(rows, references.map(({ value }) => value), mark);
  const ticks = ticksOf(domain, width - marginLeft - marginRight, tick);
  const place = (row: EstimateRow) => row.name;
  const dy = narrow ? 8 : 0;
  const whiskers = rows.filter(({ low, high }) => low !== undefined && high !== undefined);
  const isLeft = (value: number) => value < domain[0] + (domain[1] - domain[0]) / 2;
  return Plot.plot({
    ...options,
    marginTop,
    marginLeft,
    marginRight,
    height: marginTop + rows.length * (narrow ? narrowRow : wideRow) + options.marginBottom!,
    x: {
      label,
      domain,
      ticks: ticks.values,
      tickFormat: (value: number) => tick(value, ticks.digits),
      grid: true,
    },
    y: { axis: null, type: "band", domain: rows.map(({ name }) => name), padding: 0 },
    marks: [
      ...(domain[0] <= 0 && domain[1] >= 0 ? [Plot.ruleX([0], { stroke: colour.ink })] : []),
      ...references.map(({ value }) =>
        Plot.ruleX([value], {
          stroke: colour.baseline,
          strokeDasharray: "5 3",
          strokeWidth: 1.5,
        })
      ),
      ...references.map(({ value, text }, k) =>
        Plot.text([text], {
          x: () => value,
          frameAnchor: "top",
          lineAnchor: "bottom",
          textAnchor: isLeft(value) ? "start" : "end",
          dx: isLeft(value) ? -2 : 2,
          dy: -2 - referenceRow * k,
          fill: colour.baseline,
        })
      ),
      mark === "bar"
        ? Plot.barX(rows, {
          y: place,
          x1: () => 0,
          x2: "value",
          fill: "fill",
          insetTop: narrow ? 20 : 5,
          insetBottom: narrow ? 4 : 5,
        })
        : null,
      Plot.link(whiskers, {
        y: place,
        x1: "low",
        x2: "high",
        stroke: mark === "bar" ? colour.ink : "fill",
        strokeWidth: mark === "bar" ? 1.25 : 2,
        dy,
      }),
      mark === "dot"
        ? Plot.dot(rows, { y: place, x: "value", r: 5, fill: "fill", stroke: colour.paper, dy })
        : null,
      Plot.text(rows, {
        y: place,
        text: "name",
        frameAnchor: "left",
        textAnchor: narrow ? "start" : "end",
        dx: narrow ? -12 : -10,
        dy: narrow ? -11 : 0,
        fill: colour.ink,
        ...paperBehind,
      }),
      Plot.text(rows, {
        y: place,
        text: "label",
        frameAnchor: "right",
        textAnchor: narrow ? "end" : "start",
        dx: narrow ? 16 : 10,
        dy: narrow ? -11 : 0,
        fill: colour.ink,
        ...paperBehind,
      }),
    ],
  });
}

/** As many ticks, six at most, as their own letters leave room for. */
function ticksOf(
  [low, high]: readonly [number, number],
  width: number,
  tick: EstimateAxis["tick"],
): EvenTicks {
  for (let most = 6; most > 1; most--) {
    const ticks = evenTicks(low, high, most);
    const widest = largest(ticks.values.map((value) => textWidth(tick(value, ticks.digits))));
    if (1.8 * widest * ticks.values.length <= width) return ticks;
  }
  return evenTicks(low, high, 1);
}

/** Letters stay readable over lines of the grid. */
const paperBehind = { stroke: colour.paper, strokeWidth: 3 };

function domainOf(
  rows: readonly EstimateRow[],
  references: readonly number[],
  mark: EstimateAxis["mark"],
): [low: number, high: number] {
  const all = [
    ...rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
    ...references,
    ...(mark === "bar" ? [0] : []),
  ].filter(Number.isFinite);
  const low = all.reduce((least, value) => Math.min(least, value), Infinity);
  const high = all.reduce((most, value) => Math.max(most, value), -Infinity);
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  // Bars end at 0; dots need room around them.
  return [
    mark === "bar" && low === 0 ? 0 : low - room,
    mark === "bar" && high === 0 ? 0 : high + room,
  ];
}
