import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { baselineLook } from "./_series.ts";
import { checkSome } from "./_statistics.ts";
import { niceAxis } from "./_ticks.ts";
import { plural } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode upliftOfDeciles} draws. */
export interface UpliftOfDecilesInput extends Scope {
  /** From `upliftByDecile` of `perdura/conversion/uplift/mod.ts`. */
  readonly bins: readonly {
    /** 1 for the customers with the highest scores. */
    readonly bin: number;
    readonly treated: number;
    readonly control: number;
    readonly uplift: Estimate;
  }[];
  /** The effect on all customers, a difference of shares. */
  readonly average: Estimate;
  /** Mean predicted uplift of each group, where there is a prediction. */
  readonly predicted?: readonly number[];
  /** What customers did or did not, for example "visited". */
  readonly event: string;
}

/**
 * What the message did to groups of customers, those with the highest predicted uplift first: dots
 * that fall from left to right say that the prediction sorts customers.
 *
 * The title calls the groups different only where the intervals of the first and the last do not
 * overlap.
 *
 * @throws {InputError} where there are no groups
 *
 * @example
 * ```ts
 * import { upliftOfDeciles } from "perdura/plots/uplift_of_deciles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = upliftOfDeciles({
 *   bins: [
 *     { bin: 1, treated: 50, control: 50, uplift: { estimate: 0.09, lower: 0.05, upper: 0.13 } },
 *     { bin: 2, treated: 50, control: 50, uplift: { estimate: 0.06, lower: 0.02, upper: 0.1 } },
 *   ],
 *   average: { estimate: 0.075, lower: 0.05, upper: 0.1 },
 *   event: "visited",
 *   population: "200 customers",
 *   period: "March 2011",
 * });
 * assertEquals(
 *   title,
 *   "The message is not known to do more to those ranked first (9.0 points) than to the last (6.0)",
 * );
 * ```
 */
export function upliftOfDeciles(input: UpliftOfDecilesInput): Picture {
  const { average, predicted, event, population, period } = input;
  const bins = input.bins.filter(({ uplift }) => Number.isFinite(uplift.estimate));
  checkSome(bins.length, "uplift by decile", "groups with and without the message");
  const [first, last] = [bins[0]!, bins.at(-1)!];
  const ends = `${points(first.uplift.estimate)} points) than to the last (` +
    `${points(last.uplift.estimate)})`;
  const title = first.uplift.lower > last.uplift.upper
    ? `The message does more to those ranked first (${ends}`
    : `The message is not known to do more to those ranked first (${ends}`;
  const said = ({ bin, uplift }: typeof first) =>
    `group ${bin} ${points(uplift.estimate)} (${points(uplift.lower)} to ${points(uplift.upper)})`;
  const rows = bins.map(({ bin, treated, control, uplift }) => ({
    group: bin,
    treated,
    control,
    uplift: uplift.estimate,
    uplift_low: uplift.lower,
    uplift_high: uplift.upper,
    ...(predicted && { predicted: predicted[bin - 1]! }),
  }));
  return {
    title,
    subtitle: `Percentage points of customers who ${event}, with the message minus without, in ` +
      `${plural(input.bins.length, "group")} of equal size by predicted uplift; ${population}, ` +
      `${period}; whiskers: 95\u00a0% interval` + (predicted ? "; rings: predicted" : ""),
    alt: `Effect of the message by group of predicted uplift, in percentage points: ` +
      `${bins.map(said).join(", ")}. On average ${points(average.estimate)} ` +
      `(${points(average.lower)} to ${points(average.upper)}).`,
    data: rows,
    draw: (width) => {
      const narrow = isNarrow(width);
      const values = [0, ...rows.flatMap((row) => [row.uplift_low, row.uplift_high])];
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return Plot.plot({
        ...canvas(width),
        x: {
          label: "Group by predicted uplift, the highest first",
          type: "band",
          domain: input.bins.map(({ bin }) => bin),
          padding: 0.2,
        },
        y: {
          label: `Effect on the share that ${event} (points)`,
          grid: true,
          ...niceAxis(
            low,
            high,
            6,
            (value, digits) => formatNumber(100 * value, Math.max(0, digits - 2)),
          ),
        },
        marks: [
          Plot.ruleY([0], { stroke: colour.ink }),
          Plot.ruleY([average.estimate], baselineLook),
          Plot.text([`average ${points(average.estimate)}`], {
            x: () => input.bins.at(-1)!.bin,
            y: () => average.estimate,
            textAnchor: "end",
            lineAnchor: "bottom",
            dx: narrow ? 12 : 26,
            dy: -4,
            fill: colour.baseline,
            stroke: colour.paper,
            strokeWidth: 3,
          }),
          Plot.ruleX(rows, {
            x: "group",
            y1: "uplift_low",
            y2: "uplift_high",
            stroke: colour.accent,
            strokeWidth: 2,
          }),
          predicted
            ? Plot.dot(rows, {
              x: "group",
              y: "predicted",
              r: 4.5,
              stroke: colour.muted,
              strokeWidth: 1.5,
              fill: colour.paper,
            })
            : null,
          Plot.dot(rows, {
            x: "group",
            y: "uplift",
            r: 5,
            fill: colour.accent,
            stroke: colour.paper,
          }),
        ],
      });
    },
  };
}

/** A difference of shares in percentage points. */
function points(difference: number): string {
  return formatNumber(100 * difference, 1);
}
