import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/**
 * Asserts that a value is not an instance of a class.
 *
 * @typeParam A the type of the value
 * @typeParam T what the class makes
 * @param actual the value
 * @param unexpectedType the class
 * @param msg what to say where it is
 * @throws {AssertionError} where it is
 *
 * @example
 * ```ts
 * import { assertNotInstanceOf } from "@std/assert";
 *
 * assertNotInstanceOf(new Error("any"), RangeError);
 * ```
 */
export function assertNotInstanceOf<A, T>(
  actual: A,
  // deno-lint-ignore no-explicit-any
  unexpectedType: abstract new (...args: any[]) => T,
  msg?: string,
): asserts actual is Exclude<A, T> {
  if (!(actual instanceof unexpectedType)) return;
  throw new AssertionError(
    `Expected object to not be an instance of "${unexpectedType.name}"${suffix(msg)}`,
  );
}
