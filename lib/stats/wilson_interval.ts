import { normalQuantile } from "./normal.ts";

/**
 * The interval of a share after counting: Wilson's, which stays between 0 and 1 and is right for
 * rare events too.
 *
 * @param yes how often it happened, at most `rows`
 * @param rows how often it could have happened; without any nothing is known
 * @param level how probable it is that such an interval contains the true share, 95 % by default
 *
 * @example
 * ```ts
 * import { wilsonInterval } from "perdura/stats/wilson_interval.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [low, high] = wilsonInterval(15, 148);
 * assertAlmostEquals(low, 0.0624, 1e-4);
 * assertAlmostEquals(high, 0.1605, 1e-4);
 * ```
 *
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
 * the American Statistical Association 22 (1927); the example is one of Newcombe, "Two-sided
 * confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
 */
export function wilsonInterval(
  yes: number,
  rows: number,
  level = 0.95,
): readonly [low: number, high: number] {
  if (rows === 0) return [0, 1];
  const z = normalQuantile((1 + level) / 2);
  const share = yes / rows;
  const centre = (share + z ** 2 / (2 * rows)) / (1 + z ** 2 / rows);
  const reach = z / (1 + z ** 2 / rows) *
    Math.sqrt(share * (1 - share) / rows + z ** 2 / (4 * rows ** 2));
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}
