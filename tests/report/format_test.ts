import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  digitsFor,
  formatBytes,
  formatDate,
  formatNumber,
  percent,
} from "perdura/report/format.ts";

Deno.test("formatNumber() separates thousands and keeps its decimals", () => {
  assertEquals(formatNumber(1234567.891, 2), "1,234,567.89");
  assertEquals(formatNumber(1e21), "1,000,000,000,000,000,000,000");
  assertEquals(formatNumber(0.5, 3), "0.500");
});

Deno.test("formatNumber() writes a true minus, and none for what rounds to nothing", () => {
  assertEquals(formatNumber(-1234.5, 1), "−1,234.5");
  assertEquals(formatNumber(-0.001, 2), "0.00");
  assertEquals(formatNumber(-0), "0");
});

Deno.test("formatNumber() says what is no finite number", () => {
  assertEquals([NaN, Infinity, -Infinity].map((value) => formatNumber(value)), ["NaN", "∞", "−∞"]);
});

Deno.test("formatNumber() can be read back to the digits that it shows", () => {
  fc.assert(fc.property(
    fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    fc.integer({ min: 0, max: 6 }),
    (value, digits) => {
      const back = Number(formatNumber(value, digits).replaceAll(",", "").replace("−", "-"));
      const unit = 10 ** -digits;
      assert(Math.abs(back - value) <= 0.5 * unit + Math.abs(value) * 1e-15, `${value} ${back}`);
    },
  ));
});

Deno.test("percent() keeps number and sign together", () => {
  assertEquals(percent(0.123456, 1), "12.3\u00a0%");
});

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
