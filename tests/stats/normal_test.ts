import { assertAlmostEquals, assertEquals } from "@std/assert";
import { normalQuantile } from "perdura/stats/mod.ts";

Deno.test("normalQuantile is right to 15 digits from the centre to the far tail", () => {
  // mpmath 1.3: √2 erfinv(2p − 1), with 340 digits for the first
  for (
    const [p, z] of [
      [1e-300, -37.047096299361199],
      [1e-10, -6.3613409024040562],
      [0.025, -1.9599639845400542],
      [0.3, -0.52440051270804078],
      [0.9, 1.2815515655446005],
    ] as const
  ) assertAlmostEquals(normalQuantile(p) / z, 1, 1e-15);
});

Deno.test("normalQuantile is odd about one half, and has limits", () => {
  assertEquals(normalQuantile(0.5), 0);
  assertAlmostEquals(normalQuantile(0.75), -normalQuantile(0.25), 1e-15);
  assertEquals(normalQuantile(0), -Infinity);
  assertEquals(normalQuantile(1), Infinity);
  assertEquals(normalQuantile(1.5), NaN);
});
