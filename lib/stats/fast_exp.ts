const STEPS = 128; // table entries per factor of 2
const PER_STEP = 184.6649652337873; // 128 / ln 2
const STEP_HIGH = 0.005415212130174041;
const STEP_LOW = 2.1795053193544957e-10;
// Adding and subtracting this rounds to a whole number, which stands in the low word meanwhile.
const ROUND = 6755399441055744;
const LOWEST = -700;

const roots = Float64Array.from({ length: STEPS }, (_, j) => 2 ** (j / STEPS));
const powers = Float64Array.from({ length: 2048 }, (_, j) => 2 ** (j - 1024));
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/**
 * eˣ in about half the time of `Math.exp`, for the inner loops of quadrature.
 *
 * @param x at most 700; below −700 the result is 0
 * @returns eˣ with a relative error below 4e-16
 *
 * @example
 * ```ts
 * import { fastExp } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(fastExp(1), Math.E, 1e-15);
 * ```
 *
 * Source: Tang, "Table-driven implementation of the exponential function in IEEE floating-point
 * arithmetic", ACM TOMS 15 (1989). Takes the low word of a double to come first in memory, as it
 * does on every platform that Deno and browsers run on.
 */
export function fastExp(x: number): number {
  if (x < LOWEST) return 0;
  double[0] = x * PER_STEP + ROUND;
  const k = words[0]!;
  const whole = double[0]! - ROUND;
  const r = (x - whole * STEP_HIGH) - whole * STEP_LOW;
  // |r| ≤ ln 2 / 256
  const grown = r * (1 + r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))));
  const root = roots[k & (STEPS - 1)]!;
  return (root + root * grown) * powers[(k >> 7) + 1024]!;
}
