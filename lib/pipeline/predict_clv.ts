import {
  type AnyPurchaseModel,
  continuousRate,
  customerLifetimeValue,
  type CustomerSummary,
  type GammaGamma,
  type Interval,
  type PredictionIntervals,
  predictionIntervals,
} from "perdura/clv/mod.ts";
import type { Settings } from "perdura/lake/mod.ts";

/** Models are fitted in weeks, settings are in days. */
const daysPerWeek = 7;
const weeksPerYear = 365 / daysPerWeek;
/** Days ahead for which purchases are predicted, each in columns of its own. */
export const purchaseHorizons = [30, 90, 180, 365] as const;

/** What CLV is asked for. */
export type ClvTerms = Pick<Settings, "horizon" | "discountRate" | "margin">;

/** What is expected of every customer. */
export interface ClvPredictions {
  /**
   * One array per column, in the order of the customers: `probability_alive`,
   * `expected_purchases_30d` and so on, `expected_value`, `clv`, each followed by the ends of its
   * 95 % interval in `…_lower` and `…_upper`.
   */
  readonly columns: Readonly<Record<string, Float64Array>>;
  /** Purchases of each customer within the horizon. */
  readonly purchasesInHorizon: Float64Array;
  /** CLV of each customer. */
  readonly clv: Float64Array;
  /** The sums over all customers, with their intervals. */
  readonly totals: { readonly purchases: Interval; readonly clv: Interval };
}

/**
 * Predicts for every customer what the models expect, with the uncertainty of the parameters.
 *
 * @param summary customers, times in weeks
 * @param purchases a fitted model of purchases, in weeks
 * @param terms horizon in days, discount rate per year, share of revenue that is kept
 */
export function predictClv(
  summary: CustomerSummary,
  purchases: AnyPurchaseModel,
  spend: GammaGamma,
  { horizon, discountRate, margin }: ClvTerms,
): ClvPredictions {
  const purchasesIn = (days: number) =>
    predictionIntervals(
      [purchases],
      (model) => model.conditionalExpectedPurchases(days / daysPerWeek, summary),
    );
  const value = predictionIntervals(
    [purchases, spend],
    (purchases, spend) =>
      customerLifetimeValue({
        purchases,
        spend,
        summary,
        horizon: horizon / daysPerWeek,
        discountRate: continuousRate(discountRate, weeksPerYear),
        margin,
      }),
  );
  const byHorizon = new Map<number, PredictionIntervals>(
    purchaseHorizons.map((days) => [days, purchasesIn(days)]),
  );
  const inHorizon = byHorizon.get(horizon) ?? purchasesIn(horizon);
  const alive = predictionIntervals([purchases], (model) => model.probabilityAlive(summary), {
    scale: "logit",
  });
  return {
    columns: {
      ...withEnds("probability_alive", alive),
      ...Object.assign(
        {},
        ...[...byHorizon].map(([days, predicted]) =>
          withEnds(`expected_purchases_${days}d`, predicted)
        ),
      ),
      ...withEnds(
        "expected_value",
        predictionIntervals([spend], (model) => model.conditionalExpectedValue(summary)),
      ),
      ...withEnds("clv", value),
    },
    purchasesInHorizon: inHorizon.estimate,
    clv: value.estimate,
    totals: { purchases: inHorizon.total, clv: value.total },
  };
}

function withEnds(name: string, predicted: PredictionIntervals): Record<string, Float64Array> {
  return {
    [name]: predicted.estimate,
    [`${name}_lower`]: predicted.lower,
    [`${name}_upper`]: predicted.upper,
  };
}
