import { assertEquals } from "@std/assert";
import { CompensatedSum, sumOf } from "perdura/stats/mod.ts";

Deno.test("CompensatedSum loses nothing where a plain sum loses all", () => {
  const sum = new CompensatedSum();
  for (const term of [1, 1e100, 1, -1e100]) sum.add(term);
  assertEquals(sum.total, 2);
  const tenths = new CompensatedSum();
  for (let i = 0; i < 1e6; i++) tenths.add(0.1);
  assertEquals(tenths.total, 100000);
});

Deno.test("CompensatedSum keeps infinity", () => {
  const sum = new CompensatedSum();
  sum.add(-Infinity);
  sum.add(1);
  assertEquals(sum.total, -Infinity);
});

Deno.test("sumOf weights its terms", () => {
  assertEquals(sumOf(Float64Array.of(1, 2, 3)), 6);
  assertEquals(sumOf(Float64Array.of(1, 2, 3), Float64Array.of(3, 0, 1)), 6);
});
