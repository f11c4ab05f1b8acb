import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { brierSkill, orderedProbabilities, probabilityScores } from "perdura/learn/mod.ts";

const scoresOf = (values: number[], outcome: number[], weight?: number[]) =>
  probabilityScores(
    orderedProbabilities(Float64Array.from(values)),
    Float64Array.from(outcome),
    weight && Float64Array.from(weight),
  );

Deno.test("probabilityScores() has the values of scikit-learn's documentation", () => {
  // The examples of roc_auc_score, log_loss and brier_score_loss.
  assertEquals(scoresOf([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]).rocAuc, 0.75);
  assertAlmostEquals(scoresOf([0.9, 0.1, 0.2, 0.65], [1, 0, 0, 1]).logLoss, 0.21616, 5e-6);
  assertAlmostEquals(scoresOf([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]).brier, 0.0375, 1e-12);
});

const rows = fc.array(
  fc.record({
    p: fc.integer({ min: 0, max: 6 }).map((k) => k / 6),
    yes: fc.integer({ min: 0, max: 1 }),
    weight: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 2, maxLength: 30 },
);

Deno.test("probabilityScores() counts pairs, ties half, and takes weights as repeated rows", () => {
  fc.assert(fc.property(rows, (drawn) => {
    const repeated = drawn.flatMap((row) => Array(row.weight).fill(row) as typeof drawn);
    const yes = repeated.filter((row) => row.yes === 1);
    const no = repeated.filter((row) => row.yes === 0);
    fc.pre(yes.length > 0 && no.length > 0);
    const won = yes.flatMap((a) => no.map((b) => a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0));
    const weighted = scoresOf(
      drawn.map((row) => row.p),
      drawn.map((row) => row.yes),
      drawn.map((row) => row.weight),
    );
    const plain = scoresOf(repeated.map((row) => row.p), repeated.map((row) => row.yes));
    const share = won.reduce<number>((sum, value) => sum + value, 0) / won.length;
    assertAlmostEquals(weighted.rocAuc, share, 1e-12);
    for (const [name, value] of Object.entries(weighted)) {
      assertAlmostEquals(value, plain[name as keyof typeof plain], 1e-9);
    }
  }));
});

Deno.test("probabilityScores() knows no AUC where all rows are alike", () => {
  assertEquals(scoresOf([0.2, 0.3], [0, 0]).rocAuc, NaN);
});

Deno.test("brierSkill() is measured against a base rate from elsewhere, where one is given", () => {
  const p = Float64Array.of(0.25, 0.75, 0.25, 0.25), y = Float64Array.of(0, 1, 0, 0);
  // Everybody 0.5 has 0.25, the share of these rows 0.1875; the forecast has 0.0625.
  assertAlmostEquals(brierSkill(p, y, { baseRate: 0.5 }), 0.75, 1e-12);
  assertAlmostEquals(brierSkill(p, y), 2 / 3, 1e-12);
});
