/** Holds the stand-in for @std/assert to the verdicts of the published package. */
import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotInstanceOf,
  assertNotMatch,
  assertNotStrictEquals,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  equal,
  fail,
  unimplemented,
  unreachable,
} from "@std/assert";

/** The message with which an assertion fails; an error of another kind where it does not fail. */
function failure(check: () => void): string {
  try {
    check();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  throw new Error("The assertion holds");
}

/** A function that throws this. */
function raise(thrown: unknown): () => never {
  return () => {
    throw thrown;
  };
}

class Point {
  readonly x: number;
  constructor(x: number) {
    this.x = x;
  }
}
class OtherPoint extends Point {}

const cycle = (value: number) => {
  const object: Record<string, unknown> = { value };
  object.self = object;
  return object;
};

const equals: [name: string, a: unknown, b: unknown][] = [
  ["NaN and NaN", NaN, NaN],
  ["0 and −0", 0, -0],
  ["texts", "á", "á"],
  ["big integers", 10n, 10n],
  ["arrays", [1, [2, { a: 3 }]], [1, [2, { a: 3 }]]],
  ["objects in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["an object without prototype and a plain one", Object.create(null), {}],
  ["dates", new Date(5), new Date(5)],
  ["invalid dates", new Date(NaN), new Date(NaN)],
  ["regular expressions", /a+/gi, /a+/gi],
  ["addresses", new URL("https://a.example/b"), new URL("https://a.example/b")],
  ["typed arrays", new Float64Array([1, NaN, 0]), new Float64Array([1, NaN, -0])],
  ["sets in another order", new Set([1, "b", 3]), new Set([3, 1, "b"])],
  ["sets of objects", new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 2 }, { a: 1 }])],
  ["maps in another order", new Map([["a", 1], ["b", 2]]), new Map([["b", 2], ["a", 1]])],
  ["maps by objects", new Map([[{ a: 1 }, [1]]]), new Map([[{ a: 1 }, [1]]])],
  ["instances", new Point(1), new Point(1)],
  ["cycles", cycle(1), cycle(1)],
  ["symbols as keys", { [Symbol.for("a")]: 1 }, { [Symbol.for("a")]: 1 }],
];
for (const [name, a, b] of equals) {
  Deno.test(`equal finds ${name} equal`, () => {
    assert(equal(a, b) && equal(b, a));
    assertEquals(a, b);
    assertMatch(failure(() => assertNotEquals(a, b)), /not to be/);
  });
}

const differs: [name: string, a: unknown, b: unknown][] = [
  ["a number and its text", 1, "1"],
  ["a number and a big integer", 1, 1n],
  ["null and undefined", null, undefined],
  ["null and an object", null, {}],
  ["an absent property and one that is undefined", {}, { a: undefined }],
  ["two absent properties", { a: undefined }, { b: undefined }],
  ["arrays of other length", [1, 2], [1]],
  ["an array with a hole and one with undefined", new Array(1), [undefined]],
  ["an array and an object with its entries", [1], { 0: 1 }],
  ["dates", new Date(5), new Date(6)],
  ["regular expressions with other flags", /a/g, /a/i],
  ["typed arrays of other values", new Float64Array([1]), new Float64Array([2])],
  ["typed arrays of another kind", new Float64Array([1]), new Float32Array([1])],
  ["sets", new Set([1, 2]), new Set([1, 3])],
  ["sets of objects", new Set([{ a: 1 }, { a: 2 }]), new Set([{ a: 1 }, { a: 3 }])],
  ["maps of other values", new Map([["a", 1]]), new Map([["a", 2]])],
  ["maps of other keys", new Map([["a", 1]]), new Map([["b", 1]])],
  ["a set and a map", new Set(), new Map()],
  ["instances of other classes", new Point(1), new OtherPoint(1)],
  ["an instance and a plain object", new Point(1), { x: 1 }],
  ["cycles of other values", cycle(1), cycle(2)],
  ["an object that stands twice and two others", Array(2).fill({ a: 1 }), [{ a: 1 }, { a: 2 }]],
  ["errors of other messages", new Error("a"), new Error("b")],
  ["functions", () => 1, () => 1],
];
for (const [name, a, b] of differs) {
  Deno.test(`equal tells apart ${name}`, () => {
    assert(!equal(a, b) && !equal(b, a));
    assertNotEquals(a, b);
    assertMatch(failure(() => assertEquals(a, b)), /Values are not equal/);
  });
}

Deno.test("equal refuses to compare weak collections", () => {
  assertThrows(() => equal(new WeakMap(), new WeakMap()), TypeError, "WeakMap");
  assertThrows(() => equal(new WeakSet(), new WeakSet()), TypeError, "WeakSet");
});

Deno.test("assertEquals shows the lines that differ", () => {
  const message = failure(() =>
    assertEquals({ a: 1, b: [1, 2], c: "x" }, { a: 1, b: [1, 5], c: "x" }, "the fit")
  );
  assertStringIncludes(message, "the fit");
  assertMatch(message, /-\s+2,/);
  assertMatch(message, /\+\s+5,/);
});

Deno.test("assertEquals shows a small difference of large values in few lines", () => {
  const large = Array.from({ length: 5_000 }, (_, index) => index);
  const message = failure(() => assertEquals(large, large.with(2_500, -1)));
  assertMatch(message, /-\s+2500,/);
  assertMatch(message, /\+\s+-1,/);
  assertLess(message.split("\n").length, 40);
});

Deno.test("assertEquals keeps the lines that agree between two differences", () => {
  const message = failure(() => assertEquals("a\nb\nc\nd", "A\nb\nc\nD"));
  const marked = message.split("\n").map((line) => line.trim());
  for (const line of ["b", "c"]) assert(marked.includes(line), message);
});

Deno.test("assertAlmostEquals allows 10⁻⁷ of the expected value by default", () => {
  assertAlmostEquals(1_000_000.05, 1_000_000);
  assertAlmostEquals(0.1 + 0.2, 0.3);
  assertAlmostEquals(NaN, NaN);
  assertAlmostEquals(Infinity, Infinity);
  failure(() => assertAlmostEquals(1_000_000.2, 1_000_000));
  failure(() => assertAlmostEquals(1e-9, 0));
  failure(() => assertAlmostEquals(NaN, 1));
  failure(() => assertAlmostEquals(-Infinity, Infinity));
});

Deno.test("assertAlmostEquals takes an absolute tolerance", () => {
  assertAlmostEquals(0.55, 0.5, 0.06);
  const message = failure(() => assertAlmostEquals(0.5, 0.56, 0.05, "r"));
  assertStringIncludes(message, "to be close to");
  assertStringIncludes(message, "r");
});

Deno.test("assertStrictEquals compares as Object.is does", () => {
  const object = { a: 1 };
  assertStrictEquals(object, object);
  assertStrictEquals(NaN, NaN);
  assertNotStrictEquals(0, -0);
  assertNotStrictEquals(object, { a: 1 });
  assertStringIncludes(
    failure(() => assertStrictEquals(object, { a: 1 })),
    "same structure but are not reference-equal",
  );
  failure(() => assertStrictEquals<unknown>(1, "1"));
  failure(() => assertNotStrictEquals(object, object));
});

Deno.test("assertObjectMatch looks at the expected properties only", () => {
  const actual = { fit: { r: 0.5, steps: 12 }, names: ["a", "b"], when: new Date(1), more: true };
  assertObjectMatch(actual, { fit: { r: 0.5 }, names: ["a"], when: new Date(1) });
  assertObjectMatch({ a: new Map([["x", 1], ["y", 2]]) }, { a: new Map([["x", 1]]) });
  assertObjectMatch({ a: new Set([1, 2]) }, { a: new Set([2]) });
  assertObjectMatch(cycle(1), { value: 1 });
  assertObjectMatch({ text: /a/ }, { text: /a/ });
  failure(() => assertObjectMatch(actual, { fit: { r: 0.6 } }));
  failure(() => assertObjectMatch(actual, { names: ["b"] }));
  failure(() => assertObjectMatch(actual, { absent: undefined }));
  failure(() => assertObjectMatch({ a: new Map([["x", 1]]) }, { a: new Map([["x", 2]]) }));
});

Deno.test("assertions of order hold on the right side of their borders", () => {
  assertGreater(2, 1);
  assertGreaterOrEqual(2, 2);
  assertLess("a", "b");
  assertLessOrEqual(2, 2);
  failure(() => assertGreater(2, 2));
  failure(() => assertGreaterOrEqual(1, 2));
  failure(() => assertLess(2, 2));
  failure(() => assertLessOrEqual(3, 2));
  failure(() => assertGreater(NaN, 1));
});

Deno.test("assertions of truth and presence", () => {
  assert("a");
  assertFalse(0);
  assertExists(0);
  assertExists("");
  assertEquals(failure(() => assert(0, "no rows")), "no rows");
  failure(() => assertFalse("a"));
  failure(() => assertExists(null));
  failure(() => assertExists(undefined));
});

Deno.test("assertions of text", () => {
  assertStringIncludes("expected purchases", "purchases");
  assertMatch("2011-12-09", /^\d{4}/);
  assertNotMatch("today", /\d/);
  failure(() => assertStringIncludes("a", "b"));
  failure(() => assertMatch("today", /\d/));
  failure(() => assertNotMatch("2011", /\d/));
});

Deno.test("assertArrayIncludes names what is missing", () => {
  assertArrayIncludes([1, 2, 3], [3, 1]);
  assertArrayIncludes([{ a: 1 }, { a: 2 }], [{ a: 2 }]);
  assertArrayIncludes([NaN], [NaN]);
  assertArrayIncludes(Float64Array.of(1, 2), Float64Array.of(2));
  assertMatch(failure(() => assertArrayIncludes([1, 2], [2, 7])), /missing: \[\s*7,?\s*\]/);
});

Deno.test("assertions of class", () => {
  assertInstanceOf(new RangeError("far"), Error);
  assertNotInstanceOf(new Error("far"), RangeError);
  assertMatch(
    failure(() => assertInstanceOf(null, Point)),
    /instance of "Point" but was "null"/,
  );
  failure(() => assertInstanceOf({}, Point));
  failure(() => assertNotInstanceOf(new OtherPoint(1), Point));
});

Deno.test("assertIsError checks class and message, colours apart", () => {
  assertIsError(new RangeError("too far"), RangeError, "far");
  assertIsError(new Error("\x1b[31mtoo\x1b[39m far"), Error, "too far");
  assertIsError(new Error("too far"), Error, /^too/);
  failure(() => assertIsError("too far"));
  failure(() => assertIsError(new Error("too far"), RangeError));
  failure(() => assertIsError(new Error("too far"), Error, "near"));
});

Deno.test("assertThrows gives back what was thrown", () => {
  const error = assertThrows(
    () => {
      throw new RangeError("too far");
    },
    RangeError,
    "far",
  );
  assertEquals(error.message, "too far");
  assertEquals(assertThrows(raise("text")), "text");
});

Deno.test("assertThrows fails where nothing, or something else, is thrown", () => {
  assertStringIncludes(
    failure(() => assertThrows(() => 1, "the sum")),
    "Expected function to throw: the sum",
  );
  failure(() => assertThrows(raise(new Error("a")), RangeError));
  failure(() => assertThrows(raise(new RangeError("a")), RangeError, "b"));
  failure(() => assertThrows(raise("text"), Error));
});

Deno.test("assertRejects gives back what the promise rejected with", async () => {
  const error = await assertRejects(
    () => Promise.reject(new RangeError("too far")),
    RangeError,
    "far",
  );
  assertEquals(error.message, "too far");
});

Deno.test("assertRejects fails where nothing, or something else, comes", async () => {
  const isRefused = (fn: () => PromiseLike<unknown>, text: string) =>
    assertRejects(() => assertRejects(fn, RangeError, "far"), AssertionError, text);
  await isRefused(() => Promise.resolve(1), "Expected function to reject");
  await isRefused(() => Promise.reject(new Error("far")), "instance");
  await isRefused(() => Promise.reject(new RangeError("near")), "message to include");
  await isRefused(() => Promise.reject("far"), "non-Error");
  await isRefused(() => {
    throw new RangeError("far");
  }, "expected to reject");
});

Deno.test("fail, unreachable and unimplemented always fail", () => {
  assertEquals(failure(() => fail("why")), "Failed assertion: why");
  assertStringIncludes(failure(() => unreachable("why")), "why");
  assertStringIncludes(failure(() => unimplemented("why")), "why");
});
