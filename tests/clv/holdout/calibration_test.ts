import { assertAlmostEquals, assertEquals } from "@std/assert";
import { calibrationByFrequency } from "perdura/clv/holdout/mod.ts";

const actual = Float64Array.of(0, 0, 1, 3, 1, 9);
const bins = calibrationByFrequency({
  summary: {
    customerId: ["a", "b", "c", "d", "e", "f"],
    frequency: Float64Array.of(0, 0, 0, 0, 0, 2),
    recency: Float64Array.of(0, 0, 0, 0, 0, 20),
    T: new Float64Array(6).fill(30),
  },
  actual,
  expected: {},
}, 2);

Deno.test("calibrationByFrequency() gives the interval of what happened in each bin", () => {
  // Mean 1, variance 1.5: 1 ± 1.959964 √(1.5 / 5), cut off at 0.
  const [low, high] = bins[0]!.interval!;
  assertEquals(low, 0);
  assertAlmostEquals(high, 1 + 1.959963985 * Math.sqrt(0.3), 1e-8);
});

Deno.test("calibrationByFrequency() gives no interval of too few customers", () => {
  assertEquals(bins[2]!.actual, 9);
  assertEquals("interval" in bins[2]!, false);
});
