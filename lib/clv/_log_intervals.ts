import { InputError } from "perdura/core/mod.ts";
import { logGamma } from "perdura/stats/mod.ts";
import type { CustomerSummary } from "./types.ts";

/**
 * What the times between purchases add to the log-likelihood of each customer, whatever the other
 * parameters are: (k−1) Σ ln Δ − x ln Γ(k), nothing for k = 1.
 *
 * @throws {InputError} where k is above 1 and the summary does not have the logarithms, or they
 *   cannot be those of x intervals that add up to t_x
 */
export function logIntervalsTerm(k: number, summary: CustomerSummary): Float64Array {
  const { frequency, recency, logIntervals } = summary;
  if (k === 1) return new Float64Array(frequency.length);
  if (!logIntervals || logIntervals.length !== frequency.length) {
    throw new InputError(
      "Give logIntervals in the customer summary, for each customer the sum of the logarithms of " +
        "the times between purchases: without them a model of regular purchases (k above 1) cannot " +
        "be compared with others",
    );
  }
  const logFactorial = logGamma(k);
  return frequency.map((x, i) => {
    const sum = logIntervals[i]!;
    // Of all intervals with the same sum, equal ones have the largest product.
    const most = x === 0 ? 0 : x * Math.log(recency[i]! / x);
    const possible = x > 1 ? sum <= most + 1e-6 * x : Math.abs(sum - most) <= 1e-6;
    if (!possible) {
      throw new InputError(
        `Check row ${i + 1} of the customer summary: logIntervals is ${sum}, and with ${x} ` +
          `intervals in ${recency[i]} it ${x > 1 ? "can be at most" : "must be"} ${most}; use ` +
          "natural logarithms and the time unit of recency",
      );
    }
    return (k - 1) * sum - x * logFactorial;
  });
}
