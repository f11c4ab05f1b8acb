import { assertEquals } from "@std/assert";
import { digitsFor, formatBytes, formatDate } from "perdura/report/format.ts";

Deno.test("formatDate() writes ISO 8601", () => {
  const date = new Date("2011-12-09T08:05:00.250Z");
  assertEquals(formatDate(date, false), "2011-12-09");
  assertEquals(formatDate(date, true), "2011-12-09 08:05:00");
});

Deno.test("formatBytes() takes the unit that suits", () => {
  assertEquals([999, 1500, 45_000, 2_500_000].map(formatBytes), [
    "999 B",
    "1.5 kB",
    "45 kB",
    "2.5 MB",
  ]);
});

Deno.test("digitsFor() gives money pence and large sums none", () => {
  assertEquals(digitsFor([12.345, 832.5]), 2);
  assertEquals(digitsFor([12.345, 832_500.25]), 0);
});

Deno.test("digitsFor() gives whole numbers no decimals, and no more than there are", () => {
  assertEquals(digitsFor([1, 2, 3]), 0);
  assertEquals(digitsFor([1.5, 2]), 1);
  assertEquals(digitsFor([]), 0);
  assertEquals(digitsFor([NaN, Infinity]), 0);
});

Deno.test("digitsFor() shows three digits of small numbers", () => {
  assertEquals(digitsFor([0.0123456]), 4);
});
