/**
 * How to learn from rows about customers, and how good the answer is.
 *
 * Rows are divided so that no customer is on both sides ({@linkcode splitByGroup},
 * {@linkcode splitByTime}, {@linkcode groupFolds}). {@linkcode LogisticRegression} is the simple model
 * that others have to beat, {@linkcode calibrate} puts probabilities right on rows that no model
 * saw. Probabilities of a yes are measured by
 * {@linkcode probabilityScores}, with intervals over customers by {@linkcode bootstrapInterval};
 * {@linkcode compareProbabilities} puts forecasts beside each other on the same rows, and
 * {@linkcode reliability} holds what was expected against what happened.
 *
 * Networks are in `perdura/learn/networks/mod.ts`, apart, because TensorFlow.js takes a moment to
 * start.
 *
 * @module
 */
// Models of few numbers
export {
  LogisticRegression,
  type LogisticRegressionJson,
  type LogisticRegressionOptions,
} from "./logistic_regression.ts";

// Calibration
export { BetaCalibrator } from "./calibration/beta.ts";
export { calibrate, type CalibrateOptions, calibratorFromJSON } from "./calibration/calibrate.ts";
export { type CalibrationMethod, type Calibrator } from "./calibration/calibrator.ts";
export { calibrationSlope } from "./calibration/calibration_slope.ts";
export { IsotonicCalibrator, type IsotonicOptions } from "./calibration/isotonic.ts";
export { PlattCalibrator } from "./calibration/platt.ts";

// Metrics
export { type AttainableGain, attainableGain } from "./metrics/attainable_gain.ts";
export { bestF1Threshold, type F1Threshold } from "./metrics/best_f1_threshold.ts";
export {
  bootstrapInterval,
  type BootstrapOptions,
  type Estimate,
  resample,
} from "./metrics/bootstrap_interval.ts";
export { type BrierDecomposition, brierDecomposition } from "./metrics/brier_decomposition.ts";
export { brierScore } from "./metrics/brier_score.ts";
export { brierSkill, type BrierSkillOptions } from "./metrics/brier_skill.ts";
export { calibrationError } from "./metrics/calibration_error.ts";
export {
  chooseThreshold,
  type ChosenThreshold,
  type ThresholdChoice,
} from "./metrics/choose_threshold.ts";
export {
  classificationReport,
  type ClassificationReportRow,
} from "./metrics/classification_report.ts";
export {
  type ComparedForecast,
  compareProbabilities,
  type ProbabilityForecasts,
} from "./metrics/compare_probabilities.ts";
export { type ConfusionMatrix, confusionMatrix } from "./metrics/confusion_matrix.ts";
export { type Decile, decileTable } from "./metrics/decile_table.ts";
export { liftAt } from "./metrics/lift_at.ts";
export { logLoss } from "./metrics/log_loss.ts";
export {
  type OrderedProbabilities,
  orderedProbabilities,
  type Probabilities,
} from "./metrics/ordered_probabilities.ts";
export { prAuc } from "./metrics/pr_auc.ts";
export { type PrCurve, prCurve } from "./metrics/pr_curve.ts";
export { type ProbabilityScores, probabilityScores } from "./metrics/probability_scores.ts";
export { type CostAndMargin, type ProfitCurve, profitCurve } from "./metrics/profit_curve.ts";
export { reliability, type ReliabilityBin } from "./metrics/reliability.ts";
export { rocAuc } from "./metrics/roc_auc.ts";
export { type RocCurve, rocCurve } from "./metrics/roc_curve.ts";

// Splits
export { groupFolds, type GroupFoldsOptions } from "perdura/features/group_folds.ts";
export { type RowsOfFold, rowsOfFold } from "./splits/rows_of_fold.ts";
export { splitByGroup, type SplitByGroupOptions } from "./splits/split_by_group.ts";
export { splitByTime, type SplitByTimeOptions, type TimeSplit } from "./splits/split_by_time.ts";
export { splitByTimeAndGroup } from "./splits/split_by_time_and_group.ts";

// Boosted trees
export {
  type BoostingHistory,
  type BoostingLoss,
  type BoostingValidation,
  GradientBoosting,
  type GradientBoostingJson,
  type GradientBoostingOptions,
  type PermutationImportance,
  permutationImportance,
  type PermutationImportanceOptions,
  type ShapValues,
} from "./trees/mod.ts";
