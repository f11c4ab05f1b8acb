import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  bootstrapInterval,
  brierSkill,
  compareProbabilities,
  orderedProbabilities,
  probabilityScores,
  rocAuc,
} from "perdura/learn/mod.ts";

const random = seededRandom(11);
const p = Float64Array.from({ length: 3000 }, () => random.next());
const outcome = p.map((value) => random.next() < 0.1 + 0.3 * value ? 1 : 0);
const mean = (weight: Float64Array) => {
  const total = weight.reduce((sum, w) => sum + w, 0);
  return weight.reduce((sum, w, i) => sum + w * outcome[i]!, 0) / total;
};

Deno.test("bootstrapInterval() of a ROC-AUC has the width of Hanley and McNeil's formula", () => {
  const ordered = orderedProbabilities(p);
  const { estimate, lower, upper } = bootstrapInterval(
    (weight) => rocAuc(ordered, outcome, weight),
    { groups: p.length, random: seededRandom(1), replicates: 500 },
  );
  const yes = outcome.reduce((sum, value) => sum + value, 0), no = p.length - yes;
  const q1 = estimate / (2 - estimate), q2 = 2 * estimate ** 2 / (1 + estimate);
  const variance = (estimate * (1 - estimate) + (yes - 1) * (q1 - estimate ** 2) +
    (no - 1) * (q2 - estimate ** 2)) / (yes * no);
  assertEquals(estimate, rocAuc(p, outcome));
  assertAlmostEquals((upper - lower) / (2 * 1.96 * Math.sqrt(variance)), 1, 0.12);
});

Deno.test("bootstrapInterval() draws customers with all their rows", () => {
  // Every customer has nine copies of a row: as wide as with one, three times as wide as rows say.
  const outcomes = Float64Array.from(
    { length: 2700 },
    (_, i) => Math.floor(i / 9) % 3 === 0 ? 1 : 0,
  );
  const share = (weight: Float64Array) =>
    weight.reduce((sum, w, i) => sum + w * outcomes[i]!, 0) / weight.reduce((sum, w) => sum + w, 0);
  const width = (groups: number | number[]) => {
    const { lower, upper } = bootstrapInterval(share, {
      groups,
      random: seededRandom(2),
      replicates: 600,
    });
    return upper - lower;
  };
  const customers = Array.from(outcomes, (_, i) => Math.floor(i / 9));
  assertAlmostEquals(width(customers) / width(2700), 3, 0.4);
  assertAlmostEquals(width(customers), 2 * 1.96 * Math.sqrt(2 / 9 / 300), 0.015);
});

Deno.test("bootstrapInterval() depends on the seed alone, and is narrower at a lower level", () => {
  const interval = (seed: number, level: number) =>
    bootstrapInterval(mean, { groups: 3000, random: seededRandom(seed), level });
  assertEquals(interval(3, 0.95), interval(3, 0.95));
  assert(interval(3, 0.95).lower !== interval(4, 0.95).lower);
  assert(interval(3, 0.5).lower > interval(3, 0.95).lower);
  assert(interval(3, 0.5).upper < interval(3, 0.95).upper);
});

Deno.test("compareProbabilities() draws the same customers for all forecasts", () => {
  const groups = Array.from(p, (_, i) => `customer ${i % 500}`);
  const better = p.map((value) => 0.1 + 0.3 * value);
  const worse = better.map((value, i) => i % 2 === 0 ? value : 1 - value);
  const [first, second] = compareProbabilities(
    { outcome, forecasts: { better, worse }, groups },
    seededRandom(1),
  );
  const { rocAuc: difference } = second!.difference!;
  assert(difference.upper < 0);
  const { lower, upper } = bootstrapInterval(
    (weight) => rocAuc(worse, outcome, weight) - rocAuc(better, outcome, weight),
    { groups, random: seededRandom(1) },
  );
  assertAlmostEquals(difference.lower, lower, 1e-12);
  assertAlmostEquals(difference.upper, upper, 1e-12);
  // Every measure is compared.
  const observed = probabilityScores(better, outcome);
  assertEquals(Object.keys(first!.scores), Object.keys(observed));
  for (const [name, { estimate, lower, upper }] of Object.entries(first!.scores)) {
    assertEquals(estimate, observed[name as keyof typeof observed]);
    assert(lower < upper || name === "calibrationError", name);
  }
  assertAlmostEquals(observed.brierSkill, brierSkill(better, outcome), 1e-12);
});

Deno.test("measures refuse rows without a probability or with another outcome than 0 and 1", () => {
  assertThrows(
    () => rocAuc(Float64Array.of(NaN), Float64Array.of(1)),
    InputError,
    "row 0 has none",
  );
  assertThrows(() => rocAuc(Float64Array.of(0.5), Float64Array.of(2)), InputError, "row 0 has 2");
  assertThrows(
    () => rocAuc(Float64Array.of(0.5), Float64Array.of(1), new Float64Array(2)),
    InputError,
    "1 outcomes, 2 weights",
  );
});
