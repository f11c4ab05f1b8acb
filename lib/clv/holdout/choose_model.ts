import type { HoldoutReport } from "./validate_holdout.ts";
import { pairedDifference } from "./paired_difference.ts";

/** Which model to use, and why. */
export interface ModelChoice {
  readonly name: string;
  /** For people, one sentence without full stop. */
  readonly reason: string;
}

/**
 * Is a model clearly better than another on a holdout?
 *
 * It is when it held what happened more probable by more than the interval of the difference (the
 * log-likelihood is higher even at the lower end), and its absolute errors are not clearly larger.
 * Where one of the two has no probabilities, the absolute errors alone decide.
 *
 * @throws RangeError where the report has no differences between the two
 */
export function isClearlyBetter(
  { differences }: Pick<HoldoutReport, "differences">,
  name: string,
  reference: string,
): boolean {
  const score = pairedDifference(differences, name, reference, "logLikelihood");
  const errors = pairedDifference(differences, name, reference, "meanAbsoluteError");
  if (!errors) {
    throw new RangeError(
      `Compare "${name}" with "${reference}": the report has no differences between them`,
    );
  }
  return score ? score.lower > 0 && !(errors.lower > 0) : errors.upper < 0;
}

/**
 * Keeps a preferred model unless another is clearly better on the holdout.
 *
 * Of several that are clearly better, the one with the highest log-likelihood is chosen. Baselines
 * are never chosen.
 *
 * @param report of {@linkcode validateHoldout}, with differences
 * @param preferred name of one of its models
 */
export function chooseModel(report: HoldoutReport, preferred: string): ModelChoice {
  const better = report.scores
    .filter((score) => !score.baseline && score.name !== preferred)
    .filter((score) => isClearlyBetter(report, score.name, preferred))
    .sort((a, b) => b.logLikelihood! - a.logLikelihood!);
  const best = better[0];
  if (!best) {
    return {
      name: preferred,
      reason: `no other model is clearly better than ${preferred} on the holdout`,
    };
  }
  const { difference, lower, upper } = pairedDifference(
    report.differences,
    best.name,
    preferred,
    "logLikelihood",
  )!;
  return {
    name: best.name,
    reason: `${best.name} has a higher log-likelihood on the holdout than ${preferred} by ` +
      `${difference.toFixed(1)} (interval ${lower.toFixed(1)} to ${upper.toFixed(1)})`,
  };
}
