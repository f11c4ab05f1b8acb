import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";

/** Colour codes of terminals. */
// deno-lint-ignore no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;

/**
 * Asserts that a value is an error, of a class and with words in its message where these are given.
 *
 * @typeParam E the class of the error
 * @param error the value
 * @param ErrorClass the class that it should be an instance of
 * @param msgMatches what its message should contain or match, colour codes apart
 * @param msg what to say where it does not hold
 * @throws {AssertionError} where it does not hold
 *
 * @example
 * ```ts
 * import { assertIsError } from "@std/assert";
 *
 * assertIsError(new RangeError("Out of range"), RangeError, "range");
 * ```
 */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  // deno-lint-ignore no-explicit-any
  ErrorClass?: abstract new (...args: any[]) => E,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E {
  if (!(error instanceof Error)) {
    throw new AssertionError(`Expected "error" to be an Error object${suffix(msg)}`);
  }
  if (ErrorClass && !(error instanceof ErrorClass)) {
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was ` +
        `"${error.constructor?.name}"${suffix(msg)}\n${error.stack ?? error.message}`,
    );
  }
  if (!msgMatches) return;
  const message = error.message.replace(COLOURS, "");
  const holds = typeof msgMatches === "string"
    ? message.includes(msgMatches.replace(COLOURS, ""))
    : msgMatches.test(message);
  if (holds) return;
  const wanted = typeof msgMatches === "string" ? JSON.stringify(msgMatches) : String(msgMatches);
  throw new AssertionError(
    `Expected error message to include ${wanted}, but got ` +
      `${JSON.stringify(error.message)}${suffix(msg)}`,
  );
}
