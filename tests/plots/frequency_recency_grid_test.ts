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
