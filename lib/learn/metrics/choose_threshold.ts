import { InputError } from "perdura/core/mod.ts";
import type { Probabilities } from "./ordered_probabilities.ts";
import { type CostAndMargin, profitCurve } from "./profit_curve.ts";

/** From which probability on to act, and what it brings on the rows at hand. */
export interface ChosenThreshold {
  /** Act where the probability is at least this; Infinity for nobody. */
  readonly threshold: number;
  /** Number of rows acted on. */
  readonly acted: number;
  readonly profit: number;
}

/** The threshold with the highest profit, and the one that follows from cost and margin alone. */
export interface ThresholdChoice {
  readonly best: ChosenThreshold;
  /** Act where p × margin covers the cost: right for calibrated probabilities. */
  readonly rule: ChosenThreshold;
}

/**
 * Chooses from which probability on acting pays.
 *
 * Choose on validation rows, which no model has learnt from and no result is told of: on the test
 * the best threshold looks better than it is. Of equal profits the one with the fewest actions.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @throws {InputError} where cost or margin is not above 0
 *
 * @example
 * ```ts
 * import { chooseThreshold } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { best, rule } = chooseThreshold(
 *   Float64Array.of(0.9, 0.5, 0.1),
 *   Float64Array.of(1, 1, 0),
 *   { cost: 1, margin: 5 },
 * );
 * assertEquals(best, { threshold: 0.5, acted: 2, profit: 8 });
 * assertEquals(rule, { threshold: 0.2, acted: 2, profit: 8 });
 * ```
 *
 * Source: Elkan, "The foundations of cost-sensitive learning", IJCAI (2001).
 */
export function chooseThreshold(
  probabilities: Probabilities,
  outcome: Float64Array,
  { cost, margin }: CostAndMargin,
): ThresholdChoice {
  if (!(cost > 0 && margin > 0)) {
    throw new InputError(`Give a cost and a margin above 0: they are ${cost} and ${margin}`);
  }
  const { threshold, acted, profit } = profitCurve(probabilities, outcome, { cost, margin });
  let best = 0, rule = 0;
  for (let k = 1; k < threshold.length; k++) {
    if (profit[k]! > profit[best]!) best = k;
    if (threshold[k]! >= cost / margin) rule = k;
  }
  return {
    best: { threshold: threshold[best]!, acted: acted[best]!, profit: profit[best]! },
    rule: { threshold: cost / margin, acted: acted[rule]!, profit: profit[rule]! },
  };
}
