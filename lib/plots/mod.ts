/**
 * Figures: one function each, all with one look.
 *
 * A function takes data and returns a {@linkcode Picture}: the finding as its title, what is
 * measured as its subtitle, alternative text, the numbers, and how to draw it at a given width with
 * Observable Plot. Notebooks show it with `figure` of `perdura/report/mod.ts`; {@linkcode toPng} and
 * {@linkcode toStandaloneSvg} make files of it. Colours come from {@linkcode colour}, shared options
 * from {@linkcode canvas}; marks are labelled directly, without Plot's legends, titles and captions.
 *
 * The renderer of PNG files is native code: importing this module needs `--allow-ffi`,
 * `--allow-read` and `--allow-sys=cpus,hostname,networkInterfaces`. The single files beside it,
 * `to_png.ts` apart, need no permission.
 *
 * @module
 */
export { type Picture, type Rows } from "./picture.ts";
export type { Numbers, RowsScope, Scope } from "./scope.ts";
// Customer lifetime value.
export { cumulativeTracking } from "./cumulative_tracking.ts";
export { weeklyTracking } from "./weekly_tracking.ts";
export type { Counts, TrackingInput } from "./_tracking.ts";
export { frequencyHistogram, type FrequencyHistogramInput } from "./frequency_histogram.ts";
export { type FrequencyRecencyGrid, frequencyRecencyGrid } from "./frequency_recency_grid.ts";
export type { FrequencyRecencyInput } from "./_frequency_recency.ts";
export { conditionalExpectedPurchasesMap } from "./conditional_expected_purchases_map.ts";
export { probabilityAliveMap } from "./probability_alive_map.ts";
export { aliveHistory, type AliveHistoryInput } from "./alive_history.ts";
export { clvDistribution, type ClvDistributionInput } from "./clv_distribution.ts";
export { concentration, type ConcentrationInput } from "./concentration.ts";
export {
  type FrequencyBin,
  frequencyCalibration,
  type FrequencyCalibrationInput,
} from "./frequency_calibration.ts";
export { revenueForecastByMonth, type RevenueForecastInput } from "./revenue_forecast_by_month.ts";
// Probabilities.
export { reliabilityDiagram, type ReliabilityDiagramInput } from "./reliability_diagram.ts";
export {
  rocAndPrecisionRecall,
  type RocAndPrecisionRecallInput,
} from "./roc_and_precision_recall.ts";
export { confusionTable, type ConfusionTableInput } from "./confusion_table.ts";
export { modelComparison, type ModelComparisonInput } from "./model_comparison.ts";
export { featureImportance, type FeatureImportanceInput } from "./feature_importance.ts";
export { liftAndGain, type LiftAndGainInput } from "./lift_and_gain.ts";
export { profitByShare, type ProfitByShareInput } from "./profit_by_share.ts";
// What messages change.
export { effectByArm, type EffectByArmInput } from "./effect_by_arm.ts";
export { qiniDiagram, type QiniDiagramInput } from "./qini_diagram.ts";
export { upliftOfDeciles, type UpliftOfDecilesInput } from "./uplift_of_deciles.ts";
// A web shop.
export { funnelByYear, type FunnelByYearInput } from "./funnel_by_year.ts";
export { judgedInSteps, type JudgedInStepsInput } from "./judged_in_steps.ts";
export {
  measureByMonth,
  type MeasureByMonthInput,
  type MeasuredMonth,
} from "./measure_by_month.ts";
export { orderStatusByYear, type OrderStatusByYearInput } from "./order_status_by_year.ts";
export { rateByGroup, type RateByGroupInput } from "./rate_by_group.ts";
// How networks learn.
export { trainingHistory, type TrainingHistoryInput } from "./training_history.ts";
// Transactions and customers.
export { rowsByRule, type RowsByRuleInput } from "./rows_by_rule.ts";
export { dailyCalendar, type DailyCalendarInput } from "./daily_calendar.ts";
export { revenueByMonth, type RevenueByMonthInput } from "./revenue_by_month.ts";
export { sizeDistribution, type SizeDistributionInput } from "./size_distribution.ts";
export { topShares, type TopSharesInput } from "./top_shares.ts";
export { rfmDistribution, type RfmDistributionInput } from "./rfm_distribution.ts";
export { cohortRetention } from "./cohort_retention.ts";
export { cohortRevenue } from "./cohort_revenue.ts";
export type { CohortMonth, CohortsInput } from "./_cohort_map.ts";
export { daysBetweenPurchases, type DaysBetweenPurchasesInput } from "./days_between_purchases.ts";
// Numbers in words, for the text around figures.
export { dayWords, modelWords, money, monthWords, plural, share } from "./_words.ts";
export { shareTick } from "./_ticks.ts";
// What figures are made of.
export { canvas, document, isNarrow } from "./canvas.ts";
export {
  categoryColours,
  colour,
  colourVariables,
  figureWidth,
  fontFamily,
  fontSize,
  scheme,
  type Shade,
  type ShadeName,
  shades,
} from "./theme.ts";
export { drawingOf, toStandaloneSvg, toSvg, withLightColours } from "./to_svg.ts";
export { toPng } from "./to_png.ts";
