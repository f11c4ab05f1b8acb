import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { isOutlier, usualRange } from "perdura/clean/robust_range.ts";

const range = (values: number[]) => usualRange(Float64Array.from(values));

Deno.test("usualRange follows median and median absolute deviation of the logarithms", () => {
  // Logarithms to the base 2: 0 1 2 3 4, median 2, absolute deviations 2 1 0 1 2, MAD 1.
  const { low, high } = range([1, 2, 4, 8, 16])!;
  const spread = 3.5 * 1.4826;
  assertAlmostEquals(Math.log2(low), 2 - spread, 1e-12);
  assertAlmostEquals(Math.log2(high), 2 + spread, 1e-12);
});

Deno.test("usualRange takes the mean of the two middle values", () => {
  const { low, high } = range([1, 2, 4, 8])!; // median 1.5, deviations 1.5 0.5 0.5 1.5, MAD 1
  assertAlmostEquals(Math.log2(low * high), 3, 1e-12);
  assertAlmostEquals(Math.log2(high), 1.5 + 3.5 * 1.4826, 1e-12);
});

Deno.test("usualRange counts values as often as they occur, in any order", () => {
  // Logarithms to the base 2: 0 0 0 1 2 2 3 4, median 1.5, deviations 0.5 0.5 0.5 1.5 …, MAD 1.5.
  const { low, high } = range([1, 4, 16, 1, 2, 4, 8, 1])!;
  assertAlmostEquals(Math.log2(low * high), 3, 1e-12);
  assertAlmostEquals(Math.log2(high), 1.5 + 3.5 * 1.4826 * 1.5, 1e-12);
});

Deno.test("usualRange falls back on the mean absolute deviation where most values are equal", () => {
  const { low, high } = range([1, 1, 1, 2, 1, 1, 1, 1])!; // mean absolute deviation ln 2 / 8
  assertAlmostEquals(Math.log2(high), 3.5 * 1.2533 / 8, 1e-12);
  assertAlmostEquals(low * high, 1, 1e-12);
});

Deno.test("usualRange leaves out what is not positive, and knows no range without spread", () => {
  assertEquals(range([]), undefined);
  assertEquals(range([5]), undefined);
  assertEquals(range([-1, 0, NaN, 5]), undefined);
  assert(range([-1, 0, 3, 5]) !== undefined);
});

Deno.test("isOutlier flags what lies outside, nothing where there is no range", () => {
  const usual = { low: 1, high: 3 };
  assertEquals([0.9, 1, 3, 3.1, NaN].map((value) => isOutlier(value, usual)), [
    ...[true, false, false, true, false],
  ]);
  assertEquals(isOutlier(1e9, undefined), false);
});
