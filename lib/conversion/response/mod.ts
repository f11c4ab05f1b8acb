/**
 * Who responds to a message: {@linkcode trainResponse} learns it from a campaign and compares models
 * on customers that none has seen; a {@linkcode ResponseModel} scores raw rows.
 *
 * Networks run on TensorFlow.js: importing this module needs the permissions of
 * `perdura/learn/mod.ts`.
 *
 * @module
 */
export { CalibrationCurve, type CalibrationCurveJson, type Scores } from "./calibration_curve.ts";
export { comparisonCsv } from "./comparison_csv.ts";
export {
  type EncodedRows,
  type FitOptions,
  fitScorers,
  type FittedScorers,
  type NetworkTraining,
} from "./fit_scorers.ts";
export { metricsCsv } from "./metrics_csv.ts";
export {
  type ColumnSignature,
  preprocessingFile,
  ResponseModel,
  type ResponseModelParts,
} from "./response_model.ts";
export { type ModelFiles, type ResponseModelName, responseModels, type Scorer } from "./scorer.ts";
export { type CustomerScores, latestRows, scoreCustomers } from "./score_customers.ts";
export {
  baseRateName,
  responseObstacle,
  type ResponseOptions,
  type TrainedResponse,
  trainResponse,
  type TriedModel,
} from "./train_response.ts";
export { messageFeature, type MessageRows, messageRows } from "./message_rows.ts";
