import { ascendingOrder } from "perdura/stats/mod.ts";
import { forEachTie } from "./ranks.ts";

/**
 * The Gini coefficient of what happened, with the customers in the order of a prediction.
 *
 * Twice the area between the diagonal and the concentration curve: the share of all purchases made
 * by the share of customers predicted to buy least. Customers with equal predictions are mixed
 * evenly, so that the order of the rows does not matter.
 *
 * @param actual n values, at least 0
 * @param predicted n values
 * @param order the rows by ascending prediction
 * @param weight how many times each row counts
 * @returns NaN where nothing happened
 */
export function concentration(
  actual: Float64Array,
  predicted: Float64Array,
  order: Uint32Array,
  weight: Float64Array,
): number {
  let customers = 0, happened = 0, area = 0;
  forEachTie(predicted, order, (from, to) => {
    let tied = 0, inBlock = 0;
    for (let k = from; k < to; k++) {
      const i = order[k]!;
      tied += weight[i]!;
      inBlock += weight[i]! * actual[i]!;
    }
    area += tied * (2 * happened + inBlock);
    customers += tied;
    happened += inBlock;
  });
  return 1 - area / (customers * happened);
}

/**
 * How well a prediction orders customers by what they then did: its Gini coefficient as a share of
 * the coefficient of the perfect order.
 *
 * 1 for the perfect order, 0 on average for a random one, −1 for the perfect order reversed.
 *
 * @param actual n values, at least 0
 * @param predicted n values
 * @param weight how many times each row counts, default 1
 * @returns NaN where nothing happened or everybody did the same
 *
 * @example
 * ```ts
 * import { normalisedGini } from "perdura/clv/holdout/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(normalisedGini(Float64Array.of(0, 2, 9), Float64Array.of(0.1, 0.5, 0.7)), 1);
 * ```
 *
 * Source: Frees, Meyers and Cummings, "Summarizing insurance scores using a Gini index", Journal of
 * the American Statistical Association 106 (2011).
 */
export function normalisedGini(
  actual: Float64Array,
  predicted: Float64Array,
  weight: Float64Array = new Float64Array(actual.length).fill(1),
): number {
  return concentration(actual, predicted, ascendingOrder(predicted), weight) /
    concentration(actual, actual, ascendingOrder(actual), weight);
}

/**
 * Lift by tenths of the customers, those with the highest predictions first: what a customer of the
 * tenth did on average, over what a customer did on average.
 *
 * The ten values have the mean 1. A block of equal predictions that lies in several tenths is
 * shared out evenly.
 *
 * @param actual n values, at least 0
 * @param predicted n values
 * @param weight how many times each row counts, default 1
 * @param order what `ascendingOrder` gives for the predictions, where it is known already
 * @returns 10 values; NaN where nothing happened
 *
 * @example
 * ```ts
 * import { decileLift } from "perdura/clv/holdout/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const actual = Float64Array.from({ length: 20 }, (_, i) => i < 2 ? 5 : 0);
 * const predicted = actual.map((y) => y / 2);
 * assertEquals(decileLift(actual, predicted)[0], 10);
 * ```
 */
export function decileLift(
  actual: Float64Array,
  predicted: Float64Array,
  weight: Float64Array = new Float64Array(actual.length).fill(1),
  order: Uint32Array = ascendingOrder(predicted),
): Float64Array {
  let customers = 0, happened = 0;
  for (let i = 0; i < actual.length; i++) {
    customers += weight[i]!;
    happened += weight[i]! * actual[i]!;
  }
  const capacity = customers / 10;
  const lift = new Float64Array(10);
  let position = 0;
  forEachTie(predicted, order, (from, to) => {
    let tied = 0, inBlock = 0;
    for (let k = from; k < to; k++) {
      const i = order[k]!;
      tied += weight[i]!;
      inBlock += weight[i]! * actual[i]!;
    }
    const end = position + tied;
    for (let tenth = Math.min(9, Math.floor(position / capacity)); tenth < 10; tenth++) {
      const shared = Math.min(end, (tenth + 1) * capacity) - Math.max(position, tenth * capacity);
      if (shared > 0) lift[9 - tenth]! += inBlock * shared / tied;
      if (end <= (tenth + 1) * capacity) break;
    }
    position = end;
  });
  return lift.map((sum) => (sum / capacity) / (happened / customers));
}
