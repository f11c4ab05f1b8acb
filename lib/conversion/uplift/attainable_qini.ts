import { ascendingOrder } from "perdura/stats/mod.ts";

/** How near an order of customers comes to the best one there is. */
export interface AttainableQini {
  /** Area between the order's curve of expected extra responses per customer and random order. */
  readonly ranking: number;
  /** The same area for the order of the true uplift: no order has more. */
  readonly best: number;
  /** ranking / best: 0 for random order, 1 for the best. */
  readonly share: number;
}

/**
 * The share of the attainable Qini area that an order of customers reaches, on simulated customers
 * whose true uplift is known.
 *
 * The curve is the sum of the true uplifts of the first customers over the number of all, so that
 * the luck of single responses does not enter; customers with one score are taken together.
 *
 * @param score n scores of a model
 * @param uplift n true differences of probabilities
 *
 * @example
 * ```ts
 * import { attainableQini } from "perdura/conversion/uplift/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const uplift = Float64Array.of(0.2, 0.1, 0, -0.1);
 * assertEquals(attainableQini(Float64Array.of(9, 5, 3, 1), uplift).share, 1);
 * assertEquals(attainableQini(Float64Array.of(1, 1, 1, 1), uplift).share, 0);
 * ```
 */
export function attainableQini(score: Float64Array, uplift: Float64Array): AttainableQini {
  const ranking = areaOf(score, uplift), best = areaOf(uplift, uplift);
  return { ranking, best, share: ranking / best };
}

function areaOf(score: Float64Array, uplift: Float64Array): number {
  const n = score.length, order = ascendingOrder(score).toReversed();
  let gained = 0, area = 0;
  for (let from = 0, to = 0; from < n; from = to) {
    let sum = 0;
    while (to < n && score[order[to]!] === score[order[from]!]) sum += uplift[order[to++]!]!;
    area += (to - from) * (gained + sum / 2);
    gained += sum;
  }
  return (area - n * gained / 2) / n ** 2;
}
