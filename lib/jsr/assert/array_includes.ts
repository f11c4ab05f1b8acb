import { AssertionError } from "./assertion_error.ts";
import { format, suffix } from "./_message.ts";
import { equal } from "./equal.ts";

/** Anything with a length and numbered entries that is not a text. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;

/**
 * Asserts that a list contains every value of another, in any order, deeply compared.
 *
 * @typeParam T the type of the entries
 * @param actual the list
 * @param expected the values that it should contain
 * @param msg what to say where one is missing
 * @throws {AssertionError} where one is missing, naming those that are
 *
 * @example
 * ```ts
 * import { assertArrayIncludes } from "@std/assert";
 *
 * assertArrayIncludes([{ x: 1 }, { x: 2 }], [{ x: 2 }]);
 * ```
 */
export function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  msg?: string,
): void {
  const entries = Array.from(actual);
  const missing = Array.from(expected).filter((wanted) =>
    !entries.some((entry) => equal(entry, wanted))
  );
  if (missing.length === 0) return;
  throw new AssertionError(
    `Expected actual: "${format(actual)}" to include: "${format(expected)}"${suffix(msg)}\n` +
      `missing: ${format(missing)}`,
  );
}
