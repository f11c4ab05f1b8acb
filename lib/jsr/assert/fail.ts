import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/**
 * Fails, whatever the values are.
 *
 * @param msg why
 * @throws {AssertionError} always
 *
 * @example
 * ```ts
 * import { assertThrows, fail } from "@std/assert";
 *
 * assertThrows(() => fail("this line must not be reached"));
 * ```
 */
export function fail(msg?: string): never {
  throw new AssertionError(`Failed assertion${suffix(msg)}`);
}
