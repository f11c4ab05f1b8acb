import pl from "nodejs-polars";
import { purchaseModels } from "perdura/clv/mod.ts";
import { calibrationHoldout, toCustomerSummary } from "perdura/features/mod.ts";
import { baseRateRule, daysSinceLastRule, type Experience } from "./days_since_last_rule.ts";
import { purchaseProbability } from "./purchase_probability.ts";

const day = 86_400_000;
const daysPerWeek = 7;
/** Below this, neither fits nor rules have anything to learn from. */
const leastWeeks = 12;

/** Names of the forecasts that are compared. */
export const forecastNames = {
  daysSinceLast: "days since last",
  baseRate: "base rate",
} as const;

/** Which window {@linkcode repurchaseBacktest} forecasts. */
export interface BacktestOptions {
  /** Last day of the window, included. */
  readonly end: Date;
  /** Length of the window in days. */
  readonly days: number;
  /** Name of a model of purchases. */
  readonly model: string;
}

/** Forecasts of who buys in a window, made from what was known before it. */
export interface Backtest {
  /** Last day before the window. */
  readonly madeOn: Date;
  /** Last day of the window. */
  readonly end: Date;
  readonly days: number;
  readonly customers: number;
  /** 1 for a customer who bought in the window, in the order of the summary. */
  readonly bought: Float64Array;
  /** Probabilities by name: the model first, then the baselines of {@linkcode forecastNames}. */
  readonly forecasts: Readonly<Record<string, Float64Array>>;
}

/**
 * Forecasts who buys in a window that is over, without looking at it: the model is fitted to the
 * past before the window; the baselines learn from the window of the same length before that.
 *
 * @param transactions the canonical table
 * @returns undefined where the past before both windows is shorter than 12 weeks
 */
export function repurchaseBacktest(
  transactions: pl.DataFrame,
  { end, days, model }: BacktestOptions,
): Backtest | undefined {
  const madeOn = new Date(end.getTime() - days * day);
  const before = new Date(madeOn.getTime() - days * day);
  const first = transactions.select(pl.col("timestamp").min().cast(pl.Float64)).row(0)[0] as number;
  if (before.getTime() - first < leastWeeks * daysPerWeek * day) return undefined;

  const learnt = experienceOf(transactions, before, madeOn);
  const { summary, bought } = experienceOf(transactions, madeOn, end);
  const fitted = purchaseModels[model]!.fit(summary);
  return {
    madeOn,
    end,
    days,
    customers: bought.length,
    bought,
    forecasts: {
      [fitted.name]: purchaseProbability(fitted, days / daysPerWeek, summary),
      [forecastNames.daysSinceLast]: daysSinceLastRule(learnt)(summary),
      [forecastNames.baseRate]: baseRateRule(learnt)(summary),
    },
  };
}

/** The customers as they were on a day, and who of them bought in the window after it. */
function experienceOf(transactions: pl.DataFrame, on: Date, end: Date): Experience {
  const table = calibrationHoldout(transactions, { calibrationEnd: on, observationEnd: end });
  const purchases = table.select(pl.col("frequency_holdout").cast(pl.Float64))
    .getColumn("frequency_holdout").toTypedArray() as Float64Array;
  return { summary: toCustomerSummary(table), bought: purchases.map((n) => n > 0 ? 1 : 0) };
}
