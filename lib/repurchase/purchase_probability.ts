import type { CustomerSummary, PurchaseModel } from "perdura/clv/mod.ts";

/**
 * The probability of at least one purchase in the time to come: 1 − P(X(T, T + t) = 0 | x, t_x, T).
 *
 * @param t time from the end of observation, in the unit of the summary
 * @returns one probability per customer
 *
 * @example
 * ```ts
 * import { ParetoNbd } from "perdura/clv/mod.ts";
 * import { purchaseProbability } from "perdura/repurchase/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const model = ParetoNbd.fromParams({ r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 });
 * const [regular, gone] = purchaseProbability(model, 30 / 7, {
 *   customerId: ["regular", "gone"],
 *   frequency: Float64Array.of(10, 10),
 *   recency: Float64Array.of(38, 12),
 *   T: Float64Array.of(39, 39),
 * });
 * assert(regular! > 0.5 && gone! < 0.01);
 * ```
 */
export function purchaseProbability(
  model: Pick<PurchaseModel, "conditionalPmf">,
  t: number,
  summary: CustomerSummary,
): Float64Array {
  // Sums of many small probabilities may miss 1 by a rounding.
  return model.conditionalPmf(0, t, summary).map((none) => Math.min(1, Math.max(0, 1 - none)));
}
