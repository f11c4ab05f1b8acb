/**
 * Whom it is worth writing to: what a message changes, not who responds.
 *
 * A control group that chance chose shows what happens without the message. {@linkcode averageEffect}
 * says what the message does to the average customer, {@linkcode upliftScores} how well an
 * order of customers puts those first whom it changes. {@linkcode sendList} turns what it does to
 * each into a list with expected profits and a budget; without a control group it takes the
 * probability of a response, which counts responses that would have come anyway.
 *
 * @module
 */
export { averageEffect, type Responses } from "./average_effect.ts";
// How good an order of customers is.
export { type UpliftRanking, upliftRanking, type UpliftRows } from "./uplift_ranking.ts";
export { qiniCurve, type UpliftCurve, upliftCurve } from "./uplift_curve.ts";
export { type UpliftScores, upliftScores } from "./uplift_scores.ts";
export {
  upliftAtK,
  type UpliftBin,
  type UpliftBinOptions,
  upliftByDecile,
} from "./uplift_by_decile.ts";
export { qiniBand, type QiniBandOptions, type QiniBandPoint } from "./qini_band.ts";
export { type ComparedRanking, compareRankings } from "./compare_rankings.ts";
export { type AttainableQini, attainableQini } from "./attainable_qini.ts";
// What the message does to each customer.
export {
  type UpliftLearner,
  UpliftModel,
  type UpliftModelJson,
  type UpliftOptions,
  type UpliftTraining,
} from "./uplift_model.ts";
export {
  chooseUplift,
  type ChosenUplift,
  type CrossFitOptions,
  type CrossFittedUplift,
  crossFitUplift,
  upliftCandidates,
} from "./cross_fit_uplift.ts";
export { UpliftEncoder, UpliftScorer, type UpliftScorerJson } from "./uplift_scorer.ts";
export { campaignUplift, type MessageUplift } from "./campaign_uplift.ts";
// What it brings to act on it.
export {
  type ComparedPolicy,
  comparePolicies,
  type PolicyTerms,
  writeToShare,
  writeWhereItPays,
} from "./compare_policies.ts";
export { type ArmRows, compareAssignments } from "./compare_assignments.ts";
export {
  choosingPays,
  overBestRule,
  type TargetingAtCost,
  targetingByCost,
  type TargetingRows,
} from "./targeting_by_cost.ts";
export { targetingVerdict, type Verdict } from "./targeting_verdict.ts";
// The list.
export { type BestMessages, bestMessages, heldOutRows } from "./best_messages.ts";
export {
  type HeldOutRows,
  type SendList,
  sendList,
  type SendListInput,
  valuePerResponse,
} from "./send_list.ts";
