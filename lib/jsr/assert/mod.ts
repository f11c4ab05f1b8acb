/**
 * Stand-in for `jsr:@std/assert`, for machines that cannot reach the JSR registry.
 *
 * Every name here exists in the published package with the same signature and the same verdicts;
 * only the wording of a failure may differ. Without the `links` entry in `deno.json` the published
 * package takes its place and no code changes.
 *
 * @module
 */
export { AssertionError } from "./assertion_error.ts";
export { equal } from "./equal.ts";

// Truth and presence
export { assert } from "./assert.ts";
export { assertExists } from "./exists.ts";
export { assertFalse, type Falsy } from "./false.ts";

// Equality
export { assertEquals } from "./equals.ts";
export { assertNotEquals } from "./not_equals.ts";
export { assertStrictEquals } from "./strict_equals.ts";
export { assertNotStrictEquals } from "./not_strict_equals.ts";
export { assertAlmostEquals } from "./almost_equals.ts";
export { assertObjectMatch } from "./object_match.ts";

// Order
export { assertGreater } from "./greater.ts";
export { assertGreaterOrEqual } from "./greater_or_equal.ts";
export { assertLess } from "./less.ts";
export { assertLessOrEqual } from "./less_or_equal.ts";

// Text and collections
export { assertStringIncludes } from "./string_includes.ts";
export { assertMatch } from "./match.ts";
export { assertNotMatch } from "./not_match.ts";
export { type ArrayLikeArg, assertArrayIncludes } from "./array_includes.ts";

// Types and failures
export { type AnyConstructor, assertInstanceOf, type GetConstructorType } from "./instance_of.ts";
export { assertNotInstanceOf } from "./not_instance_of.ts";
export { assertIsError } from "./is_error.ts";
export { assertThrows } from "./throws.ts";
export { assertRejects } from "./rejects.ts";
export { fail } from "./fail.ts";
export { unreachable } from "./unreachable.ts";
export { unimplemented } from "./unimplemented.ts";
