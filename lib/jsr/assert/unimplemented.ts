import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/**
 * Marks a place that nobody has written yet.
 *
 * @param msg what is missing
 * @throws {AssertionError} always
 *
 * @example
 * ```ts
 * import { assertThrows, unimplemented } from "@std/assert";
 *
 * assertThrows(() => unimplemented());
 * ```
 */
export function unimplemented(msg?: string): never {
  throw new AssertionError(`Unimplemented${suffix(msg)}`);
}
