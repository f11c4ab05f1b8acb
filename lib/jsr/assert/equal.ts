type Keyed = Set<unknown> | Map<unknown, unknown>;
type Properties = Record<PropertyKey, unknown>;

const TypedArray = Object.getPrototypeOf(Uint8Array) as new () => ArrayLike<number | bigint>;
/** Classes whose text says everything about them. */
const TEXTUAL: readonly unknown[] = [
  Intl.Locale.prototype,
  RegExp.prototype,
  URL.prototype,
  URLSearchParams.prototype,
];

/**
 * Tells whether two values are deeply equal.
 *
 * NaN equals NaN, 0 equals −0; the classes must agree, except that an object without a prototype
 * equals a plain one; the order of keys, of map entries and of set members does not matter; an
 * absent property differs from one that is undefined.
 *
 * @param a one value
 * @param b the other
 * @returns true where they are deeply equal
 * @throws {TypeError} where a WeakMap or WeakSet would have to be compared
 *
 * @example
 * ```ts
 * import { assert, equal } from "@std/assert";
 *
 * assert(equal({ r: 0.55, alpha: NaN }, { alpha: NaN, r: 0.55 }));
 * ```
 */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b, new Map());
}

function compare(a: unknown, b: unknown, seen: Map<object, object>): boolean {
  if (isSame(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (!haveSamePrototype(a, b)) return false;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof TypedArray && b instanceof TypedArray) return areSameNumbers(a, b);
  if (a instanceof WeakMap) throw new TypeError("Cannot compare WeakMap instances");
  if (a instanceof WeakSet) throw new TypeError("Cannot compare WeakSet instances");
  if (a instanceof WeakRef && b instanceof WeakRef) return compare(a.deref(), b.deref(), seen);
  // A pair that is being compared further up: a cycle, equal unless a difference shows elsewhere.
  if (seen.get(a) === b) return true;
  if (Object.keys(a).length !== Object.keys(b).length) return false;
  seen.set(a, b);
  if (isKeyed(a) && isKeyed(b)) return areSameMembers(a, b, seen);
  if (TEXTUAL.includes(Object.getPrototypeOf(a))) return String(a) === String(b);
  return areSameProperties(a as Properties, b as Properties, seen);
}

/** Same value, as `Map` keys are compared. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || Object.is(a, b);
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === "object";
}

function isKeyed(value: object): value is Keyed {
  return value instanceof Set || value instanceof Map;
}

function haveSamePrototype(a: object, b: object): boolean {
  const plain = (value: object) => Object.getPrototypeOf(value) ?? Object.prototype;
  return plain(a) === plain(b);
}

function areSameNumbers(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!isSame(a[i], b[i])) return false;
  }
  return true;
}

function areSameMembers(a: Keyed, b: Keyed, seen: Map<object, object>): boolean {
  if (a.size !== b.size) return false;
  const entries = (keyed: Keyed) => new Map<unknown, unknown>(keyed.entries());
  const left = entries(a);
  const right = entries(b);
  // Keys that are primitive or the same object find each other at once.
  for (const [key, value] of left) {
    if (!right.has(key)) continue;
    if (a instanceof Set || compare(value, right.get(key), seen)) {
      left.delete(key);
      right.delete(key);
    } else if (!isObject(key)) {
      return false;
    }
  }
  // The others may still be deeply equal.
  for (const [key, value] of left) {
    if (!isObject(key)) return false;
    const partner = right.entries().find(([otherKey, otherValue]) =>
      compare(key, otherKey, seen) && (a instanceof Set || compare(value, otherValue, seen))
    );
    if (partner === undefined) return false;
    right.delete(partner[0]);
  }
  return true;
}

function areSameProperties(a: Properties, b: Properties, seen: Map<object, object>): boolean {
  for (const key of propertiesOf(a).union(propertiesOf(b))) {
    if (!compare(a[key], b[key], seen)) return false;
    if (key in a !== key in b) return false;
  }
  return true;
}

/** Own properties, and those of the classes that the value is an instance of (its accessors). */
function propertiesOf(value: object): Set<PropertyKey> {
  const prototype = Object.getPrototypeOf(value);
  const isBasic = prototype === null || prototype === Object.prototype ||
    prototype === Array.prototype;
  if (isBasic) return new Set(Reflect.ownKeys({ ...value }));
  const keys = new Set<PropertyKey>();
  for (
    let level: object | null = value;
    level !== null && level !== Object.prototype && level !== Array.prototype;
    level = Object.getPrototypeOf(level)
  ) {
    for (const key of Reflect.ownKeys(level)) keys.add(key);
  }
  return keys;
}
