import { formatNumber } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { drawEstimateRows } from "./_estimate_rows.ts";
import { checkSome } from "./_statistics.ts";
import { capital, modelWords, verbOf } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode modelComparison} draws. */
export interface ModelComparisonInput extends Scope {
  /** The models and rules, in any order. */
  readonly models: readonly {
    readonly name: string;
    /** The measure of this model, with its 95 % interval. */
    readonly score: Estimate;
    /**
     * Score of this model minus that of the first one, on the same rows: tells models apart more
     * sharply than their intervals.
     */
    readonly difference?: Estimate | undefined;
    /** Whether this is a trivial rule that models must beat. */
    readonly isBaseline?: boolean;
  }[];
  /** What is measured, for example "ROC-AUC". */
  readonly measure: string;
  readonly better: "higher" | "lower";
  /** How values are written; four decimals by default. */
  readonly format?: (value: number) => string;
  /** The best score that is possible, where it is known. */
  readonly attainable?: number;
}

type Model = ModelComparisonInput["models"][number];

/**
 * Models and trivial rules beside each other, each with its interval: the best first.
 *
 * The title says that one model is best only where the interval of the difference to the next (or,
 * where that is not known, the two intervals) says so.
 *
 * @throws {InputError} where there are no models
 *
 * @example
 * ```ts
 * import { modelComparison } from "perdura/plots/model_comparison.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = modelComparison({
 *   models: [
 *     { name: "network", score: { estimate: 0.74, lower: 0.72, upper: 0.76 } },
 *     { name: "boosted trees", score: { estimate: 0.75, lower: 0.73, upper: 0.77 } },
 *   ],
 *   measure: "ROC-AUC",
 *   better: "higher",
 *   population: "8,000 customers",
 *   period: "March 2011",
 * });
 * assertEquals(title, "Boosted trees and network cannot be told apart: ROC-AUC 0.7500 and 0.7400");
 * ```
 */
export function modelComparison(input: ModelComparisonInput): Picture {
  const { measure, better, attainable, population, period } = input;
  const format = input.format ?? ((value: number) => formatNumber(value, 4));
  checkSome(input.models.length, "a comparison of models", "models");
  const sign = better === "higher" ? 1 : -1;
  const ordered = input.models.toSorted((a, b) =>
    sign * (b.score.estimate - a.score.estimate) || (a.name < b.name ? -1 : 1)
  );
  const [best, second] = ordered;
  const bestModel = ordered.findIndex(({ isBaseline }) => !isBaseline);
  const label = ({ score }: Model) =>
    `${format(score.estimate)} (${format(score.lower)} to ${format(score.upper)})`;
  return {
    title: titleOf(input, best!, second, format),
    subtitle: `${capital(measure)}, ${better} is better, ${population}, ${period}; whiskers: ` +
      `95\u00a0% interval` +
      (ordered.some(({ isBaseline }) => isBaseline) ? "; grey: trivial rules" : ""),
    alt: `${capital(measure)} (${better} is better): ${
      ordered.map((model) => `${modelWords(model.name)} ${label(model)}`).join("; ")
    }${attainable === undefined ? "" : `; attainable ${format(attainable)}`}.`,
    data: ordered.map(({ name, score, isBaseline = false }) => ({
      model: modelWords(name),
      [measure]: score.estimate,
      lower: score.lower,
      upper: score.upper,
      is_baseline: isBaseline,
    })),
    draw: (width) =>
      drawEstimateRows(
        ordered.map((model, k) => ({
          name: modelWords(model.name),
          value: model.score.estimate,
          low: model.score.lower,
          high: model.score.upper,
          label: format(model.score.estimate),
          fill: model.isBaseline
            ? colour.baseline
            : k === bestModel
            ? colour.accent
            : colour.context,
        })),
        width,
        {
          label: capital(measure),
          format,
          mark: "dot",
          ...(attainable !== undefined && {
            references: [{ value: attainable, text: `attainable ${format(attainable)}` }],
          }),
        },
      ),
  };
}

function titleOf(
  { measure, models }: ModelComparisonInput,
  best: Model,
  second: Model | undefined,
  format: (value: number) => string,
): string {
  const name = capital(modelWords(best.name));
  const value = format(best.score.estimate);
  if (second === undefined) return `${name}: ${measure} ${value}`;
  const [other, otherValue] = [modelWords(second.name), format(second.score.estimate)];
  if (isApart(best, second, models[0]!)) {
    return `${name} ${verbOf(name, "comes", "come")} first: ` +
      `${measure} ${value}, ${other} ${otherValue}`;
  }
  return `${name} and ${other} cannot be told apart: ${measure} ${value} and ${otherValue}`;
}

function isApart(a: Model, b: Model, first: Model): boolean {
  const difference = a === first ? b.difference : b === first ? a.difference : undefined;
  if (difference !== undefined) return difference.lower > 0 || difference.upper < 0;
  return a.score.lower > b.score.upper || a.score.upper < b.score.lower;
}
