/**
 * Who will buy again soon: the probability of a purchase within some days, and how it did on windows
 * that are over, beside rules that anybody could follow.
 *
 * @module
 */
export { purchaseProbability } from "./purchase_probability.ts";
export {
  baseRateRule,
  daysSinceLastRule,
  type Experience,
  type PurchaseRule,
} from "./days_since_last_rule.ts";
export {
  type Backtest,
  type BacktestOptions,
  forecastNames,
  repurchaseBacktest,
} from "./backtest.ts";
