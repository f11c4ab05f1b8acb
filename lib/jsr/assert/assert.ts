import { AssertionError } from "./assertion_error.ts";

/**
 * Asserts that a value is truthy.
 *
 * @param expr the value
 * @param msg what to say where it is not
 * @throws {AssertionError} where `expr` is falsy
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 *
 * assert("frequency".startsWith("freq"));
 * ```
 */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}
