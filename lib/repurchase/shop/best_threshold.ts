import { prCurve } from "perdura/learn/mod.ts";

/** From which probability on an order is called a repurchase. */
export interface BestThreshold {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
}

/**
 * The threshold with the best harmonic mean of precision and recall: for those who have neither cost
 * nor margin to choose by.
 *
 * @param probabilities n probabilities of orders that the model has not seen
 * @param outcome n values, 1 for a repurchase and 0 for none; at least one of each
 *
 * @example
 * ```ts
 * import { bestThreshold } from "perdura/repurchase/shop/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { threshold, f1 } = bestThreshold(Float64Array.of(0.1, 0.2, 0.4), Float64Array.of(0, 1, 1));
 * assertEquals([threshold, f1], [0.2, 1]);
 * ```
 */
export function bestThreshold(probabilities: Float64Array, outcome: Float64Array): BestThreshold {
  const { precision, recall, threshold } = prCurve(probabilities, outcome);
  let best: BestThreshold = { threshold: Infinity, precision: 1, recall: 0, f1: 0 };
  threshold.forEach((value, k) => {
    const [p, r] = [precision[k]!, recall[k]!];
    const f1 = 2 * p * r / (p + r);
    if (f1 > best.f1) best = { threshold: value, precision: p, recall: r, f1 };
  });
  return best;
}
