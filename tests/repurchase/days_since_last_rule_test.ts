import { assertAlmostEquals, assertEquals } from "@std/assert";
import { baseRateRule, daysSinceLastRule } from "perdura/repurchase/mod.ts";

/** Customers whose last purchase is so long ago. */
const silentFor = (...silence: number[]) => ({
  customerId: silence.map(String),
  frequency: Float64Array.from(silence, () => 1),
  recency: Float64Array.from(silence, () => 5),
  T: Float64Array.from(silence, (time) => 5 + time),
});

Deno.test("daysSinceLastRule() gives the share of those who were silent for as long", () => {
  const rule = daysSinceLastRule({
    summary: silentFor(1, 2, 3, 10, 11, 12),
    bought: Float64Array.of(1, 1, 0, 0, 0, 1),
  }, 2);
  // 2 of 3 and 1 of 3, with one yes and one no added.
  const [low, edge, high, beyond] = rule(silentFor(0, 3, 4, 99));
  assertEquals([low, edge], [0.6, 0.6]);
  assertEquals([high, beyond], [0.4, 0.4]);
});

Deno.test("daysSinceLastRule() works where all customers are alike", () => {
  const rule = daysSinceLastRule({ summary: silentFor(4, 4), bought: Float64Array.of(1, 0) });
  assertEquals(rule(silentFor(1, 7)), Float64Array.of(0.5, 0.5));
});

Deno.test("baseRateRule() gives everybody the share that bought the last time", () => {
  const rule = baseRateRule({ summary: silentFor(1, 2, 3), bought: Float64Array.of(1, 0, 0) });
  assertAlmostEquals(rule(silentFor(9))[0]!, 0.4, 1e-12);
});
