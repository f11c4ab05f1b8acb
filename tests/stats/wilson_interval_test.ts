import { assertAlmostEquals } from "@std/assert";
import { wilsonInterval } from "perdura/stats/mod.ts";

Deno.test("wilsonInterval() is that of SciPy at another level", () => {
  // scipy.stats.binomtest(15, 148).proportion_ci(0.99, "wilson"), SciPy 1.17.1.
  const [low, high] = wilsonInterval(15, 148, 0.99);
  assertAlmostEquals(low, 0.05364486961396485, 1e-12);
  assertAlmostEquals(high, 0.18326735011315254, 1e-12);
});
