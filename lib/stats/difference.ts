/**
 * The derivatives of a vector-valued function by central differences of fourth order.
 *
 * With f smooth and its arguments of order one (log parameters are), the error is about 1e-10 of
 * the size of f.
 *
 * @param f takes n values and returns m
 * @param at n values
 * @param step distance of the inner pair of points, default 2e-3
 * @returns n arrays of m values: the derivative of f with respect to each argument
 *
 * @example
 * ```ts
 * import { differentiate } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [slope] = differentiate((x) => x.map(Math.exp), Float64Array.of(1));
 * assertAlmostEquals(slope![0]!, Math.E, 1e-9);
 * ```
 *
 * Source: Abramowitz and Stegun, "Handbook of mathematical functions", table 25.2.
 */
export function differentiate(
  f: (theta: Float64Array) => Float64Array,
  at: Float64Array,
  step = 2e-3,
): Float64Array[] {
  return Array.from(at, (_, j) => {
    const moved = (distance: number): Float64Array =>
      f(at.map((value, k) => (k === j ? value + distance : value)));
    const near = moved(step);
    const nearBack = moved(-step);
    const far = moved(2 * step);
    const farBack = moved(-2 * step);
    return near.map((value, i) =>
      (8 * (value - nearBack[i]!) - (far[i]! - farBack[i]!)) / (12 * step)
    );
  });
}
