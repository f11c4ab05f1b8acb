import { ascendingOrder } from "perdura/stats/mod.ts";

/** A column of probabilities and what its order says, worked out once for many weightings. */
export interface OrderedProbabilities {
  readonly values: Float64Array;
  /** Rows in ascending order of the values. */
  readonly order: Uint32Array;
}

/** Probabilities, in order already or not; measures of order alone also take other scores. */
export type Probabilities = Float64Array | OrderedProbabilities;

/**
 * Puts probabilities in order, once, for all measures that need it.
 *
 * @param probabilities n probabilities
 */
export function orderedProbabilities(probabilities: Probabilities): OrderedProbabilities {
  return probabilities instanceof Float64Array
    ? { values: probabilities, order: ascendingOrder(probabilities) }
    : probabilities;
}

/** The probabilities themselves. */
export function valuesOf(probabilities: Probabilities): Float64Array {
  return probabilities instanceof Float64Array ? probabilities : probabilities.values;
}
