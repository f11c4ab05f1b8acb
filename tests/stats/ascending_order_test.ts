import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "perdura/core/mod.ts";
import { ascendingOrder } from "perdura/stats/mod.ts";

/** What it has to be, by comparisons. */
function expected(values: Float64Array): Uint32Array {
  const key = (i: number) => Number.isNaN(values[i]) ? Infinity : values[i]!;
  const isNaNAt = (i: number) => Number.isNaN(values[i]) ? 1 : 0;
  return Uint32Array.from(
    Array.from(values, (_, i) => i).sort((i, j) =>
      isNaNAt(i) - isNaNAt(j) || (key(i) === key(j) ? 0 : key(i) < key(j) ? -1 : 1) || i - j
    ),
  );
}

Deno.test("ascendingOrder puts any numbers in order, with ties in the order of their rows", () => {
  const number = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constant(-0));
  fc.assert(fc.property(fc.array(number, { maxLength: 40 }), (few) => {
    // Repeated, so that the values are also many enough to be sorted by their bits.
    for (const times of [1, Math.ceil(300 / Math.max(1, few.length))]) {
      const values = Float64Array.from(Array.from({ length: times }, () => few).flat());
      assertEquals(ascendingOrder(values), expected(values));
    }
  }));
});

Deno.test("ascendingOrder sorts large and small numbers of both signs by all of their bits", () => {
  const random = seededRandom(5);
  const values = Float64Array.from(
    { length: 2_000 },
    () => (random.next() - 0.5) * 10 ** (random.integer(600) - 300),
  );
  assertEquals(ascendingOrder(values), expected(values));
});
