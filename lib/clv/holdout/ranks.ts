/**
 * Calls back for every block of equal values, in ascending order.
 *
 * @param values n numbers
 * @param order what `ascendingOrder` returns for them
 * @param visit gets the half-open range of the block in `order`
 */
export function forEachTie(
  values: Float64Array,
  order: Uint32Array,
  visit: (from: number, to: number) => void,
): void {
  for (let from = 0; from < order.length;) {
    const value = values[order[from]!]!;
    let to = from + 1;
    while (to < order.length && values[order[to]!] === value) to++;
    visit(from, to);
    from = to;
  }
}

/**
 * The ranks 1 … n of the values, equal values sharing the mean of their ranks.
 *
 * @param values n numbers
 * @param order what `ascendingOrder` returns for them
 * @param weight how many times each row counts, 0 allowed
 * @returns n ranks
 *
 * @example
 * ```ts
 * import { ranks } from "perdura/clv/holdout/ranks.ts";
 * import { ascendingOrder } from "perdura/stats/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = Float64Array.of(7, 0, 0);
 * assertEquals(ranks(values, ascendingOrder(values), Float64Array.of(1, 1, 1)), Float64Array.of(3, 1.5, 1.5));
 * ```
 */
export function ranks(
  values: Float64Array,
  order: Uint32Array,
  weight: Float64Array,
): Float64Array {
  const result = new Float64Array(values.length);
  let before = 0;
  forEachTie(values, order, (from, to) => {
    let tied = 0;
    for (let k = from; k < to; k++) tied += weight[order[k]!]!;
    const rank = before + (tied + 1) / 2;
    for (let k = from; k < to; k++) result[order[k]!] = rank;
    before += tied;
  });
  return result;
}

/**
 * The correlation of two columns of ranks: Spearman's ρ, exact with ties.
 *
 * 1 where both put the customers in the same order, 0 where one says nothing about the other, −1
 * where the orders are opposite.
 *
 * @param first n ranks
 * @param second n ranks
 * @param weight how many times each row counts
 * @returns NaN where all values of a column are equal
 *
 * Source: Spearman, "The proof and measurement of association between two things", American Journal
 * of Psychology 15 (1904); ties by mean ranks, Kendall, "Rank correlation methods" (1948).
 */
export function correlationOfRanks(
  first: Float64Array,
  second: Float64Array,
  weight: Float64Array,
): number {
  let total = 0;
  for (let i = 0; i < weight.length; i++) total += weight[i]!;
  const middle = (total + 1) / 2;
  let both = 0, ofFirst = 0, ofSecond = 0;
  for (let i = 0; i < weight.length; i++) {
    const a = first[i]! - middle;
    const b = second[i]! - middle;
    both += weight[i]! * a * b;
    ofFirst += weight[i]! * a * a;
    ofSecond += weight[i]! * b * b;
  }
  return both / Math.sqrt(ofFirst * ofSecond);
}
