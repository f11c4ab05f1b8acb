import * as Plot from "@observablehq/plot";
import { formatNumber, percent } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { keyAbove } from "./_key.ts";
import { baselineLook, modelLook } from "./_series.ts";
import { checkSome } from "./_statistics.ts";
import { capital, modelWords } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode qiniDiagram} draws. */
export interface QiniDiagramInput extends Scope {
  /** The ranking the figure is about, from `qiniBand` of `perdura/conversion/uplift/mod.ts`. */
  readonly band: readonly {
    readonly share: number;
    readonly gained: number;
    readonly beyondRandom: Estimate;
  }[];
  /** What the ranking is called, for example "T-learner". */
  readonly name: string;
  /** Its Qini coefficient with the 95 % interval. */
  readonly qini: Estimate;
  /** Other rankings, for example by response probability; at most four. */
  readonly others?: readonly {
    readonly name: string;
    readonly curve: {
      readonly customers: ArrayLike<number>;
      readonly gained: ArrayLike<number>;
    };
  }[];
  /** What customers did or did not, for example "visited". */
  readonly event: string;
}

/**
 * The Qini curve: responses that the message gained among the customers ranked first, beside random
 * order.
 *
 * The title says that the ranking beats random order only where the interval of the Qini
 * coefficient leaves out 0.
 *
 * @throws {InputError} where the band has no points
 *
 * @example
 * ```ts
 * import { qiniDiagram } from "perdura/plots/qini_diagram.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = qiniDiagram({
 *   band: [0, 1].map((share) => ({
 *     share,
 *     gained: 80 * share,
 *     beyondRandom: { estimate: 0, lower: 0, upper: 0 },
 *   })),
 *   name: "T-learner",
 *   qini: { estimate: 0.01, lower: -0.01, upper: 0.03 },
 *   event: "visited",
 *   population: "2,000 customers",
 *   period: "March 2011",
 * });
 * assertEquals(
 *   title,
 *   "T-learner ranks customers no better than chance, as far as is known: Qini coefficient 0.010",
 * );
 * ```
 *
 * Source: Radcliffe, "Using control groups to target on predicted lift", Direct Marketing Analytics
 * Journal 3 (2007).
 */
export function qiniDiagram(input: QiniDiagramInput): Picture {
  const { band, qini, others = [], event, population, period } = input;
  checkSome(band.length, "a Qini curve", "points");
  const name = modelWords(input.name);
  const all = band.at(-1)!.gained;
  const coefficient = (value: number) => formatNumber(value, 3);
  const ranked = qini.lower > 0
    ? `${capital(name)} ranks customers better than chance`
    : qini.upper < 0
    ? `${capital(name)} ranks customers worse than chance`
    : `${capital(name)} ranks customers no better than chance, as far as is known`;
  const title = `${ranked}: Qini coefficient ${coefficient(qini.estimate)}`;
  const lines = others.map(({ name, curve }) => ({
    name: modelWords(name),
    points: thinned(curve.customers, curve.gained),
  }));
  const at = (share: number) =>
    band.reduce((near, point) =>
      Math.abs(point.share - share) < Math.abs(near.share - share) ? point : near
    );
  const third = at(0.3);
  return {
    title,
    subtitle:
      `Customers gained by the message (who ${event} and would not have without it, among ` +
      `those who got it) by share of customers, the highest predicted uplift first; ${population}, ` +
      `${period}; dashed: random order; band: 95\u00a0% interval of the distance to it`,
    alt:
      `${title} (95\u00a0% interval ${coefficient(qini.lower)} to ${coefficient(qini.upper)}; 0 ` +
      `is chance). The first ${percent(third.share)} of the customers bring ` +
      `${formatNumber(third.gained)} of the ${formatNumber(all)} who were gained in all; random ` +
      `order would bring ${formatNumber(third.share * all)}.`,
    data: band.map(({ share, gained, beyondRandom }) => ({
      share_of_customers: share,
      gained,
      random_order: share * all,
      beyond_random: beyondRandom.estimate,
      beyond_random_low: beyondRandom.lower,
      beyond_random_high: beyondRandom.upper,
    })),
    draw: (width) => {
      const narrow = isNarrow(width);
      // Every order ends at the same point: names stand above.
      const key = keyAbove([
        { text: name, colour: modelLook(0).stroke, symbol: "dash" },
        ...lines.map(({ name }, place) => ({
          text: name,
          colour: modelLook(place + 1).stroke,
          symbol: "dash" as const,
        })),
        { text: "random order", colour: baselineLook.stroke, symbol: "dash" },
      ], width);
      const options = canvas(width);
      return Plot.plot({
        ...options,
        marginTop: options.marginTop! + key.height,
        height: (narrow ? 320 : 400) + key.height,
        x: {
          label: narrow ? "Share of customers" : "Share of customers, the highest first",
          domain: [0, 1],
          ticks: 5,
          tickFormat: (value: number) => percent(value),
        },
        y: { label: "Customers gained", grid: true, ticks: 6 },
        marks: [
          Plot.areaY(band, {
            x: "share",
            y1: ({ share, beyondRandom }) => share * all + beyondRandom.lower,
            y2: ({ share, beyondRandom }) => share * all + beyondRandom.upper,
            fill: colour.accent,
            fillOpacity: 0.14,
          }),
          Plot.line([[0, 0], [1, all]], baselineLook),
          ...lines.map(({ points }, place) =>
            Plot.line(points, { x: "share", y: "gained", ...modelLook(place + 1) })
          ),
          Plot.line(band, { x: "share", y: "gained", ...modelLook(0) }),
          Plot.ruleY([0], { stroke: colour.ink }),
          key.mark,
        ],
      });
    },
  };
}

const mostPoints = 120;

/** About equally spaced points of a curve that may have one for each customer. */
function thinned(
  customers: ArrayLike<number>,
  gained: ArrayLike<number>,
): { share: number; gained: number }[] {
  const last = customers.length - 1, all = customers[last]!;
  const points: { share: number; gained: number }[] = [];
  for (let k = 0; k <= last; k++) {
    const share = customers[k]! / all;
    const isFar = share - (points.at(-1)?.share ?? -1) >= 1 / mostPoints;
    if (isFar || k === last) points.push({ share, gained: gained[k]! });
  }
  return points;
}
