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
