/**
 * Gradient boosted decision trees: {@linkcode GradientBoosting}.
 *
 * @module
 */
export type { BoostingHistory } from "./_boost.ts";
export type { GradientBoostingJson } from "./_json.ts";
export { GradientBoosting } from "./gradient_boosting.ts";
export type {
  BoostingLoss,
  BoostingValidation,
  GradientBoostingOptions,
} from "./gradient_boosting_options.ts";
