import * as Plot from "@observablehq/plot";
import { checkSome, largest } from "./_statistics.ts";
import { axisTicks, shareTick } from "./_ticks.ts";
import { plural, rowWords, share, sharesAlike, theModel } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { RowsScope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode reliabilityDiagram} draws. */
export interface ReliabilityDiagramInput extends RowsScope {
  /** From `reliability` of `perdura/learn/mod.ts`, ascending. */
  readonly bins: readonly {
    readonly rows: number;
    /** Mean probability. */
    readonly expected: number;
    /** Share in which it happened, and its 95 % interval. */
    readonly actual: number;
    readonly interval: readonly [low: number, high: number];
  }[];
  /** The share that the rule "all are alike" expects. */
  readonly baseRate: number;
  /** The model's name. */
  readonly model: string;
  /** What some rows did and others did not, for example "bought within 30 days". */
  readonly event: string;
}

/**
 * Whether probabilities mean what they say: groups of rows by their probability, and how many
 * of each did what was forecast. Where the two agree, dots lie on the diagonal.
 *
 * @throws {InputError} where there are no groups
 *
 * @example
 * ```ts
 * import { reliabilityDiagram } from "perdura/plots/reliability_diagram.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = reliabilityDiagram({
 *   bins: [
 *     { rows: 50, expected: 0.1, actual: 0.08, interval: [0.03, 0.19] },
 *     { rows: 50, expected: 0.5, actual: 0.6, interval: [0.46, 0.72] },
 *   ],
 *   baseRate: 0.3,
 *   model: "pareto-nbd",
 *   event: "bought within 30 days",
 *   population: "100 customers",
 *   period: "November 2011",
 * });
 * assertEquals(
 *   title,
 *   "34\u00a0% of the customers bought within 30 days; Pareto/NBD expected 30\u00a0%",
 * );
 * ```
 */
export function reliabilityDiagram(input: ReliabilityDiagramInput): Picture {
  const { bins, baseRate, event, population, period } = input;
  const { many, who } = rowWords(input.row);
  checkSome(bins.length, "the reliability of probabilities", "groups");
  const model = theModel(input.model);
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  const meanOf = (name: "expected" | "actual") =>
    bins.reduce((sum, bin) => sum + bin.rows * bin[name], 0) / rows;
  const within =
    bins.filter(({ expected, interval: [low, high] }) => low <= expected && expected <= high)
      .length;
  const [first, last] = [bins[0]!, bins.at(-1)!];
  const said = ({ expected, actual }: typeof first) =>
    `expected ${share(expected)}, happened ${share(actual)}`;
  const [actual, expected] = sharesAlike(meanOf("actual"), meanOf("expected"));
  const finding = `${actual} of the ${many} ${event}; ${model} expected ${expected}`;
  return {
    title: finding,
    subtitle:
      `Share of ${many} ${who} ${event} by the probability that ${model} gave them before, ` +
      `${plural(bins.length, "group")} of about equal size, ${population}, ${period}; diagonal: ` +
      "probabilities that mean what they say; whiskers: 95\u00a0% interval of the share",
    alt:
      `${finding}. Lowest group: ${said(first)}; highest group: ${said(last)}. In ${within} of ` +
      `${plural(bins.length, "group")} (${population}) the expected share is ` +
      `within the interval of what happened. The base rate expects ${share(baseRate)} of all.`,
    data: bins.map(({ rows, expected, actual, interval: [low, high] }) => ({
      [many]: rows,
      expected,
      actual,
      actual_low: low,
      actual_high: high,
      base_rate: baseRate,
    })),
    draw: (width) => {
      const highest = Math.min(
        1,
        1.05 * largest([baseRate, ...bins.flatMap((bin) => [bin.expected, bin.interval[1]])]),
      );
      const narrow = isNarrow(width);
      const axis = (most: number) => (
        { domain: [0, highest], ...axisTicks(0, highest, most, shareTick) }
      );
      return Plot.plot({
        ...canvas(width),
        height: narrow ? 320 : 420,
        x: { ...axis(narrow ? 4 : 8), label: "Probability given before" },
        y: { ...axis(6), label: `Share that ${event}`, grid: true },
        marks: [
          Plot.line([[0, 0], [highest, highest]], { stroke: colour.context, strokeWidth: 1.5 }),
          Plot.ruleY([baseRate], {
            stroke: colour.baseline,
            strokeDasharray: "5 3",
            strokeWidth: 1.5,
          }),
          Plot.text([`base rate ${share(baseRate)}`], {
            x: () => highest,
            y: () => baseRate,
            textAnchor: "end",
            lineAnchor: "bottom",
            dy: -4,
            fill: colour.baseline,
            stroke: colour.paper,
            strokeWidth: 3,
          }),
          Plot.ruleX(bins, {
            x: "expected",
            y1: ({ interval }) => interval[0],
            y2: ({ interval }) => interval[1],
            stroke: colour.accent,
            strokeWidth: 1.5,
          }),
          Plot.dot(bins, {
            x: "expected",
            y: "actual",
            r: 4.5,
            fill: colour.accent,
            stroke: colour.paper,
          }),
          Plot.ruleY([0], { stroke: colour.ink }),
        ],
      });
    },
  };
}
