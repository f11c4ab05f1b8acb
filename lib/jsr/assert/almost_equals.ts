import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/** What an expected value allows where no tolerance is given, as a part of itself. */
const DEFAULT_TOLERANCE = 1e-7;

/**
 * Asserts that two numbers differ by no more than a tolerance.
 *
 * @param actual what the code gave
 * @param expected what it should have given
 * @param tolerance the largest absolute difference; by default 10⁻⁷ of the expected value
 * @param msg what to say where they differ more
 * @throws {AssertionError} where they differ more
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(0.1 + 0.2, 0.3);
 * assertAlmostEquals(0.5533, 0.55, 0.01);
 * ```
 */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
): void {
  if (Object.is(actual, expected)) return;
  const delta = Math.abs(expected - actual);
  const allowed = tolerance ??
    (Number.isFinite(expected) ? Math.abs(expected * DEFAULT_TOLERANCE) : DEFAULT_TOLERANCE);
  if (delta <= allowed) return;
  const text = (n: number) => Number.isInteger(n) ? String(n) : n.toExponential();
  throw new AssertionError(
    `Expected actual: "${text(actual)}" to be close to "${text(expected)}": ` +
      `delta "${text(delta)}" is greater than "${text(allowed)}"${suffix(msg)}`,
  );
}
