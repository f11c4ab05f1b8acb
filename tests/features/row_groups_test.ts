import { assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { numberGroups, shuffled } from "perdura/features/mod.ts";

Deno.test("numberGroups() numbers ids of any kind in order of first appearance", () => {
  assertEquals(numberGroups(["b", "a", "b", "c"]).group, Uint32Array.of(0, 1, 0, 2));
  assertEquals(numberGroups(Int32Array.of(7, 7, -1)), {
    group: Uint32Array.of(0, 0, 1),
    groups: 2,
  });
  // A number and its text are two ids.
  assertEquals(numberGroups([1, "1"]).groups, 2);
});

Deno.test("shuffled() gives each order as often as any other", () => {
  const random = seededRandom(6), times = new Map<string, number>();
  for (let k = 0; k < 6000; k++) {
    const order = shuffled(3, random).join();
    times.set(order, (times.get(order) ?? 0) + 1);
  }
  assertEquals(times.size, 6);
  // Chi-squared with 5 degrees of freedom: above 20.5 once in 1,000.
  const distance = [...times.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  assertEquals(distance < 20.5, true, `${distance}`);
});
