import { ascendingOrder } from "perdura/stats/mod.ts";
import { concentration, decileLift } from "./concentration.ts";
import { correlationOfRanks, ranks } from "./ranks.ts";

/** How far predictions are from what happened. */
export interface Accuracy {
  /** Sum of the predictions over all customers. */
  readonly expectedTotal: number;
  /** Sum of what happened. */
  readonly actualTotal: number;
  /** expectedTotal / actualTotal − 1: 0.1 is a forecast of the whole base 10 % too high. */
  readonly relativeError: number;
  /** Mean of prediction − actual, per customer. */
  readonly bias: number;
  /**
   * Mean of |prediction − actual|, per customer. Rewards the median: where most customers do
   * nothing, predicting 0 for everybody does well.
   */
  readonly meanAbsoluteError: number;
  /** Root of the mean of (prediction − actual)². Rewards the mean. */
  readonly rootMeanSquareError: number;
  /** Spearman's rank correlation of prediction and actual, exact with ties. */
  readonly rankCorrelation: number;
  /** Gini coefficient of the order, over that of the perfect order. */
  readonly normalisedGini: number;
}

/** A column of numbers and what its order says, worked out once for many weightings. */
export interface Ordered {
  readonly values: Float64Array;
  readonly order: Uint32Array;
}

/** @param values n numbers */
export function ordered(values: Float64Array): Ordered {
  return { values, order: ascendingOrder(values) };
}

/**
 * Every measure of {@linkcode Accuracy} at once, for one weighting of the customers.
 *
 * @param predicted n predictions
 * @param actual n observations, at least 0
 * @param weight how many times each customer counts
 */
export function accuracyOf(
  predicted: Ordered,
  actual: Ordered,
  weight: Float64Array,
): Accuracy {
  let customers = 0, expectedTotal = 0, actualTotal = 0, absolute = 0, squared = 0;
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!;
    const error = predicted.values[i]! - actual.values[i]!;
    customers += w;
    expectedTotal += w * predicted.values[i]!;
    actualTotal += w * actual.values[i]!;
    absolute += w * Math.abs(error);
    squared += w * error * error;
  }
  return {
    expectedTotal,
    actualTotal,
    relativeError: expectedTotal / actualTotal - 1,
    bias: (expectedTotal - actualTotal) / customers,
    meanAbsoluteError: absolute / customers,
    rootMeanSquareError: Math.sqrt(squared / customers),
    rankCorrelation: correlationOfRanks(
      ranks(predicted.values, predicted.order, weight),
      ranks(actual.values, actual.order, weight),
      weight,
    ),
    normalisedGini: concentration(actual.values, predicted.values, predicted.order, weight) /
      concentration(actual.values, actual.values, actual.order, weight),
  };
}

/**
 * Measures of one column of predictions: errors per customer and in aggregate, order, lift.
 *
 * @param predicted n predictions
 * @param actual n observations, at least 0
 * @param weight how many customers each row stands for, default 1
 *
 * @example
 * ```ts
 * import { measureAccuracy } from "perdura/clv/holdout/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { bias, meanAbsoluteError } = measureAccuracy(Float64Array.of(1, 3), Float64Array.of(0, 2));
 * assertEquals([bias, meanAbsoluteError], [1, 1]);
 * ```
 */
export function measureAccuracy(
  predicted: Float64Array,
  actual: Float64Array,
  weight: Float64Array = new Float64Array(actual.length).fill(1),
): Accuracy & { readonly decileLift: Float64Array } {
  return measureOrdered(ordered(predicted), ordered(actual), weight);
}

/** {@linkcode measureAccuracy} of columns whose order is known already. */
export function measureOrdered(
  predicted: Ordered,
  actual: Ordered,
  weight: Float64Array,
): Accuracy & { readonly decileLift: Float64Array } {
  return {
    ...accuracyOf(predicted, actual, weight),
    decileLift: decileLift(actual.values, predicted.values, weight, predicted.order),
  };
}
