import * as Plot from "@observablehq/plot";
import { endLabelMargin, endLabels } from "./_labels.ts";
import { actualLook, baselineLook, type LineLook, modelLook } from "./_series.ts";
import { checkSome } from "./_statistics.ts";
import { wholeTick } from "./_ticks.ts";
import { modelWords, share } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Numbers, Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** Purchases period by period, and up to the end of each period. */
export interface Counts {
  readonly incremental: Numbers;
  readonly cumulative: Numbers;
}

/** What {@linkcode cumulativeTracking} and {@linkcode weeklyTracking} draw. */
export interface TrackingInput extends Scope {
  /** From `trackPurchases` of `perdura/clv/mod.ts`. */
  readonly tracking: {
    /** Time at which each of n periods ends. */
    readonly end: Numbers;
    /** What happened. */
    readonly actual: Counts;
    /** What each model expects, by its name; the first is the one that the figure is about. */
    readonly expected: Readonly<Record<string, Counts>>;
  };
  /** When calibration ends and the holdout begins, in the unit of `end`. */
  readonly calibrationEnd: number;
  /** When observation ends, in the unit of `end`: a period that ends later is not drawn. */
  readonly observationEnd?: number;
  /** What a naive rule expects in each period of the holdout. */
  readonly baseline: { readonly name: string; readonly perPeriod: number };
  /** What a period is called; "week" by default. */
  readonly periodName?: string;
}

interface Line {
  readonly name: string;
  readonly look: LineLook;
  /** One value per period; NaN where there is none. */
  readonly values: Float64Array;
  /** Purchases in the holdout. */
  readonly inHoldout: number;
}

/** The lines of a figure of tracking: what happened first, then models, the baseline last. */
export interface TrackedLines {
  readonly end: Float64Array;
  readonly actual: Line;
  readonly models: readonly Line[];
  readonly baseline: Line;
  /** Number of periods of calibration and of holdout. */
  readonly calibrationPeriods: number;
  readonly holdoutPeriods: number;
}

export function trackedLines(input: TrackingInput, kind: keyof Counts): TrackedLines {
  const { tracking, calibrationEnd, baseline, observationEnd = Infinity } = input;
  const names = Object.keys(tracking.expected);
  checkSome(tracking.end.length, "the tracking of purchases", "periods");
  checkSome(names.length, "the tracking of purchases", "models");
  // The sum of days in sevenths of a week may miss a whole week by a rounding.
  const end = Float64Array.from(tracking.end).filter((time) => time <= observationEnd + 1e-9);
  checkSome(end.length, "the tracking of purchases", "whole periods");
  const length = end.length > 1 ? end[1]! - end[0]! : end[0]!;
  const calibrationPeriods = end.filter((time) => time <= calibrationEnd + length / 2).length;
  const holdoutPeriods = end.length - calibrationPeriods;
  checkSome(holdoutPeriods, "the tracking of purchases", "periods after calibration");
  const line = (name: string, look: LineLook, counts: Counts): Line => ({
    name,
    look,
    values: Float64Array.from(counts[kind]).slice(0, end.length),
    inHoldout: counts.cumulative[end.length - 1]! -
      (counts.cumulative[calibrationPeriods - 1] ?? 0),
  });
  const before = tracking.actual.cumulative[calibrationPeriods - 1] ?? 0;
  return {
    end,
    actual: line(
      "actual",
      kind === "cumulative" ? actualLook : { ...actualLook, strokeWidth: 1.25 },
      tracking.actual,
    ),
    models: names.map((name, place) =>
      line(modelWords(name), modelLook(place), tracking.expected[name]!)
    ),
    baseline: {
      name: baseline.name,
      look: baselineLook,
      values: end.map((_, k) => {
        const periods = k + 1 - calibrationPeriods;
        if (kind === "incremental") return periods > 0 ? baseline.perPeriod : NaN;
        return periods >= 0 ? before + baseline.perPeriod * periods : NaN;
      }),
      inHoldout: baseline.perPeriod * holdoutPeriods,
    },
    calibrationPeriods,
    holdoutPeriods,
  };
}

/** How much more or less than happened a line says: "7 % fewer than happened". */
export function comparedWith(value: number, actual: number): string {
  const difference = actual === 0 ? NaN : value / actual - 1;
  if (Number.isNaN(difference)) return "where none happened";
  if (Math.abs(difference) < 0.0005) return "as many as happened";
  return `${share(Math.abs(difference))} ${difference < 0 ? "fewer" : "more"} than happened`;
}

/** The rows behind the figure, one per period. */
export function trackedRows(lines: TrackedLines, unit: string): Record<string, unknown>[] {
  const rounded = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? null : Number(value.toFixed(3));
  return Array.from(lines.end, (end, k) => ({
    [`end_${unit}`]: Number(end.toFixed(3)),
    part: k < lines.calibrationPeriods ? "calibration" : "holdout",
    actual: rounded(lines.actual.values[k]),
    ...Object.fromEntries(
      [...lines.models, lines.baseline].map(({ name, values }) => [name, rounded(values[k])]),
    ),
  }));
}

/** Draws the lines, the boundary between calibration and holdout, and the names. */
export function drawTracking(
  lines: TrackedLines,
  width: number,
  labels: { readonly x: string; readonly y: string },
  calibrationEnd: number,
): Element {
  const { actual, models, baseline, end } = lines;
  const drawn = [baseline, ...models.toReversed(), actual];
  const points = ({ values }: Line) =>
    Array.from(end, (time, k) => ({ time, value: values[k]! }))
      .filter(({ value }) => Number.isFinite(value));
  const narrow = isNarrow(width);
  return Plot.plot({
    ...canvas(width),
    marginRight: endLabelMargin(drawn.map(({ name }) => name)) - 4,
    x: { label: labels.x, ticks: narrow ? 4 : 8, domain: [0, end.at(-1)!] },
    y: {
      label: labels.y,
      grid: true,
      zero: true,
      ticks: 6,
      tickFormat: wholeTick,
    },
    marks: [
      Plot.ruleY([0], { stroke: colour.ink }),
      Plot.ruleX([calibrationEnd], { stroke: colour.muted, strokeDasharray: "2 3" }),
      ...(["calibration", "holdout"] as const).map((part) =>
        Plot.text([part], {
          x: calibrationEnd,
          frameAnchor: "bottom",
          textAnchor: part === "calibration" ? "end" : "start",
          dx: part === "calibration" ? -6 : 6,
          dy: -6,
          fill: colour.muted,
        })
      ),
      ...drawn.map((line) => Plot.line(points(line), { x: "time", y: "value", ...line.look })),
      endLabels(drawn.map((line) => {
        const { time: x, value: y } = points(line).at(-1)!;
        return { x, y, text: line.name, colour: line.look.stroke };
      })),
    ],
  });
}
