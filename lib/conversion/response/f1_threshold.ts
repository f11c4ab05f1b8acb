import { prCurve } from "perdura/learn/mod.ts";

/**
 * The probability from which on predicting a response gives the highest F1: the least of several.
 *
 * Responses are rare, and hardly a probability reaches a half; so a report at a half says little.
 *
 * @param probabilities n probabilities, of validation rows
 * @param label n values, 1 where the customer responded, else 0
 *
 * @example
 * ```ts
 * import { f1Threshold } from "perdura/conversion/response/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(f1Threshold(Float64Array.of(0.1, 0.2, 0.3, 0.3), Float64Array.of(0, 0, 1, 0)), 0.3);
 * ```
 */
export function f1Threshold(probabilities: Float64Array, label: Float64Array): number {
  const { precision, recall, threshold } = prCurve(probabilities, label);
  const f1 = threshold.map((_, k) =>
    2 * precision[k]! * recall[k]! / (precision[k]! + recall[k]! || 1)
  );
  return threshold[f1.indexOf(Math.max(...f1))]!;
}
