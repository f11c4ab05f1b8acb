import { AssertionError } from "./assertion_error.ts";
import { assertExpectedFailure, expectedFailure } from "./_expected_failure.ts";
import { suffix } from "./_message.ts";

/**
 * Asserts that a function throws.
 *
 * @param fn the function
 * @param msg what to say where it does not throw
 * @returns what it threw
 * @throws {AssertionError} where it does not throw
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => JSON.parse("{"));
 * ```
 */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/**
 * Asserts that a function throws an error of a class, with words in its message.
 *
 * @typeParam E the class of the error
 * @param fn the function
 * @param ErrorClass the class that the error should be an instance of
 * @param msgIncludes what its message should contain
 * @param msg what to say where this does not hold
 * @returns the error
 * @throws {AssertionError} where it does not throw, or throws something else
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => JSON.parse("{"), SyntaxError, "JSON");
 * ```
 */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  // deno-lint-ignore no-explicit-any
  ErrorClass: new (...args: any[]) => E,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  // deno-lint-ignore no-explicit-any
  errorClassOrMsg?: (new (...args: any[]) => E) | string,
  msgIncludesOrMsg?: string,
  msg?: string,
): unknown {
  const expected = expectedFailure(errorClassOrMsg, msgIncludesOrMsg, msg);
  try {
    fn();
  } catch (thrown) {
    assertExpectedFailure(thrown, expected, "thrown");
    return thrown;
  }
  throw new AssertionError(`Expected function to throw${suffix(expected.msg)}`);
}
