import { AssertionError } from "./assertion_error.ts";
import { format, suffix } from "./_message.ts";
import { equal } from "./equal.ts";

/**
 * Asserts that two values are not deeply equal.
 *
 * @typeParam T the type of both values
 * @param actual what the code gave
 * @param expected what it should not have given
 * @param msg what to say where they are equal
 * @throws {AssertionError} where they are equal
 *
 * @example
 * ```ts
 * import { assertNotEquals } from "@std/assert";
 *
 * assertNotEquals<unknown>([1, 2], [2, 1]);
 * ```
 */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw new AssertionError(
    `Expected actual: ${format(actual)} not to be: ${format(expected)}${suffix(msg)}`,
  );
}
