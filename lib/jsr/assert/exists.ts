import { AssertionError } from "./assertion_error.ts";
import { format, suffix } from "./_message.ts";

/**
 * Asserts that a value is neither null nor undefined.
 *
 * @param actual the value
 * @param msg what to say where it is
 * @throws {AssertionError} where `actual` is null or undefined
 *
 * @example
 * ```ts
 * import { assertExists } from "@std/assert";
 *
 * assertExists(0);
 * ```
 */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  if (actual === undefined || actual === null) {
    throw new AssertionError(
      `Expected actual: "${format(actual)}" to not be null or undefined${suffix(msg)}`,
    );
  }
}
