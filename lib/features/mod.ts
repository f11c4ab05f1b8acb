/**
 * What is known of customers, made from clean transactions.
 *
 * {@linkcode customerSummary} has the numbers that purchase models need, {@linkcode rfm} those that
 * people read, {@linkcode cohorts} follows customers from the month of their first purchase. All
 * leave out lines whose customer nobody knows.
 *
 * {@linkcode customerFeatures} is a store of features, each declared once and computed as of any day
 * from what was known before it.
 *
 * Encoders make columns of any kind ready for a model: {@linkcode FeatureEncoder} is all that a network
 * needs. Those that look at the outcome keep rows that a model learns from apart from their own.
 *
 * @module
 */
export { calibrationHoldout, type CalibrationHoldoutOptions } from "./calibration_holdout.ts";
export { cohorts, type CohortsOptions } from "./cohorts.ts";
export { type CustomerDays, customerDays, type CustomerDaysOptions } from "./customer_days.ts";
export { customerSummary, type CustomerSummaryOptions } from "./customer_summary.ts";
export { daysBetweenPurchases } from "./days_between_purchases.ts";
export {
  type FeatureMatrix,
  type RawColumn,
  rowsOf,
  takeRawRows,
  takeRows,
  takeValues,
} from "./feature_matrix.ts";
export { purchaseDays } from "./purchase_days.ts";
export { purchaseHistory, type PurchaseHistoryOptions } from "./purchase_history.ts";
export { rfm, type RfmOptions } from "./rfm.ts";
export { salesBy, type SalesOf } from "./sales_by.ts";
export { salesByMonth, type SalesOfMonth } from "./sales_by_month.ts";
export { shareHolding } from "./share_holding.ts";
export { toCustomerSummary } from "./to_customer_summary.ts";
export { type TimeUnit } from "./_days.ts";

// The feature store
export {
  defineFeatures,
  type Entity,
  type Feature,
  type FeatureDeclaration,
  type FeatureGroup,
} from "./store/feature.ts";
export { type History, knownAt } from "./store/known_at.ts";
export { FeatureStore, type FeatureStoreOptions, type TableWriter } from "./store/feature_store.ts";
export { registry, type RegistryRow } from "./store/registry.ts";
export { customerFeatures } from "./transactions/customer_features.ts";
export { customerHistory, type CustomerTables } from "./transactions/customer_history.ts";
export { type CustomerPast } from "./transactions/customer_past.ts";
export { purchaseSummary } from "./transactions/purchase_model_features.ts";

// Matrices and models as plain data
export { columnsNamed } from "./columns_named.ts";
export { readModelJson } from "./read_model_json.ts";

// Rows that belong together
export { groupFolds, type GroupFoldsOptions } from "./group_folds.ts";
export {
  type NumberedGroups,
  numberGroups,
  type RowGroups,
  shuffle,
  shuffled,
} from "./row_groups.ts";

// Encoders: columns of tables made ready for models
export { FeatureEncoder, type FeatureEncoderOptions } from "./encoders/feature_encoder.ts";
export { OneHotEncoder, type OneHotEncoderOptions } from "./encoders/one_hot_encoder.ts";
export { type OutOfFold } from "./encoders/_out_of_fold.ts";
export {
  PrincipalComponents,
  type PrincipalComponentsOptions,
} from "./encoders/principal_components.ts";
export { QuantileScaler, type QuantileScalerOptions } from "./encoders/quantile_scaler.ts";
export { RobustScaler } from "./encoders/robust_scaler.ts";
export { StandardScaler } from "./encoders/standard_scaler.ts";
export { TargetEncoder, type TargetEncoderOptions } from "./encoders/target_encoder.ts";
export { WoeEncoder, type WoeEncoderOptions } from "./encoders/woe_encoder.ts";
