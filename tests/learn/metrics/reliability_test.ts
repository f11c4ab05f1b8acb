import { assertAlmostEquals, assertEquals } from "@std/assert";
import { reliability } from "perdura/learn/mod.ts";

Deno.test("reliability() divides rows into bins of equal size, in order of probability", () => {
  const probabilities = Float64Array.from({ length: 100 }, (_, i) => (99 - i) / 100);
  const bins = reliability(probabilities, probabilities.map(() => 0), 4);
  assertEquals(bins.map(({ rows }) => rows), [25, 25, 25, 25]);
  assertAlmostEquals(bins[0]!.expected, 0.12, 1e-12);
  assertEquals([bins[3]!.from, bins[3]!.to], [0.75, 0.99]);
});

Deno.test("reliability() never divides equal probabilities", () => {
  const probabilities = Float64Array.from({ length: 10 }, (_, i) => i < 7 ? 0.1 : i / 10);
  const bins = reliability(probabilities, probabilities.map(() => 1), 5);
  assertEquals(bins.map(({ rows }) => rows), [7, 1, 2]);
  assertEquals(bins.reduce((sum, { rows }) => sum + rows, 0), 10);
});

Deno.test("reliability() gives Wilson's interval, also where nothing happened", () => {
  const [bin] = reliability(new Float64Array(10).fill(0.2), new Float64Array(10), 3);
  // Wilson (1927): without a yes in n rows, from 0 to z² / (n + z²), with z² = 3.841459.
  assertAlmostEquals(bin!.interval[0], 0, 1e-12);
  assertAlmostEquals(bin!.interval[1], 3.841459 / 13.841459, 1e-7);
});
