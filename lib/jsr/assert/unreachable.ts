import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/**
 * Marks a place that cannot be reached.
 *
 * @param msg why it cannot be reached
 * @throws {AssertionError} always
 *
 * @example
 * ```ts
 * import { assertThrows, unreachable } from "@std/assert";
 *
 * assertThrows(() => unreachable());
 * ```
 */
export function unreachable(msg?: string): never {
  throw new AssertionError(`Unreachable${suffix(msg)}`);
}
