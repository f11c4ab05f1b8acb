import { formatNumber } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { drawEstimateRows } from "./_estimate_rows.ts";
import { checkSome } from "./_statistics.ts";
import { capital, modelWords, theModel, verbOf } from "./_words.ts";
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
     * Score of this model minus that of the first one, on the same rows. Only this tells two models
     * apart, or says that they cannot be: intervals of their own overlap long before.
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
 * The title compares models with the first one given, by the intervals of the paired differences.
 * Where these are not known it claims nothing, unless the intervals of the scores themselves are
 * apart.
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
 *     {
 *       name: "boosted trees",
 *       score: { estimate: 0.75, lower: 0.73, upper: 0.77 },
 *       difference: { estimate: 0.01, lower: -0.005, upper: 0.025 },
 *     },
 *   ],
 *   measure: "ROC-AUC",
 *   better: "higher",
 *   population: "8,000 customers",
 *   period: "March 2011",
 * });
 * assertEquals(title, "The network cannot be told apart from boosted trees: ROC-AUC 0.7400 and 0.7500");
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
  const { title, subject } = findingOf(input, ordered, format);
  const hasDifferences = ordered.some(({ difference }) => difference !== undefined);
  const first = theModel(input.models[0]!.name);
  const within = ({ estimate, lower, upper }: Estimate) =>
    `${format(estimate)} (${format(lower)} to ${format(upper)})`;
  const told = ({ name, score, difference }: Model) =>
    `${modelWords(name)} ${within(score)}` +
    (difference === undefined ? "" : `, minus that of ${first} ${within(difference)}`);
  return {
    title,
    subtitle: `${capital(measure)}, ${better} is better, ${population}, ${period}; whiskers: ` +
      `95\u00a0% interval` +
      (hasDifferences ? `; told apart by paired differences to ${first}` : "") +
      (ordered.some(({ isBaseline }) => isBaseline) ? "; grey: trivial rules" : ""),
    alt: `${capital(measure)} (${better} is better): ${ordered.map(told).join("; ")}${
      attainable === undefined ? "" : `; attainable ${format(attainable)}`
    }.`,
    data: ordered.map(({ name, score, difference, isBaseline = false }) => ({
      model: modelWords(name),
      [measure]: score.estimate,
      lower: score.lower,
      upper: score.upper,
      ...(hasDifferences && {
        difference: difference?.estimate ?? null,
        difference_lower: difference?.lower ?? null,
        difference_upper: difference?.upper ?? null,
      }),
      is_baseline: isBaseline,
    })),
    draw: (width) =>
      drawEstimateRows(
        ordered.map((model) => ({
          name: modelWords(model.name),
          value: model.score.estimate,
          low: model.score.lower,
          high: model.score.upper,
          label: format(model.score.estimate),
          fill: model.isBaseline
            ? colour.baseline
            : model === subject
            ? colour.accent
            : colour.context,
        })),
        width,
        {
          label: capital(measure),
          tick: formatNumber,
          mark: "dot",
          ...(attainable !== undefined && {
            references: [{ value: attainable, text: `attainable ${format(attainable)}` }],
          }),
        },
      ),
  };
}

/** What the title says, and of which model: the one that is coloured. */
interface Finding {
  readonly title: string;
  readonly subject: Model;
}

function findingOf(
  { better, measure, models }: ModelComparisonInput,
  ordered: readonly Model[],
  format: (value: number) => string,
): Finding {
  const first = models[0]!, best = ordered[0]!;
  const nameOf = ({ name }: Model) => theModel(name);
  const valueOf = ({ score }: Model) => format(score.estimate);
  const said = (subject: Model, words: (name: string) => string): Finding => (
    { title: words(capital(nameOf(subject))), subject }
  );
  const [, second] = ordered;
  if (second === undefined) return said(best, (name) => `${name}: ${measure} ${valueOf(best)}`);
  const rivals = ordered.slice(0, ordered.indexOf(first));
  const apart = (model: Model) => isApart(model, first, format);
  const winner = rivals.find(apart);
  if (winner !== undefined) {
    return said(
      winner,
      (name) =>
        `${name} ${verbOf(name, "does", "do")} better than ${nameOf(first)}: ${measure} ` +
        `${valueOf(winner)} against ${valueOf(first)}`,
    );
  }
  const isOpen = (model: Model) => model !== first && apart(model) === false;
  // That a rule does as well says most.
  const isRule = ({ isBaseline = false }: Model) => Number(isBaseline);
  const open = ordered.filter(isOpen).sort((a, b) => isRule(b) - isRule(a));
  if (open.length > 0 && rivals.every(isOpen)) {
    if (!first.isBaseline) {
      return said(
        first,
        (name) =>
          `${name} cannot be told apart from ${listed(open.map(nameOf))}: ${measure} ` +
          listed([first, ...open].map(valueOf)),
      );
    }
    // That nothing beats a rule is said of the best model.
    const model = ordered.find(({ isBaseline }) => !isBaseline) ?? best;
    return {
      title: `No model is known to do better than ${nameOf(first)}: ${measure} ` +
        `${valueOf(model)} of ${nameOf(model)} against ${valueOf(first)}`,
      subject: model,
    };
  }
  if (best === first && ordered.every((model) => model === first || apart(model))) {
    return said(
      best,
      (name) =>
        `${name} ${verbOf(name, "comes", "come")} first: ${measure} ${valueOf(best)}, ` +
        `${nameOf(second)} ${valueOf(second)}`,
    );
  }
  return said(
    best,
    (name) =>
      `${name} ${verbOf(name, "has", "have")} the ${better === "higher" ? "highest" : "lowest"} ` +
      `${measure}, ${valueOf(best)}, before ${nameOf(second)}, ${valueOf(second)}`,
  );
}

/**
 * Whether a model is known to differ from the first, by as much as the digits show; undefined where
 * nobody has compared the two.
 */
function isApart(
  { difference, score }: Model,
  first: Model,
  format: (value: number) => string,
): boolean | undefined {
  if (difference !== undefined) {
    const isShown = format(Math.abs(difference.estimate)) !== format(0);
    return isShown && (difference.lower > 0 || difference.upper < 0);
  }
  const isBeyond = score.lower > first.score.upper || score.upper < first.score.lower;
  return isBeyond ? true : undefined;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
