import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./_message.ts";
import { assertIsError } from "./is_error.ts";

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = new (...args: any[]) => E;

/** What a failure should be like: the arguments after the function, sorted out. */
export interface ExpectedFailure<E extends Error> {
  readonly ErrorClass: ErrorClass<E> | undefined;
  readonly msgIncludes: string | undefined;
  readonly msg: string | undefined;
}

/** Sorts out `(msg)` and `(ErrorClass, msgIncludes, msg)`. */
export function expectedFailure<E extends Error>(
  errorClassOrMsg: ErrorClass<E> | string | undefined,
  msgIncludesOrMsg: string | undefined,
  msg: string | undefined,
): ExpectedFailure<E> {
  return typeof errorClassOrMsg === "string"
    ? { ErrorClass: undefined, msgIncludes: undefined, msg: errorClassOrMsg }
    : { ErrorClass: errorClassOrMsg, msgIncludes: msgIncludesOrMsg, msg };
}

/** Asserts that what was thrown is what was expected. */
export function assertExpectedFailure<E extends Error>(
  thrown: unknown,
  { ErrorClass, msgIncludes, msg }: ExpectedFailure<E>,
  verb: "thrown" | "rejected",
): void {
  if (!ErrorClass) return;
  if (!(thrown instanceof Error)) {
    throw new AssertionError(`A non-Error object was ${verb}${suffix(msg)}`);
  }
  assertIsError(thrown, ErrorClass, msgIncludes, msg);
}
