/**
 * Who will buy again soon: the probability of a purchase within some days, and how it did on windows
 * that are over, beside rules that anybody could follow.
 *
 * {@linkcode repurchase30} learns from transactions: customers as they were known on many days of the
 * past ({@linkcode trainingRows}) teach a {@linkcode RepurchaseModel}, which is tested on later days
 * by models made earlier ({@linkcode rollingForecasts}).
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

// Learning from transactions
export { type Horizon, horizons, type PerHorizon } from "./horizons.ts";
export { sampleCustomers } from "./sample_customers.ts";
export { snapshotDates, type SnapshotOptions } from "./snapshot_dates.ts";
export { trainingRows, type TrainingRowsOptions } from "./training_rows.ts";
export {
  type LearningDays,
  learningDays,
  type RollingTest,
  rollingTests,
} from "./learning_days.ts";
export { type RepurchaseRows, repurchaseRows, rowsAsOf } from "./repurchase_rows.ts";
export { type CustomerPart, customerParts } from "./customer_parts.ts";
export { type EncodedRows, type LearningSet, learningSet } from "./learning_set.ts";
export {
  type ModelFiles,
  RepurchaseModel,
  type RepurchaseNetworkOptions,
  type RepurchasePredictions,
} from "./repurchase_model.ts";
export { modelCard } from "./model_card.ts";
export { predictionsTable } from "./predictions_table.ts";
export { type Reason, reasons } from "./reasons.ts";
export {
  type Repurchase30,
  repurchase30,
  type Repurchase30Input,
  type Repurchase30Options,
} from "./repurchase_30.ts";
export { repurchaseObstacle } from "./obstacle.ts";

// How good it is
export { attainableProbabilities, type PurchaseTruth, shareOfAttainable } from "./attainable.ts";
export { comparedForecasts, type RollingForecasts, rollingForecasts } from "./rolling_forecasts.ts";
export {
  pooled,
  type RepurchaseScore,
  repurchaseScores,
  scoresTable,
  unseenCustomers,
} from "./metrics_table.ts";
export { forecastColumn, forecastsTable } from "./forecasts_table.ts";
export { forecastWords, repurchaseVerdict } from "./repurchase_verdict.ts";
export { type Standing, standing, verdict } from "./verdict.ts";
