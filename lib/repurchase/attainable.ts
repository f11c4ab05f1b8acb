import { ParetoNbd } from "perdura/clv/mod.ts";
import { type PerHorizon, perHorizon } from "./horizons.ts";
import { purchaseProbability } from "./purchase_probability.ts";
import { type RepurchaseRows, summaryOf } from "./repurchase_rows.ts";

const daysPerWeek = 7;

/** What is true of the purchases of a simulated shop, as `demo_truth.json` says it. */
export interface PurchaseTruth {
  readonly purchases: {
    readonly r: number;
    readonly alpha: number;
    readonly s: number;
    readonly beta: number;
  };
}

/**
 * As good as the best possible forecast of a simulated shop: the probability of a purchase given a
 * customer's history, at the parameters that the shop was simulated with.
 *
 * Histories alone tell buyers from others no better than that, but for the calendar: the season and
 * the closed days of the simulated shop are left out, and change the ROC-AUC in the fourth digit. What
 * only the simulator knows, the rate of each customer and who has dropped out already, plays no part.
 *
 * @param truth what the shop was simulated with, in weeks
 * @returns one probability per row, for each horizon
 */
export function attainableProbabilities(
  rows: RepurchaseRows,
  { purchases: { r, alpha, s, beta } }: PurchaseTruth,
): PerHorizon<Float64Array> {
  const model = ParetoNbd.fromParams({ r, alpha, s, beta });
  const summary = summaryOf(rows);
  return perHorizon((days) => purchaseProbability(model, days / daysPerWeek, summary));
}

/** How much of the way from guessing to the best possible ROC-AUC a forecast has come. */
export function shareOfAttainable(rocAuc: number, attainable: number): number {
  return (rocAuc - 0.5) / (attainable - 0.5);
}
