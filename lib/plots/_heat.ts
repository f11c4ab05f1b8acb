import * as Plot from "@observablehq/plot";
import { quantile } from "./_statistics.ts";
import { scheme, shades } from "./theme.ts";

/** Colours for steps of a quantity, the same on light and dark pages. */
export interface HeatScale {
  /** Values between the steps, in ascending order. */
  readonly thresholds: readonly number[];
  /** One colour more than thresholds, from the lowest step. */
  readonly colours: readonly string[];
  /** The step of a value. */
  stepOf(value: number): number;
}

/** The sequential scheme of the project in steps, so that a colour can be read off. */
export function heatScale(thresholds: readonly number[]): HeatScale {
  const scale = Plot.scale({
    color: { type: "threshold", domain: [...thresholds], scheme: scheme.sequential },
  });
  const stepOf = (value: number) => thresholds.filter((threshold) => threshold <= value).length;
  const inStep = (step: number) => step === 0 ? -Infinity : thresholds[step - 1]!;
  return {
    thresholds,
    colours: Array.from(
      { length: thresholds.length + 1 },
      (_, step) => scale.apply(inStep(step)) as string,
    ),
    stepOf,
  };
}

/** The colour of letters on a cell: ink or paper, whichever contrasts more. */
export function inkOn(background: string): string {
  return luminance(background) > 0.18 ? shades.ink.light : shades.paper.light;
}

function luminance(text: string): number {
  const channels = text.startsWith("#")
    ? [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16))
    : (text.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  const [r, g, b] = channels.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** Thresholds 1, 2, 5, 10, … below a maximum, at most `most` of them: the largest. */
export function roundThresholds(max: number, most: number): number[] {
  if (!(max > 0)) return [1];
  const decade = Math.floor(Math.log10(max));
  const all = Array.from({ length: most }, (_, k) => decade - k)
    .flatMap((power) => [5, 2, 1].map((step) => Number(`${step}e${power}`)))
    .filter((threshold) => threshold < max);
  return all.slice(0, most).reverse();
}

/**
 * Round thresholds between which about equally many values lie, six at most.
 *
 * @param values in ascending order
 */
export function quantileThresholds(values: Float64Array): number[] {
  const round = (value: number): number => {
    const power = Math.floor(Math.log10(value));
    const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => Number(`${step}e${power}`));
    return steps.reduce((a, b) => Math.abs(b - value) < Math.abs(a - value) ? b : a);
  };
  const quantiles = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]
    .map((at) => quantile(values, at))
    .filter((value) => value > 0);
  const thresholds = [...new Set(quantiles.map(round))];
  if (thresholds.length >= 4) return thresholds;
  const finer = [...new Set(quantiles.map((value) => Number(value.toPrecision(2))))];
  return finer.length > 0 ? finer : [1];
}
