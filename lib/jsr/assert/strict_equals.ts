import { AssertionError } from "./assertion_error.ts";
import { difference } from "./_difference.ts";
import { format, suffix } from "./_message.ts";

/**
 * Asserts that two values are one and the same, as `Object.is` compares them.
 *
 * @typeParam T the type of the expected value
 * @param actual what the code gave
 * @param expected what it should have given
 * @param msg what to say where they differ
 * @throws {AssertionError} where they are not the same
 *
 * @example
 * ```ts
 * import { assertStrictEquals } from "@std/assert";
 *
 * const rows = [1, 2];
 * assertStrictEquals(rows, rows);
 * ```
 */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  const text = format(actual);
  throw new AssertionError(
    text === format(expected)
      ? `Values have the same structure but are not reference-equal${suffix(msg)}\n\n${text}\n`
      : `Values are not strictly equal${suffix(msg)}\n${difference(actual, expected)}`,
  );
}
