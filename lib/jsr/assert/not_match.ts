import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/**
 * Asserts that a text does not match a regular expression.
 *
 * @param actual the text
 * @param expected the regular expression
 * @param msg what to say where it matches
 * @throws {AssertionError} where it matches
 *
 * @example
 * ```ts
 * import { assertNotMatch } from "@std/assert";
 *
 * assertNotMatch("one readable message", /\bat .+:\d+/);
 * ```
 */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  if (!expected.test(actual)) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to not match: "${expected}"${suffix(msg)}`,
  );
}
