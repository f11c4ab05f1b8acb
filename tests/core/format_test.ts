import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { duration, formatNumber, money, percent, plural } from "perdura/core/mod.ts";

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

Deno.test("plural() takes one for exactly one", () => {
  assertEquals([0, 1, 1234].map((n) => plural(n, "row")), ["0 rows", "1 row", "1,234 rows"]);
});

Deno.test("money() says millions, and nothing of an unknown currency", () => {
  assertEquals(money(1_234_567, "EUR"), "EUR 1.23 M");
  assertEquals(money(999.5, "XXX"), "1,000");
});

Deno.test("duration() says seconds with a digit, then minutes", () => {
  assertEquals([1234, 59_940, 60_000, 125_000].map(duration), [
    "1.2 s",
    "59.9 s",
    "1 min 0 s",
    "2 min 5 s",
  ]);
});
