import type { Estimate } from "perdura/learn/mod.ts";
import { wilsonInterval } from "perdura/stats/mod.ts";

/** How many customers there are, and how many of them responded. */
export interface Responses {
  readonly rows: number;
  readonly responses: number;
}

/**
 * What a message changes on average: the share that responds with it minus the share that responds
 * without it, where chance decided who got it.
 *
 * The 95 % interval is Newcombe's hybrid of the two Wilson intervals.
 *
 * @returns a difference of shares; infinite bounds where one of the groups is empty
 *
 * @example
 * ```ts
 * import { averageEffect } from "perdura/conversion/uplift/average_effect.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const effect = averageEffect({ rows: 70, responses: 56 }, { rows: 80, responses: 48 });
 * assertAlmostEquals(effect.estimate, 0.2);
 * assertAlmostEquals(effect.lower, 0.0524, 1e-4);
 * assertAlmostEquals(effect.upper, 0.3339, 1e-4);
 * ```
 *
 * Source: Newcombe, "Interval estimation for the difference between independent proportions",
 * Statistics in Medicine 17 (1998), method 10; the example is the first of its table II.
 */
export function averageEffect(withMessage: Responses, without: Responses): Estimate {
  if (withMessage.rows === 0 || without.rows === 0) {
    return { estimate: NaN, lower: -Infinity, upper: Infinity };
  }
  const share = withMessage.responses / withMessage.rows;
  const anyway = without.responses / without.rows;
  const [low, high] = wilsonInterval(withMessage.responses, withMessage.rows);
  const [anywayLow, anywayHigh] = wilsonInterval(without.responses, without.rows);
  return {
    estimate: share - anyway,
    lower: share - anyway - Math.hypot(share - low, anywayHigh - anyway),
    upper: share - anyway + Math.hypot(high - share, anyway - anywayLow),
  };
}
