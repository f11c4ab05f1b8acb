import { checkRows } from "./_check_rows.ts";
import { weightedMean } from "./_weighted_mean.ts";
import { weightedScorer } from "./_weighted_scorer.ts";
import { rowBrier } from "./brier_score.ts";
import { baseRateBrier, skillOf } from "./brier_skill.ts";
import { calibrationError } from "./calibration_error.ts";
import { liftAt } from "./lift_at.ts";
import { rowLogLoss } from "./log_loss.ts";
import { orderedProbabilities, type Probabilities } from "./ordered_probabilities.ts";
import { prAuc } from "./pr_auc.ts";
import { rocAuc } from "./roc_auc.ts";

/** How good probabilities of a yes are. */
export interface ProbabilityScores {
  /** Mean of the probabilities. */
  readonly expected: number;
  /** Share of the rows in which it was a yes. */
  readonly actual: number;
  /** As {@linkcode rocAuc} has it. */
  readonly rocAuc: number;
  /** As {@linkcode prAuc} has it. */
  readonly prAuc: number;
  /** As {@linkcode logLoss} has it. */
  readonly logLoss: number;
  /** As {@linkcode brierScore} has it. */
  readonly brier: number;
  /** As {@linkcode brierSkill} has it, against the share of yeses in the rows. */
  readonly brierSkill: number;
  /** As {@linkcode calibrationError} has it, of ten bins. */
  readonly calibrationError: number;
  /** As {@linkcode liftAt} has it, of the tenth of the rows with the highest probabilities. */
  readonly liftTop10: number;
}

/**
 * Measures probabilities of a yes against what happened.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { probabilityScores } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const probabilities = Float64Array.of(0.1, 0.4, 0.35, 0.8);
 * const { rocAuc } = probabilityScores(probabilities, Float64Array.of(0, 0, 1, 1));
 * assertEquals(rocAuc, 0.75);
 * ```
 */
export function probabilityScores(
  probabilities: Probabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): ProbabilityScores {
  return scorer(probabilities, outcome)(weight);
}

/** Does once what is the same for all weights, and gives the scores under any of them. */
export function scorer(
  probabilities: Probabilities,
  outcome: Float64Array,
): (weight?: Float64Array) => ProbabilityScores {
  const ordered = orderedProbabilities(probabilities);
  checkRows(ordered.values, outcome);
  const loss = rowLogLoss(ordered.values, outcome), squares = rowBrier(ordered.values, outcome);
  const weighted = weightedScorer(ordered, outcome, { loss, squares });
  return (weight) => {
    if (weight !== undefined) {
      checkRows(ordered.values, outcome, weight);
      return weighted(weight);
    }
    const actual = weightedMean(outcome), brier = weightedMean(squares);
    return {
      expected: weightedMean(ordered.values),
      actual,
      rocAuc: rocAuc(ordered, outcome),
      prAuc: prAuc(ordered, outcome),
      logLoss: weightedMean(loss),
      brier,
      brierSkill: skillOf(brier, baseRateBrier(actual)),
      calibrationError: calibrationError(ordered, outcome),
      liftTop10: liftAt(ordered, outcome, 0.1),
    };
  };
}
