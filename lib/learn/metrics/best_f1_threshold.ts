import type { Probabilities } from "./ordered_probabilities.ts";
import { prCurve } from "./pr_curve.ts";

/** From which probability on a row is called a yes, and how good that is on the rows at hand. */
export interface F1Threshold {
  /** Infinity where there is no yes. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
}

/**
 * The threshold with the highest F1, the harmonic mean of precision and recall; the least of several.
 *
 * For those who have neither cost nor margin to choose by: where yeses are rare hardly a probability
 * reaches a half, and a report at a half says little. Choose on rows that the model has not seen.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 *
 * @example
 * ```ts
 * import { bestF1Threshold } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { threshold, f1 } = bestF1Threshold(Float64Array.of(0.1, 0.2, 0.4), Float64Array.of(0, 1, 1));
 * assertEquals([threshold, f1], [0.2, 1]);
 * ```
 *
 * Source: van Rijsbergen, "Information retrieval" (1979), chapter 7.
 */
export function bestF1Threshold(
  probabilities: Probabilities,
  outcome: Float64Array,
): F1Threshold {
  const curve = prCurve(probabilities, outcome);
  let best: F1Threshold = { threshold: Infinity, precision: 1, recall: 0, f1: 0 };
  curve.threshold.forEach((threshold, k) => {
    const precision = curve.precision[k]!, recall = curve.recall[k]!;
    const f1 = 2 * precision * recall / (precision + recall);
    if (f1 > best.f1) best = { threshold, precision, recall, f1 };
  });
  return best;
}
