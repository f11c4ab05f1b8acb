import { formatNumber } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { drawEstimateRows } from "./_estimate_rows.ts";
import { checkSome } from "./_statistics.ts";
import { plural } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode judgedInSteps} draws. */
export interface JudgedInStepsInput extends Scope {
  /** Ways to judge the same kind of model, in their order; the last one is the honest one. */
  readonly steps: readonly {
    readonly name: string;
    /** Rows that it was judged on. */
    readonly rows: number;
    readonly rocAuc: Estimate;
  }[];
}

/**
 * How good a model looks, from the way of judging that leaves leaks open to the one that leaves none.
 *
 * @throws {InputError} where there are no steps
 *
 * @example
 * ```ts
 * import { judgedInSteps } from "perdura/plots/judged_in_steps.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = judgedInSteps({
 *   steps: [
 *     { name: "as published", rows: 9_000, rocAuc: { estimate: 0.85, lower: 0.82, upper: 0.88 } },
 *     { name: "honest", rows: 2_000, rocAuc: { estimate: 0.53, lower: 0.47, upper: 0.59 } },
 *   ],
 *   population: "9,000 orders",
 *   period: "2024",
 * });
 * assertEquals(
 *   title,
 *   "Judged as published, the ROC-AUC is 0.85; judged honestly, 0.53, not clearly above guessing",
 * );
 * ```
 */
export function judgedInSteps({ steps, population, period }: JudgedInStepsInput): Picture {
  checkSome(steps.length, "ways to judge", "steps");
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const two = (value: number) => formatNumber(value, 2);
  const chance = last.rocAuc.lower <= 0.5 ? ", not clearly above guessing" : "";
  const rows = (step: typeof first) => plural(step.rows, "row");
  return {
    title: `Judged ${first.name}, the ROC-AUC is ${two(first.rocAuc.estimate)}; judged honestly, ` +
      `${two(last.rocAuc.estimate)}${chance}`,
    subtitle: `ROC-AUC of trees of the same kind, made and judged anew in each of ` +
      `${plural(steps.length, "way")}, on rows of its own (${rows(first)} in the first, ` +
      `${
        rows(last)
      } in the last); ${population}, ${period}; whiskers: 95\u00a0% interval over users`,
    alt: `ROC-AUC by the way of judging: ${
      steps.map((step) => {
        const { estimate, lower, upper } = step.rocAuc;
        return `${step.name} ${two(estimate)} (${two(lower)} to ${two(upper)}, ${rows(step)})`;
      }).join("; ")
    }; guessing 0.50.`,
    data: steps.map(({ name, rows, rocAuc: { estimate, lower, upper } }) => ({
      judged: name,
      rows,
      roc_auc: estimate,
      lower,
      upper,
    })),
    draw: (width) =>
      drawEstimateRows(
        steps.map((step) => ({
          name: step.name,
          value: step.rocAuc.estimate,
          low: step.rocAuc.lower,
          high: step.rocAuc.upper,
          label: two(step.rocAuc.estimate),
          fill: step === last ? colour.accent : colour.context,
        })),
        width,
        {
          label: "ROC-AUC",
          tick: formatNumber,
          mark: "dot",
          references: [{ value: 0.5, text: "guessing" }],
        },
      ),
  };
}
