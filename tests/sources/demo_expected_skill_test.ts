import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { expectedSkill } from "perdura/sources/demo/expected_skill.ts";

Deno.test("expectedSkill compares every pair of rows, ties as one half", () => {
  const probability = fc.integer({ min: 1, max: 19 }).map((k) => k / 20);
  fc.assert(fc.property(fc.array(probability, { minLength: 2, maxLength: 30 }), (values) => {
    let wins = 0, yes = 0, no = 0;
    for (const p of values) {
      yes += p;
      no += 1 - p;
      for (const q of values) wins += p * (1 - q) * (p > q ? 1 : p === q ? 0.5 : 0);
    }
    const skill = expectedSkill(Float64Array.from(values));
    assertAlmostEquals(skill.roc_auc, wins / (yes * no), 1e-12);
    assertAlmostEquals(skill.base_rate, yes / values.length, 1e-12);
  }));
});

Deno.test("expectedSkill of a base rate alone is no skill", () => {
  const skill = expectedSkill(Float64Array.of(0.25, 0.25, 0.25));
  assertEquals(skill.roc_auc, 0.5);
  const entropy = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
  assertAlmostEquals(skill.log_loss, entropy, 1e-12);
  assertAlmostEquals(skill.base_rate_log_loss, entropy, 1e-12);
});
