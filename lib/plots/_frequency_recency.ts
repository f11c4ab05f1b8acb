import * as Plot from "@observablehq/plot";
import { type HeatScale, heatScale } from "./_heat.ts";
import { ramp, rampHeight } from "./_ramp.ts";
import { checkSome } from "./_statistics.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { FrequencyRecencyGrid } from "./frequency_recency_grid.ts";
import type { Numbers, Scope } from "./scope.ts";
import { shades } from "./theme.ts";

/** What both maps over frequency and recency draw. */
export interface FrequencyRecencyInput extends Scope {
  /** From {@linkcode frequencyRecencyGrid}. */
  readonly grid: FrequencyRecencyGrid;
  /** What a model says of `grid.summary`, one value per row. */
  readonly values: Numbers;
  /** The model's name. */
  readonly model: string;
  /** Real customers, drawn as dots whose area is their number. */
  readonly customers?: { readonly frequency: Numbers; readonly recency: Numbers };
  /** The unit of time, in the plural; "weeks" by default. */
  readonly unit?: string;
}

/** A column of the map half way, where the effect of frequency shows. */
export interface Middle {
  readonly recency: number;
  /** T − recency. */
  readonly silent: number;
  /** One value per frequency. */
  readonly values: readonly number[];
}

export function middleOf({ grid, values }: FrequencyRecencyInput): Middle {
  checkSome(values.length, "the map of frequency and recency", "values");
  const { recency, frequency, T } = grid;
  const column = Math.max(0, Math.round(recency.length / 2) - 1);
  return {
    recency: recency[column]!,
    silent: T - recency[column]!,
    values: Array.from(frequency, (_, row) => values[row * recency.length + column]!),
  };
}

/** The rows behind a map, one per combination. */
export function gridRows(
  { grid, values }: FrequencyRecencyInput,
  name: string,
): Record<string, number>[] {
  const { frequency, recency } = grid.summary;
  return Array.from(values, (value, row) => ({
    frequency: frequency[row]!,
    recency: Number(recency[row]!.toFixed(3)),
    [name]: Number(value.toPrecision(6)),
  }));
}

export function drawMap(
  input: FrequencyRecencyInput,
  width: number,
  label: string,
  thresholds: readonly number[],
  format: (value: number) => string,
): Element {
  const { grid, customers, unit = "weeks" } = input;
  const scale = heatScale(thresholds);
  const options = canvas(width);
  const highest = grid.frequency.at(-1)!;
  return Plot.plot({
    ...options,
    marginTop: options.marginTop! + rampHeight,
    height: options.height! + rampHeight,
    x: {
      label: `Recency: age at the last purchase (${unit})`,
      domain: [0, grid.T],
      ticks: isNarrow(width) ? 4 : 8,
    },
    y: {
      label: "Frequency: repeat purchases",
      domain: [grid.frequency[0]! - 0.5, highest + 0.5],
      tickFormat: (value: number) => Number.isInteger(value) ? `${value}` : "",
      ticks: Math.min(highest, 8),
    },
    marks: [
      Plot.rect(stripes(input, scale), {
        x1: "from",
        x2: "to",
        y1: "low",
        y2: "high",
        fill: ({ step }) => scale.colours[step]!,
        shapeRendering: "crispEdges",
      }),
      Plot.dot(customers ? dots(customers, grid) : [], {
        x: "recency",
        y: "frequency",
        r: "count",
        // Fixed, as the colours of the map are.
        fill: shades.ink.light,
        fillOpacity: 0.75,
        stroke: shades.paper.light,
        strokeWidth: 1,
      }),
      ramp(label, thresholds, format, scale.colours),
    ],
    r: { range: isNarrow(width) ? [0.8, 5] : [1, 8] },
  });
}

interface Stripe {
  readonly from: number;
  to: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** Neighbouring cells of one colour as one, so that the drawing stays small. */
function stripes({ grid, values }: FrequencyRecencyInput, scale: HeatScale): Stripe[] {
  const { frequency, recency } = grid;
  const result: Stripe[] = [];
  frequency.forEach((x, row) => {
    let last: Stripe | undefined;
    recency.forEach((to, column) => {
      const value = values[row * recency.length + column]!;
      const step = scale.stepOf(value);
      if (last && last.step === step) last.to = to;
      else {
        last = { from: recency[column - 1] ?? 0, to, low: x - 0.5, high: x + 0.5, step };
        result.push(last);
      }
    });
  });
  return result;
}

/** Customers who bought again, counted by frequency and by one of thirty stretches of recency. */
function dots(
  { frequency, recency }: { frequency: Numbers; recency: Numbers },
  grid: FrequencyRecencyGrid,
): { frequency: number; recency: number; count: number }[] {
  const width = grid.T / 30;
  const counts = new Map<string, { frequency: number; recency: number; count: number }>();
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    if (x < grid.frequency[0]! || x > grid.frequency.at(-1)!) continue;
    const stretch = Math.min(29, Math.floor(recency[i]! / width));
    const key = `${x} ${stretch}`;
    const found = counts.get(key) ?? { frequency: x, recency: (stretch + 0.5) * width, count: 0 };
    found.count++;
    counts.set(key, found);
  }
  return [...counts.values()];
}
