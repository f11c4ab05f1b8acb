import * as Plot from "@observablehq/plot";
import { formatNumber } from "perdura/core/mod.ts";
import {
  type Estimate,
  orderedProbabilities,
  prAuc,
  prCurve,
  rocAuc,
  rocCurve,
} from "perdura/learn/mod.ts";
import { keyAbove } from "./_key.ts";
import { panels } from "./_panels.ts";
import { baselineLook, type LineLook, modelLook } from "./_series.ts";
import { checkSome } from "./_statistics.ts";
import { axisTicks, shareTick } from "./_ticks.ts";
import { capital, modelWords, rowWords, share, theModel, verbOf } from "./_words.ts";
import { canvas, isNarrow } from "./canvas.ts";
import type { Picture } from "./picture.ts";
import type { RowsScope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode rocAndPrecisionRecall} draws. */
export interface RocAndPrecisionRecallInput extends RowsScope {
  /** 1 for a yes and 0 for a no: n values. */
  readonly outcome: Float64Array;
  /** At most six; the first is the one the figure is about. */
  readonly models: readonly {
    readonly name: string;
    /** n probabilities. */
    readonly probabilities: Float64Array;
    /** ROC-AUC with its 95 % interval, where it is known. */
    readonly rocAuc?: Estimate;
    /** Average precision with its 95 % interval, where it is known. */
    readonly prAuc?: Estimate;
  }[];
  /** What some rows did and others did not, for example "responded". */
  readonly event: string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * How well probabilities tell rows that did it from those that did not: ROC curves and
 * precision-recall curves, beside guessing.
 *
 * @throws {InputError} where there are no models
 *
 * @example
 * ```ts
 * import { rocAndPrecisionRecall } from "perdura/plots/roc_and_precision_recall.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = rocAndPrecisionRecall({
 *   outcome: Float64Array.of(0, 0, 1, 1),
 *   models: [{ name: "network", probabilities: Float64Array.of(0.1, 0.4, 0.35, 0.8) }],
 *   event: "responded",
 *   population: "4 customers",
 *   period: "March 2011",
 * });
 * assertEquals(
 *   title,
 *   "The network puts a customer who responded above one who did not in 75\u00a0% of pairs",
 * );
 * ```
 */
export function rocAndPrecisionRecall(input: RocAndPrecisionRecallInput): Picture {
  const { outcome, event, population, period } = input;
  const { one, many, who } = rowWords(input.row);
  checkSome(input.models.length, "ROC curves", "models");
  const baseRate = outcome.reduce((sum, value) => sum + value, 0) / outcome.length;
  const models = input.models.map((model, place) => {
    const probabilities = orderedProbabilities(model.probabilities);
    const roc = rocCurve(probabilities, outcome), pr = prCurve(probabilities, outcome);
    return {
      name: modelWords(model.name),
      look: modelLook(place),
      auc: model.rocAuc ?? known(rocAuc(probabilities, outcome)),
      precision: model.prAuc ?? known(prAuc(probabilities, outcome)),
      roc: thinned(roc.falsePositiveRate, roc.truePositiveRate),
      // The point of no rows has no precision.
      pr: thinned(
        pr.recall.subarray(0, -1).toReversed(),
        pr.precision.subarray(0, -1).toReversed(),
      ),
    };
  });
  const first = models[0]!;
  const isAlone = models.length === 1; // the title names it
  const hasIntervals = input.models.some(({ rocAuc, prAuc }) => rocAuc ?? prAuc);
  return {
    title: `${capital(theModel(first.name))} ${verbOf(first.name, "puts", "put")} ${one} ${who} ` +
      `${event} above one ${who} did not in ${pairs(first.auc)} of pairs`,
    subtitle:
      `ROC: share found of those ${who} ${event}, by share of the others that is taken for ` +
      `them. Precision-recall: share of those taken ${who} ${event}, by share found. ` +
      `${capital(population)}, ${period}; dashed: guessing` +
      (hasIntervals ? "; areas with 95\u00a0% intervals" : ""),
    alt:
      models.map(({ name, auc, precision }) =>
        `${name}: ROC-AUC ${worded(auc)}, that is ${pairs(auc)} of pairs; average ` +
        `precision ${worded(precision)}`
      ).join(". ") + `. Guessing has a ROC-AUC of 0.5 and a precision of ${share(baseRate)}, the ` +
      `share of the ${formatNumber(outcome.length)} ${many} ${who} ${event}.`,
    data: models.flatMap(({ name, roc, pr }) => [
      ...roc.map(({ x, y }) => ({ model: name, curve: "ROC", x, y })),
      ...pr.map(({ x, y }) => ({ model: name, curve: "precision-recall", x, y })),
    ]),
    draw: (width) =>
      panels([
        (width) =>
          drawCurves(width, {
            x: "Share of the others",
            y: "Share found",
            lines: models.map(({ look, roc }) => ({ look, points: roc })),
            guess: [{ x: 0, y: 0 }, { x: 1, y: 1 }],
            highest: 1,
            areas: models.map(({ name, auc, look }) => ({
              text: `${isAlone ? "ROC-AUC" : name} ${worded(auc)}`,
              colour: look.stroke,
            })),
          }),
        (width) =>
          drawCurves(width, {
            x: "Share found (recall)",
            y: "Precision",
            lines: models.map(({ look, pr }) => ({ look, points: pr })),
            guess: [{ x: 0, y: baseRate }, { x: 1, y: baseRate }],
            highest: highestPrecision(models.map(({ pr }) => pr), baseRate),
            areas: models.map(({ name, precision, look }) => ({
              text: `${isAlone ? "average precision" : name} ${worded(precision)}`,
              colour: look.stroke,
            })),
          }),
      ], width),
  };
}

function known(estimate: number): Estimate {
  return { estimate, lower: NaN, upper: NaN };
}

/** An area under the ROC curve as the share of pairs that it is. */
function pairs({ estimate, lower, upper }: Estimate): string {
  return share(estimate) + (Number.isNaN(lower) ? "" : ` (${share(lower)} to ${share(upper)})`);
}

function worded({ estimate, lower, upper }: Estimate): string {
  const value = (number: number) => number.toFixed(3);
  return value(estimate) +
    (Number.isNaN(lower) ? "" : ` (${value(lower)} to ${value(upper)})`);
}

/** At most so many points, about evenly spaced along the curve. */
const mostPoints = 200;

function thinned(x: Float64Array, y: Float64Array): Point[] {
  const points: Point[] = [];
  const step = 2 / mostPoints;
  for (let k = 0; k < x.length; k++) {
    const last = points.at(-1);
    const isFar = last === undefined ||
      Math.abs(x[k]! - last.x) + Math.abs(y[k]! - last.y) >= step;
    if (isFar || k === x.length - 1) points.push({ x: x[k]!, y: y[k]! });
  }
  return points;
}

/** The first few rows have any precision; the axis suits those from 5 % of recall on. */
function highestPrecision(curves: readonly (readonly Point[])[], baseRate: number): number {
  const seen = curves.flat().filter(({ x }) => x >= 0.05).map(({ y }) => y);
  return Math.min(1, 1.15 * seen.reduce((most, y) => Math.max(most, y), 2 * baseRate));
}

interface Curves {
  readonly x: string;
  readonly y: string;
  readonly lines: readonly { readonly look: LineLook; readonly points: readonly Point[] }[];
  readonly guess: readonly Point[];
  readonly highest: number;
  readonly areas: readonly { readonly text: string; readonly colour: string }[];
}

function drawCurves(width: number, { x, y, lines, guess, highest, areas }: Curves): Element {
  const options = canvas(width);
  const key = keyAbove(areas.map((area) => ({ ...area, symbol: "dash" as const })), width);
  const axis = (end: number) => ({ domain: [0, end], ...axisTicks(0, end, 5, shareTick) });
  return Plot.plot({
    ...options,
    marginLeft: 52,
    marginRight: 20,
    marginTop: options.marginTop! + key.height,
    height: 340 + key.height - (isNarrow(width) ? 30 : 0),
    x: { ...axis(1), label: x },
    y: { ...axis(highest), label: y, grid: true, clamp: true },
    marks: [
      Plot.line(guess, { x: "x", y: "y", ...baselineLook }),
      ...lines.toReversed().map(({ look, points }) =>
        Plot.line(points, { x: "x", y: "y", ...look })
      ),
      Plot.ruleY([0], { stroke: colour.ink }),
      key.mark,
    ],
  });
}
