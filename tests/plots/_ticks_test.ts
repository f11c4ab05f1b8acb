import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { percent } from "perdura/core/mod.ts";
import { monthWords } from "perdura/plots/mod.ts";
import { evenTicks, monthTicks, niceAxis, shareTick, wholeTick } from "perdura/plots/_ticks.ts";

Deno.test("evenTicks() are round, inside, as many as fit, and never written alike", () => {
  assertEquals(evenTicks(0.0089, 0.0282, 8), {
    values: [0.01, 0.015, 0.02, 0.025],
    digits: 3,
  });
  fc.assert(fc.property(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    fc.integer({ min: 1, max: 9 }),
    (low, reach, most) => {
      const { values, digits } = evenTicks(low, low + reach, most);
      const words = values.map((value) => value.toFixed(digits));
      assertEquals(new Set(words).size, words.length);
      assert(values.length <= most + 1);
      // As exact as numbers of that size are.
      const slack = 1e-6 * reach + 4 * Number.EPSILON * (Math.abs(low) + reach);
      for (const [k, value] of values.entries()) {
        assert(value >= low - slack && value <= low + reach + slack);
        assert(Math.abs(Number(words[k]) - value) < 1e-9 * (1 + Math.abs(value)));
      }
    },
  ));
});

Deno.test("shareTick() has the digits that neighbours need and no more", () => {
  const { values, digits } = evenTicks(0.01, 0.025, 5);
  const words = values.map((value) => shareTick(value, digits));
  assertEquals(words, [1, 1.5, 2, 2.5].map((value) => percent(value / 100, 1)));
  assertEquals(shareTick(0.2, 1), percent(0.2));
});

Deno.test("monthTicks() names each month once, evenly apart", () => {
  const named = (first: string, last: string, most: number) =>
    monthTicks(new Date(first), new Date(last), most).map(monthWords);
  assertEquals(named("2011-01-01", "2011-03-01", 8), ["Jan 2011", "Feb 2011", "Mar 2011"]);
  assertEquals(named("2011-05-01", "2011-05-31", 8), ["May 2011"]);
  assertEquals(named("2019-02-01", "2026-09-01", 8), [
    ...[2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => `Jan ${year}`),
  ]);
  assertEquals(named("2019-02-01", "2026-09-01", 4), [
    "Jan 2020",
    "Jan 2022",
    "Jan 2024",
    "Jan 2026",
  ]);
  assertEquals(named("2010-11-01", "2011-06-01", 4), [
    ...["Nov 2010", "Jan 2011", "Mar 2011", "May 2011"],
  ]);
  assert(named("1950-01-01", "2020-01-01", 4).length <= 4);
});

Deno.test("niceAxis() ends at the even ticks around what it shows", () => {
  const { domain, tickFormat, ticks } = niceAxis(-0.0003, 0.0047, 6, shareTick);
  assertEquals(domain.map((end) => end.toFixed(4)), ["-0.0010", "0.0050"]);
  assertEquals(
    ticks.map(tickFormat),
    [-0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5].map((value) => percent(value / 100, 1)),
  );
});

Deno.test("wholeTick() counts in whole numbers", () => {
  assertEquals([0, 0.5, 1, 1500].map(wholeTick), ["0", "", "1", "1,500"]);
});
