import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/** The values that count as false. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

/**
 * Asserts that a value is falsy.
 *
 * @param expr the value
 * @param msg what to say where it is not
 * @throws {AssertionError} where `expr` is truthy
 *
 * @example
 * ```ts
 * import { assertFalse } from "@std/assert";
 *
 * assertFalse([].length);
 * ```
 */
export function assertFalse(expr: unknown, msg = ""): asserts expr is Falsy {
  if (expr) throw new AssertionError(`Expected expression to be falsy${suffix(msg)}`);
}
