import { AssertionError } from "./assertion_error.ts";
import { format, suffix } from "./_message.ts";

/**
 * Asserts that one value is less than or equal to another.
 *
 * @typeParam T the type of both values
 * @param actual what the code gave
 * @param expected what it is compared with
 * @param msg what to say where it is not
 * @throws {AssertionError} where `actual <= expected` does not hold
 *
 * @example
 * ```ts
 * import { assertLessOrEqual } from "@std/assert";
 *
 * assertLessOrEqual(2, 2);
 * ```
 */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (actual <= expected) return;
  throw new AssertionError(
    `Expect ${format(actual)} <= ${format(expected)}${suffix(msg)}`,
  );
}
