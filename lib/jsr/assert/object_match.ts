import { assertEquals } from "./equals.ts";

type Loose = Record<PropertyKey, unknown>;

/**
 * Asserts that an object has every property of another, deeply; further properties do not matter.
 *
 * The entries of an array are matched by position, those of a map by key.
 *
 * @param actual the object
 * @param expected the properties that it should have
 * @param msg what to say where one differs
 * @throws {AssertionError} where one is missing or differs
 *
 * @example
 * ```ts
 * import { assertObjectMatch } from "@std/assert";
 *
 * assertObjectMatch({ fit: { r: 0.55, steps: 12 } }, { fit: { r: 0.55 } });
 * ```
 */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  // Both sides pass through the filter, so that both become plain objects.
  assertEquals(
    keepExpected(actual, expected, new WeakMap()),
    keepExpected(expected, expected, new WeakMap()),
    msg,
  );
}

/** The part of `actual` that `expected` speaks of. */
function keepExpected(actual: Loose, expected: Loose, seen: WeakMap<object, object>): Loose {
  if (seen.get(actual) === expected) return actual; // a cycle
  seen.set(actual, expected);
  const kept: Loose = {};
  for (const key of Reflect.ownKeys(actual)) {
    if (key in expected) kept[key] = keepValue(actual[key], expected[key], seen);
  }
  return kept;
}

function keepValue(value: unknown, wanted: unknown, seen: WeakMap<object, object>): unknown {
  if (!isObject(value) || !isObject(wanted) || isAtomic(value)) return value;
  if (value instanceof Map && wanted instanceof Map) {
    const known = [...value].filter(([key]) => wanted.has(key));
    return new Map(known.map(([key, item]) => [key, keepValue(item, wanted.get(key), seen)]));
  }
  if (value instanceof Set && wanted instanceof Set) {
    return new Set([...value].filter((item) => wanted.has(item)));
  }
  if (Array.isArray(value) && Array.isArray(wanted)) {
    return keepExpected({ ...value }, { ...wanted }, seen);
  }
  return keepExpected(value as Loose, wanted as Loose, seen);
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === "object";
}

/** Objects whose value is not in their properties. */
function isAtomic(value: object): boolean {
  return value instanceof RegExp || value instanceof Date;
}
