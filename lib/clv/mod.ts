/**
 * What customers will buy and what they will be worth: models that are fitted to the purchase
 * history of many customers, (x, t_x, T) and mean spend, and say how likely each is still a
 * customer, how often each will buy, and what that is worth today.
 *
 * Fit a model of purchases and one of spend, look at their warnings, then ask them:
 *
 * ```ts
 * import { customerLifetimeValue, fitGammaGamma, fitParetoNbd } from "perdura/clv/mod.ts";
 * import type { CustomerSummary } from "perdura/clv/mod.ts";
 *
 * function valueOf(summary: CustomerSummary): Float64Array {
 *   const purchases = fitParetoNbd(summary);
 *   const spend = fitGammaGamma(summary);
 *   return customerLifetimeValue({ purchases, spend, summary, horizon: 52, discountRate: 0.0027 });
 * }
 * ```
 *
 * Pure: no files, no network, no data frames; runs in a browser.
 *
 * @module
 */
// Customers
export type { CustomerSummary, Matrix, PurchaseModel, PurchaseSimulator } from "./types.ts";
export { type CompressedSummary, compressSummary } from "./compress.ts";

// Models of purchases
export type { FitOptions } from "./fit_options.ts";
export { fitParetoNbd } from "./fit_pareto_nbd.ts";
export { ParetoNbd, type ParetoNbdParams } from "./pareto_nbd.ts";
export { BetaGeometricModel, type BgNbdParams } from "./beta_geometric_model.ts";
export { fitBgNbd, fitMbgNbd } from "./fit_bg_nbd.ts";
export { BgNbd } from "./bg_nbd.ts";
export { MbgNbd } from "./mbg_nbd.ts";
export { fitBgCnbdK, fitMbgCnbdK, type RegularFitOptions } from "./fit_cnbd_k.ts";
export type { CnbdKParams } from "./cnbd_k_params.ts";
export { BgCnbdK } from "./bg_cnbd_k.ts";
export { MbgCnbdK } from "./mbg_cnbd_k.ts";
export { type AnyPurchaseModel, purchaseModelFromJSON, purchaseModels } from "./purchase_models.ts";

// Spend and value
export { fitGammaGamma } from "./fit_gamma_gamma.ts";
export { GammaGamma, type GammaGammaParams, type SpendIndependence } from "./gamma_gamma.ts";
export {
  continuousRate,
  customerLifetimeValue,
  type LifetimeValueOptions,
} from "./customer_lifetime_value.ts";

export {
  type AcquisitionOptions,
  type AcquisitionReturn,
  acquisitionReturn,
  newCustomer,
} from "./acquisition_return.ts";
export {
  type ForecastOptions,
  type ForecastPeriod,
  type RevenueForecast,
  revenueForecast,
} from "./revenue_forecast.ts";

// Uncertainty
export {
  type IntervalOptions,
  type PredictionIntervals,
  predictionIntervals,
} from "./prediction_intervals.ts";
export type { PosteriorOptions } from "./draw_posterior.ts";
export type { Posterior, PosteriorPredictions, PosteriorSummary } from "./posterior.ts";

// What a model says of the customers, and how well it describes what it was fitted to
export { type PopulationQuantity, purchasesInWords, spendInWords } from "./population_in_words.ts";
export { allAlike, expectedFrequencyCounts, frequencyCounts } from "./frequency_counts.ts";

// Validation on what happened later
export {
  type Accuracy,
  type CalibrationBin,
  chooseModel,
  fitHiatus,
  hiatus,
  type Holdout,
  type HoldoutReport,
  type HoldoutScore,
  isClearlyBetter,
  type ModelChoice,
  type PairedDifference,
  pairedDifference,
  type PurchaseForecast,
  type PurchaseHistory,
  sameRate,
  type Tracking,
  type TrackingData,
  trackPurchases,
  validateHoldout,
  type ValidateOptions,
} from "./holdout/mod.ts";

// What all models have in common
export { type Interval, type ModelJson, ParametricModel } from "./parametric_model.ts";
export type { ParameterSpace } from "./parameters.ts";
export type { Convergence, FitFlag } from "./convergence.ts";
export type { Fit } from "./fit_likelihood.ts";
export type { LogNormalPrior, NormalPrior, Prior } from "./prior.ts";
