import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { chooseThreshold, profitCurve } from "perdura/learn/mod.ts";

const rows = fc.array(
  fc.record({ p: fc.integer({ min: 0, max: 9 }), yes: fc.integer({ min: 0, max: 1 }) }),
  { minLength: 1, maxLength: 40 },
);

Deno.test("profitCurve() is what acting from each threshold on brings, and the best is chosen", () => {
  fc.assert(fc.property(rows, fc.integer({ min: 1, max: 9 }), (drawn, cost) => {
    const p = Float64Array.from(drawn, (row) => row.p / 9);
    const y = Float64Array.from(drawn, (row) => row.yes);
    const profitFrom = (threshold: number) =>
      drawn.reduce((sum, { yes }, i) => p[i]! >= threshold ? sum + 10 * yes - cost : sum, 0);
    const curve = profitCurve(p, y, { cost, margin: 10 });
    assertEquals(curve.threshold.length, new Set(p).size + 1);
    curve.threshold.forEach((threshold, k) => {
      assertAlmostEquals(curve.profit[k]!, profitFrom(threshold), 1e-9);
      assertEquals(curve.acted[k], p.filter((value) => value >= threshold).length);
    });
    const { best, rule } = chooseThreshold(p, y, { cost, margin: 10 });
    assertEquals(best.profit, Math.max(...curve.profit));
    assertEquals(best.profit, profitFrom(best.threshold));
    assertEquals(rule, {
      threshold: cost / 10,
      acted: p.filter((value) => value >= cost / 10).length,
      profit: profitFrom(cost / 10),
    });
  }));
});

Deno.test("chooseThreshold() comes near cost / margin where probabilities are right", () => {
  const random = seededRandom(5);
  const p = Float64Array.from({ length: 50_000 }, () => random.next());
  const y = p.map((value) => random.next() < value ? 1 : 0);
  const { best, rule } = chooseThreshold(p, y, { cost: 2, margin: 8 });
  assertAlmostEquals(best.threshold, 0.25, 0.05);
  assert(rule.profit > 0.995 * best.profit);
});

Deno.test("chooseThreshold() acts on nobody where nothing pays, and refuses no cost", () => {
  const p = Float64Array.of(0.2, 0.4), y = Float64Array.of(0, 0);
  const { best } = chooseThreshold(p, y, { cost: 1, margin: 4 });
  assertEquals(best, { threshold: Infinity, acted: 0, profit: 0 });
  // Of equal profits the one with the fewest actions.
  const even = chooseThreshold(p, Float64Array.of(1, 1), { cost: 3, margin: 3 });
  assertEquals(even.best.acted, 0);
  assertThrows(() => chooseThreshold(p, y, { cost: 0, margin: 4 }), InputError, "they are 0 and 4");
});
