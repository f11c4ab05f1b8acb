import { assertEquals } from "@std/assert";
import { heatScale, inkOn, quantileThresholds, roundThresholds } from "perdura/plots/_heat.ts";
import { sorted } from "perdura/plots/_statistics.ts";

Deno.test("heatScale() gives each threshold to the step above it, from pale to dark", () => {
  const scale = heatScale([0.1, 0.5]);
  assertEquals([0, 0.1, 0.4999, 0.5, 9].map(scale.stepOf), [0, 1, 1, 2, 2]);
  assertEquals(scale.colours.length, 3);
  assertEquals(inkOn(scale.colours[0]!), "#1b1f24");
  assertEquals(inkOn("#0c2c84"), "#ffffff");
});

Deno.test("thresholds are round, ascending and inside the data", () => {
  assertEquals(roundThresholds(17.1, 6), [0.2, 0.5, 1, 2, 5, 10]);
  assertEquals(roundThresholds(0, 6), [1]);
  assertEquals(quantileThresholds(sorted(Array.from({ length: 101 }, (_, k) => k))), [
    5,
    20,
    40,
    60,
    80,
    100,
  ]);
  assertEquals(quantileThresholds(sorted([13, 13, 15, 15, 17])), [13, 14, 15, 17]);
});
