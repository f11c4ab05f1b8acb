import { assertEquals, assertStringIncludes } from "@std/assert";
import { profitCurve } from "perdura/learn/mod.ts";
import { profitByShare } from "perdura/plots/mod.ts";
import { scope } from "./_examples.ts";

/** 1,000 customers, the first `good` of whom respond with 30 %, the others with 10 %. */
const drawn = (cost: number) => {
  const margin = 7.16;
  const probability = Float64Array.from({ length: 1000 }, (_, k) => (k < 400 ? 0.3 : 0.1));
  const outcome = Float64Array.from(
    { length: 1000 },
    (_, k) => (k % 10 < (k < 400 ? 3 : 1)) ? 1 : 0,
  );
  return profitByShare({
    ...scope,
    curve: profitCurve(probability, outcome, { cost, margin }),
    ...{ cost, margin, threshold: cost / margin, currency: "XXX", model: "network" },
  });
};

Deno.test("profitByShare() has the intervals of both profits in its title, to the same digits", () => {
  // 120 · 7.16 − 400 · 1.2 = 379.2 and 180 · 7.16 − 1,000 · 1.2 = 88.8; Wilson of 120 of 400 and
  // 180 of 1,000 by scipy.stats.binomtest: 0.25716 to 0.34661 and 0.15742 to 0.20503.
  assertEquals(
    drawn(1.2).title,
    "Writing to 40\u00a0% of customers brings 379 (257 to 513), writing to all 89 (−73 to 268)",
  );
  // 180 · 7.16 − 1,000 · 1.287 = 1.8
  assertStringIncludes(drawn(1.287).title, "writing to all 2 (−160 to 181)");
});

Deno.test("profitByShare() says at what cost writing to all breaks even", () => {
  // 0.18 · 7.16
  for (const cost of [0.5, 1.2]) {
    assertStringIncludes(drawn(cost).subtitle, "(at 1.29 a message, writing to all breaks even)");
  }
});
