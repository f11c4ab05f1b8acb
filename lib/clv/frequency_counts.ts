import type { CustomerSummary, PurchaseModel } from "./types.ts";

/**
 * How many customers have made 0, 1, 2, … repeat purchases.
 *
 * @param last the count that takes this frequency and all above it
 * @returns last + 1 numbers of customers
 */
export function frequencyCounts({ frequency, weight }: CustomerSummary, last = 7): Float64Array {
  const counts = new Float64Array(last + 1);
  frequency.forEach((x, i) => counts[Math.min(x, last)]! += weight?.[i] ?? 1);
  return counts;
}

/**
 * How many customers a model expects to have made 0, 1, 2, … repeat purchases in the time they were
 * observed: Σ P(X(T) = n) over the customers.
 *
 * @param model its probabilities of a new customer are used, that is, nothing of the histories
 * @param last the count that takes this frequency and all above it
 * @returns last + 1 expected numbers of customers
 *
 * @example
 * ```ts
 * import { allAlike, expectedFrequencyCounts } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const summary = {
 *   customerId: ["a", "b"],
 *   frequency: Float64Array.of(2, 0),
 *   recency: Float64Array.of(9, 0),
 *   T: Float64Array.of(10, 10),
 * };
 * const [none] = expectedFrequencyCounts(allAlike(summary), summary);
 * assertAlmostEquals(none!, 2 * Math.exp(-1), 1e-12);
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 24
 * (2005), figure 1.
 */
export function expectedFrequencyCounts(
  model: Pick<PurchaseModel, "pmf">,
  { T, weight }: CustomerSummary,
  last = 7,
): Float64Array {
  const observedFor = new Map<number, number>();
  T.forEach((time, i) => observedFor.set(time, (observedFor.get(time) ?? 0) + (weight?.[i] ?? 1)));
  const counts = new Float64Array(last + 1);
  for (const [time, customers] of observedFor) {
    let rest = 1;
    for (let n = 0; n < last; n++) {
      const probability = model.pmf(n, time);
      counts[n]! += customers * probability;
      rest -= probability;
    }
    counts[last]! += customers * Math.max(0, rest);
  }
  return counts;
}

/**
 * The baseline "all customers are alike and stay": repeat purchases are a Poisson process with the
 * mean rate Σ x / Σ T.
 */
export function allAlike(
  { frequency, T, weight }: CustomerSummary,
): Pick<PurchaseModel, "name" | "pmf"> {
  let purchases = 0, time = 0;
  frequency.forEach((x, i) => {
    purchases += (weight?.[i] ?? 1) * x;
    time += (weight?.[i] ?? 1) * T[i]!;
  });
  const rate = time > 0 ? purchases / time : 0;
  return {
    name: "all alike",
    pmf: (n, t) => {
      let probability = Math.exp(-rate * t);
      for (let k = 1; k <= n; k++) probability *= rate * t / k;
      return probability;
    },
  };
}
