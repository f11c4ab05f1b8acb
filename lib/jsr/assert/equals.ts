import { AssertionError } from "./assertion_error.ts";
import { difference } from "./_difference.ts";
import { suffix } from "./_message.ts";
import { equal } from "./equal.ts";

/**
 * Asserts that two values are deeply equal, as {@linkcode equal} defines it.
 *
 * @typeParam T the type of both values
 * @param actual what the code gave
 * @param expected what it should have given
 * @param msg what to say where they differ
 * @throws {AssertionError} where they differ, with the lines in which they do
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Float64Array([1, NaN]), new Float64Array([1, NaN]));
 * ```
 */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(
    `Values are not equal${suffix(msg)}\n${difference(actual, expected)}`,
  );
}
