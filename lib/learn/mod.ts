/**
 * How good probabilities of a yes are: {@linkcode compareProbabilities} puts forecasts beside each
 * other on the same rows, {@linkcode reliability} holds what was expected against what happened.
 *
 * @module
 */
export {
  type ComparedForecast,
  compareProbabilities,
  type Estimate,
  type ProbabilityForecasts,
} from "./compare_probabilities.ts";
export {
  type OrderedProbabilities,
  orderedProbabilities,
  type ProbabilityScores,
  probabilityScores,
} from "./probability_scores.ts";
export { reliability, type ReliabilityBin } from "./reliability.ts";

// Splits
export { groupFolds, type GroupFoldsOptions } from "perdura/features/group_folds.ts";
export { type RowsOfFold, rowsOfFold } from "./splits/rows_of_fold.ts";
export { splitByGroup, type SplitByGroupOptions } from "./splits/split_by_group.ts";
export { splitByTime, type SplitByTimeOptions, type TimeSplit } from "./splits/split_by_time.ts";
export { splitByTimeAndGroup } from "./splits/split_by_time_and_group.ts";
