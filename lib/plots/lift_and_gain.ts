import * as Plot from "@observablehq/plot";
import { formatNumber, percent } from "perdura/core/mod.ts";
import type { Decile } from "perdura/learn/mod.ts";
import { wilsonInterval } from "perdura/stats/mod.ts";
import { panels } from "./_panels.ts";
import { baselineLook } from "./_series.ts";
import { checkSome } from "./_statistics.ts";
import { capital, share, theModel } from "./_words.ts";
import { canvas } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode liftAndGain} draws. */
export interface LiftAndGainInput extends Scope {
  /** From `decileTable` of `perdura/learn/mod.ts`: the highest probabilities first. */
  readonly deciles: readonly Decile[];
  /** What customers did or did not, for example "responded". */
  readonly event: string;
  readonly model: string;
}

/**
 * How much more often customers with high probabilities do it than the average customer (lift), and
 * which share of all who do it they are (gain).
 *
 * @throws {InputError} where there are no customers
 *
 * @example
 * ```ts
 * import { decileTable } from "perdura/learn/mod.ts";
 * import { liftAndGain } from "perdura/plots/lift_and_gain.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = liftAndGain({
 *   deciles: decileTable(Float64Array.of(0.9, 0.4, 0.3, 0.1), Float64Array.of(1, 1, 0, 0), 2),
 *   event: "responded",
 *   model: "network",
 *   population: "4 customers",
 *   period: "March 2011",
 * });
 * assertEquals(title, "The first 50\u00a0% of customers are 100\u00a0% of those who responded");
 * ```
 */
export function liftAndGain(input: LiftAndGainInput): Picture {
  const { deciles, event, population, period } = input;
  checkSome(deciles.length, "lift and gain", "customers");
  const model = theModel(input.model);
  const rows = deciles.reduce((sum, decile) => sum + decile.rows, 0);
  const positives = deciles.reduce((sum, decile) => sum + decile.positives, 0);
  const baseRate = positives / rows;
  let sum = 0;
  const data = deciles.map(({ decile, rows: size, positives, lift, cumulativeGain }) => {
    sum += size;
    const [low, high] = wilsonInterval(positives, size);
    return {
      group: decile,
      customers: size,
      share_of_customers: sum / rows,
      lift,
      lift_low: low / baseRate,
      lift_high: high / baseRate,
      cumulative_gain: cumulativeGain,
    };
  });
  // The groups whose customers are nearest to a third of all, without passing it.
  const told = data.findLast(({ share_of_customers }) => share_of_customers < 0.34) ?? data[0]!;
  const first = data[0]!;
  const title = `The first ${percent(told.share_of_customers)} of customers are ` +
    `${share(told.cumulative_gain)} of those who ${event}`;
  const times = (value: number) => formatNumber(value, 1);
  return {
    title,
    subtitle:
      `Lift: how many times as many ${event} as on average (${share(baseRate)}), in groups ` +
      `of equal size by the probability that ${model} gave. Gain: share of all who ${event}. ` +
      `${capital(population)}, ${period}; whiskers: 95\u00a0% interval; dashed: random order`,
    alt: `${title}. In the first group ${times(first.lift)} times as many ${event} as on average ` +
      `(${times(first.lift_low)} to ${times(first.lift_high)}), in the last ` +
      `${times(data.at(-1)!.lift)} times. ${formatNumber(positives)} of ${
        formatNumber(rows)
      } customers ${event}.`,
    data,
    draw: (width) =>
      panels([(width) => drawLift(data, width), (width) => drawGain(data, width)], width),
  };
}

interface Row {
  readonly group: number;
  readonly share_of_customers: number;
  readonly lift: number;
  readonly lift_low: number;
  readonly lift_high: number;
  readonly cumulative_gain: number;
}

function drawLift(data: readonly Row[], width: number): Element {
  return Plot.plot({
    ...canvas(width),
    height: 320,
    marginLeft: 44,
    marginRight: 16,
    x: { label: "Group, the highest first", type: "band", padding: 0.2 },
    y: { label: "Lift", grid: true, ticks: 5, zero: true },
    marks: [
      Plot.barY(data, { x: "group", y: "lift", fill: colour.accent }),
      Plot.ruleX(data, {
        x: "group",
        y1: "lift_low",
        y2: "lift_high",
        stroke: colour.ink,
        strokeWidth: 1.25,
      }),
      Plot.ruleY([1], baselineLook),
      Plot.ruleY([0], { stroke: colour.ink }),
    ],
  });
}

function drawGain(data: readonly Row[], width: number): Element {
  const curve = [{ share_of_customers: 0, cumulative_gain: 0 }, ...data];
  const axis = { domain: [0, 1], ticks: 5, tickFormat: (value: number) => percent(value) };
  return Plot.plot({
    ...canvas(width),
    height: 320,
    marginLeft: 52,
    marginRight: 20,
    x: { ...axis, label: "Share of customers" },
    y: { ...axis, label: "Gain", grid: true },
    marks: [
      Plot.line([[0, 0], [1, 1]], baselineLook),
      Plot.line(curve, {
        x: "share_of_customers",
        y: "cumulative_gain",
        stroke: colour.accent,
        strokeWidth: 2.5,
      }),
      Plot.dot(data, {
        x: "share_of_customers",
        y: "cumulative_gain",
        r: 3.5,
        fill: colour.accent,
        stroke: colour.paper,
      }),
      Plot.ruleY([0], { stroke: colour.ink }),
    ],
  });
}
