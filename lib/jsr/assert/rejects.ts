import { AssertionError } from "./assertion_error.ts";
import { assertExpectedFailure, expectedFailure } from "./_expected_failure.ts";
import { suffix } from "./_message.ts";

/**
 * Asserts that the promise of a function rejects.
 *
 * @param fn the function; it must return a promise, not throw
 * @param msg what to say where the promise does not reject
 * @returns what it rejected with
 * @throws {AssertionError} where it does not reject
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => Promise.reject(new Error("gone")));
 * ```
 */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/**
 * Asserts that the promise of a function rejects with an error of a class, with words in its
 * message.
 *
 * @typeParam E the class of the error
 * @param fn the function; it must return a promise, not throw
 * @param ErrorClass the class that the error should be an instance of
 * @param msgIncludes what its message should contain
 * @param msg what to say where this does not hold
 * @returns the error
 * @throws {AssertionError} where it does not reject, or rejects with something else
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => Promise.reject(new RangeError("too far")), RangeError, "far");
 * ```
 */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  // deno-lint-ignore no-explicit-any
  ErrorClass: new (...args: any[]) => E,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  // deno-lint-ignore no-explicit-any
  errorClassOrMsg?: (new (...args: any[]) => E) | string,
  msgIncludesOrMsg?: string,
  msg?: string,
): Promise<unknown> {
  const expected = expectedFailure(errorClassOrMsg, msgIncludesOrMsg, msg);
  let promise: PromiseLike<unknown> | undefined;
  try {
    promise = fn();
  } catch {
    // Falls through: a function that throws has no promise.
  }
  if (typeof promise?.then !== "function") {
    throw new AssertionError(`Function throws when expected to reject${suffix(expected.msg)}`);
  }
  try {
    await promise;
  } catch (thrown) {
    assertExpectedFailure(thrown, expected, "rejected");
    return thrown;
  }
  throw new AssertionError(`Expected function to reject${suffix(expected.msg)}`);
}
