import { assertEquals } from "@std/assert";
import { frequencyRecencyGrid } from "perdura/plots/mod.ts";

Deno.test("frequencyRecencyGrid() has possible histories only: x > 0, 0 < t_x ≤ T", () => {
  const { summary } = frequencyRecencyGrid(39, 20);
  assertEquals(summary.customerId.length, 800);
  assertEquals(new Set(summary.customerId).size, 800);
  assertEquals(Math.min(...summary.frequency), 1);
  assertEquals(Math.max(...summary.recency), 39);
  assertEquals(
    summary.recency.every((recency, i) => recency > 0 && recency <= summary.T[i]!),
    true,
  );
});

Deno.test("frequencyRecencyGrid() ends at T and never beyond", () => {
  for (let days = 1; days < 800; days++) {
    const { recency } = frequencyRecencyGrid(days / 7, 1);
    assertEquals(recency.at(-1), days / 7);
  }
});
