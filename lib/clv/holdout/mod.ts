/**
 * How good models of purchases are on what happened after they were fitted.
 *
 * {@linkcode validateHoldout} measures any number of models beside naive rules: errors per customer
 * and in total, the order of the customers, calibration by frequency and recency, purchases of the
 * whole base over time, and the log-likelihood of what each customer did, with intervals over
 * customers for every difference. {@linkcode chooseModel} keeps a preferred model unless another is
 * clearly better.
 *
 * @module
 */
export {
  type Holdout,
  type HoldoutReport,
  type HoldoutScore,
  validateHoldout,
  type ValidateOptions,
} from "./validate_holdout.ts";
export { chooseModel, isClearlyBetter, type ModelChoice } from "./choose_model.ts";
export { pairedDifference } from "./paired_difference.ts";
export {
  fitHiatus,
  hiatus,
  type PurchaseForecast,
  type PurchaseHistory,
  sameRate,
} from "./baselines.ts";
export { type Accuracy, measureAccuracy } from "./accuracy.ts";
export { decileLift, normalisedGini } from "./concentration.ts";
export {
  type CalibrationBin,
  calibrationByFrequency,
  calibrationByRecency,
  type Predictions,
} from "./calibration.ts";
export { type Tracking, type TrackingData, trackPurchases } from "./tracking.ts";
export { type LogScore, logScore } from "./log_score.ts";
export { type Measure, type PairedDifference } from "./bootstrap.ts";
