/**
 * Gradient boosted decision trees ({@linkcode GradientBoosting}), and which features a model lives
 * on ({@linkcode permutationImportance}).
 *
 * @module
 */
export type { BoostingHistory } from "./_boost.ts";
export type { GradientBoostingJson } from "./_json.ts";
export type { ShapValues } from "./_shap.ts";
export { GradientBoosting } from "./gradient_boosting.ts";
export type {
  BoostingLoss,
  BoostingValidation,
  GradientBoostingOptions,
} from "./gradient_boosting_options.ts";
export {
  type PermutationImportance,
  permutationImportance,
  type PermutationImportanceOptions,
} from "./permutation_importance.ts";
