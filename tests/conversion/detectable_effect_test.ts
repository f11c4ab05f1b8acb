import { assertAlmostEquals, assertThrows } from "@std/assert";
import { detectableEffect } from "perdura/conversion/mod.ts";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { sampleBinomial } from "perdura/stats/samplers.ts";

Deno.test("detectableEffect() is found in four campaigns of five", () => {
  const [customers, share] = [4000, 0.3];
  const effect = detectableEffect(customers, share);
  const random = seededRandom(2);
  const half = customers / 2, campaigns = 4000;
  let found = 0;
  for (let k = 0; k < campaigns; k++) {
    const without = sampleBinomial(random, half, share) / half;
    const sent = sampleBinomial(random, half, share + effect) / half;
    const pooled = (without + sent) / 2;
    const error = Math.sqrt(2 * pooled * (1 - pooled) / half);
    if (sent - without > 1.959964 * error) found++;
  }
  assertAlmostEquals(found / campaigns, 0.8, 0.02);
});

Deno.test("detectableEffect() halves with four times the customers", () => {
  assertAlmostEquals(detectableEffect(400, 0.2), 2 * detectableEffect(1600, 0.2), 1e-12);
});

Deno.test("detectableEffect() refuses what is no campaign", () => {
  assertThrows(() => detectableEffect(1, 0.2), InputError, "at least two customers");
});
