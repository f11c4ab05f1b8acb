import { InputError } from "perdura/core/mod.ts";
import { normalQuantile } from "perdura/stats/mod.ts";

/**
 * The smallest effect of a message that a campaign would probably show, when half of the customers
 * do not get it: (z₀.₉₇₅ + z₀.₈) √(2 p (1 − p) / (n / 2)).
 *
 * @param customers n, those with the message and those without together
 * @param share p, the share that buys without a message
 * @returns a difference of shares: a true effect of this size is found to be significant at 5 % in
 * four campaigns of five
 * @throws {InputError} where there are fewer than two customers, or the share is none
 *
 * @example
 * ```ts
 * import { detectableEffect } from "perdura/conversion/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(detectableEffect(2000, 0.1), 0.0376, 1e-4);
 * ```
 *
 * Source: Fleiss, Levin and Paik, "Statistical methods for rates and proportions", 3rd edition
 * (2003), chapter 4, with one variance for both groups.
 */
export function detectableEffect(customers: number, share: number): number {
  if (!(customers >= 2 && share >= 0 && share <= 1)) {
    throw new InputError(
      `Give at least two customers and the share that buys: they are ${customers} and ${share}`,
    );
  }
  const reach = normalQuantile(0.975) + normalQuantile(0.8);
  return reach * Math.sqrt(2 * share * (1 - share) / (customers / 2));
}
