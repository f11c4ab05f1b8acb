import { checkRows } from "./_check_rows.ts";
import { type Probabilities, valuesOf } from "./ordered_probabilities.ts";

/** Numbers of rows by what was predicted and what happened. */
export interface ConfusionMatrix {
  readonly trueNegative: number;
  /** Predicted, and did not happen. */
  readonly falsePositive: number;
  /** Happened, and was not predicted. */
  readonly falseNegative: number;
  readonly truePositive: number;
}

/**
 * Counts right and wrong predictions; a yes is predicted where the probability is at least the
 * threshold.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param threshold 0.5 where both mistakes cost the same
 * @param weight how many times each row counts; default 1
 *
 * @example
 * ```ts
 * import { confusionMatrix } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = confusionMatrix(Float64Array.of(0.1, 0.6, 0.9), Float64Array.of(0, 0, 1), 0.5);
 * assertEquals(matrix, { trueNegative: 1, falsePositive: 1, falseNegative: 0, truePositive: 1 });
 * ```
 */
export function confusionMatrix(
  probabilities: Probabilities,
  outcome: Float64Array,
  threshold: number,
  weight?: Float64Array,
): ConfusionMatrix {
  const values = valuesOf(probabilities);
  checkRows(values, outcome, weight);
  let trueNegative = 0, falsePositive = 0, falseNegative = 0, truePositive = 0;
  for (let i = 0; i < values.length; i++) {
    const w = weight?.[i] ?? 1;
    const isPredicted = values[i]! >= threshold;
    if (outcome[i] === 1) isPredicted ? truePositive += w : falseNegative += w;
    else isPredicted ? falsePositive += w : trueNegative += w;
  }
  return { trueNegative, falsePositive, falseNegative, truePositive };
}
