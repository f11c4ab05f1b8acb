/**
 * The smallest share of owners who together hold a part of the whole: 0.06 where the best 6 % of
 * the customers bring half of the revenue.
 *
 * @param values what each owner holds, at least 0
 * @param part of the sum, between 0 and 1
 * @returns NaN where nobody holds anything
 *
 * @example
 * ```ts
 * import { shareHolding } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(shareHolding([97, 1, 1, 1], 0.5), 0.25);
 * ```
 */
export function shareHolding(values: ArrayLike<number>, part: number): number {
  const best = Float64Array.from(values).sort().reverse();
  const wanted = part * best.reduce((sum, value) => sum + value, 0);
  let held = 0;
  // What rounding of the sum can amount to does not ask for one owner more.
  const owners = best.findIndex((value) => (held += value) >= wanted * (1 - 1e-12));
  return wanted > 0 ? (owners + 1) / best.length : NaN;
}
