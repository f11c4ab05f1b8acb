import { assertEquals } from "@std/assert";
import { findParts } from "perdura/clean/find_parts.ts";

const day = 86_400_000;

/** The first rows of the parts of lines at given days, in one file unless said. */
function starts(days: readonly number[], files: readonly number[] = days.map(() => 0)): number[] {
  const parts = findParts({
    count: days.length,
    timestamp: Float64Array.from(days, (at) => at * day),
    sourceFile: Uint32Array.from(files),
  });
  const rows = parts.flatMap(({ firstRow, lastRow }) =>
    Array.from({ length: lastRow - firstRow + 1 }, (_, i) => firstRow + i)
  );
  assertEquals(rows, [...days.keys()]); // without gaps
  return parts.map(({ firstRow }) => firstRow);
}

Deno.test("findParts begins a part where time jumps back by more than a day", () => {
  assertEquals(starts([1, 2, 3, 2, 3, 1.9, 5]), [0, 5]);
});

Deno.test("findParts begins a part with every file", () => {
  assertEquals(starts([1, 2, 3, 4, 3.5, 1], [0, 0, 1, 1, 2, 2]), [0, 2, 4, 5]);
});

Deno.test("findParts passes over lines without a moment", () => {
  assertEquals(starts([NaN, 5, NaN, 6, NaN, 1, NaN]), [0, 5]);
});

Deno.test("findParts takes a file that is not in order of time as one part", () => {
  const shuffled = Array.from({ length: 300 }, (_, i) => (i % 2) * 10);
  assertEquals(starts(shuffled), [0]);
  assertEquals(starts(shuffled.slice(0, 200)).length, 100);
  assertEquals(starts([]), []);
});
