import { AssertionError } from "./assertion_error.ts";
import { format, suffix } from "./_message.ts";

/**
 * Asserts that two values are not one and the same, as `Object.is` compares them.
 *
 * @typeParam T the type of both values
 * @param actual what the code gave
 * @param expected what it should not have given
 * @param msg what to say where they are the same
 * @throws {AssertionError} where they are the same
 *
 * @example
 * ```ts
 * import { assertNotStrictEquals } from "@std/assert";
 *
 * assertNotStrictEquals([1], [1]);
 * ```
 */
export function assertNotStrictEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!Object.is(actual, expected)) return;
  throw new AssertionError(
    `Expected "actual" to not be strictly equal to: ${format(actual)}${suffix(msg)}`,
  );
}
