import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  countBetween,
  firstAbove,
  firstFrom,
  logEdges,
  logTicks,
  wholeLogEdges,
} from "perdura/plots/_bins.ts";
import { sorted } from "perdura/plots/_statistics.ts";

Deno.test("countBetween() counts every value inside once, the last edge included", () => {
  const values = sorted([1, 2, 2, 3, 5]);
  assertEquals(countBetween(values, [1, 2, 5]).map(({ count }) => count), [1, 4]);
  assertEquals([firstFrom(values, 2), firstAbove(values, 2), firstFrom(values, 9)], [1, 3, 5]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }), (numbers) => {
      const values = sorted(numbers);
      const bins = countBetween(values, wholeLogEdges(values.at(-1)!, 8));
      assertEquals(bins.reduce((sum, { count }) => sum + count, 0), values.length);
    }),
  );
});

Deno.test("logEdges() covers the range in equal steps of the logarithm", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      (low, times) => {
        const edges = logEdges(low, low * times, 8);
        assert(edges[0]! <= low * (1 + 1e-6) && edges.at(-1)! >= low * times * (1 - 1e-6));
        assertAlmostEquals(edges[1]! / edges[0]!, 10 ** 0.125, 1e-9);
      },
    ),
  );
});

Deno.test("wholeLogEdges() gives every bin a whole number", () => {
  const edges = wholeLogEdges(1000, 8);
  assertEquals(edges.slice(0, 5), [0.5, 1.5, 2.5, 3.5, 4.5]);
  edges.slice(1).forEach((to, k) => assert(to - edges[k]! >= 1));
});

Deno.test("logTicks() thins out with the range and never exceeds what was asked", () => {
  assertEquals(logTicks(1, 20, 6), [1, 2, 5, 10, 20]);
  assertEquals(logTicks(1, 1e6, 8), [1, 10, 100, 1000, 1e4, 1e5, 1e6]);
  assert(logTicks(1e-3, 1e6, 4).length <= 4);
});
