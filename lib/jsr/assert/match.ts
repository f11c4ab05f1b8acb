import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/**
 * Asserts that a text matches a regular expression.
 *
 * @param actual the text
 * @param expected the regular expression
 * @param msg what to say where it does not match
 * @throws {AssertionError} where it does not match
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch("2011-12-09", /^\d{4}-\d{2}-\d{2}$/);
 * ```
 */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (expected.test(actual)) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to match: "${expected}"${suffix(msg)}`,
  );
}
