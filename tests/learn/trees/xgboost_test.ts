/**
 * Boosted trees beside those of xgboost 3.2.0: `make_trees.py` of the fixtures.
 *
 * Where each value has a bin of its own, both grow the same trees; xgboost keeps gradients and
 * weights of leaves in 32 bits, which is why a dozen trees agree to 1e-6 and not to 1e-15.
 */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { GradientBoosting, logLoss } from "perdura/learn/mod.ts";
import { exactCases, noiseCases } from "./_xgboost.ts";

const TOLERANCE = 1e-6;

for (const { name, features, outcome, options, margin, contributions, gain } of exactCases) {
  Deno.test(`GradientBoosting grows the trees of xgboost: ${name}`, async () => {
    const model = await GradientBoosting.fit(features, outcome, options);
    assertAllClose(model.margin(features), margin);
  });

  Deno.test(`GradientBoosting.shap agrees with pred_contribs of xgboost: ${name}`, async () => {
    const model = await GradientBoosting.fit(features, outcome, options);
    const { base, values } = model.shap(features);
    contributions.forEach((expected, row) => {
      assertAllClose([...values.map((column) => column[row]!), base], expected);
    });
  });

  Deno.test(`GradientBoosting.gainImportance agrees with total_gain of xgboost: ${name}`, async () => {
    const model = await GradientBoosting.fit(features, outcome, options);
    const total = gain.reduce((sum, value) => sum + value, 0);
    assertAllClose(Object.values(model.gainImportance()), gain.map((value) => value / total));
  });
}

for (const { seed, sum, positives, logLoss: expected } of noiseCases) {
  // xgboost's own log-loss moves by this much (standard deviation) with its number of bins alone.
  // Ours is one more choice of bins, and has to lie among them: within three of those.
  Deno.test(`GradientBoosting has xgboost's log-loss on new rows within bin noise, seed ${seed}`, async () => {
    const { columns, outcome } = drawn(seed, 4000);
    assertAlmostEquals(columns.flatMap((x) => [...x]).reduce((a, b) => a + b), sum, 1e-6);
    assertEquals(outcome.reduce((a, b) => a + b), positives);
    const part = (begin: number, end: number) => ({
      names: columns.map((_, i) => `x${i}`),
      columns: columns.map((x) => x.slice(begin, end)),
    });
    const options = { trees: 60, depth: 4, leaves: 16 };
    const model = await GradientBoosting.fit(part(0, 2000), outcome.slice(0, 2000), options);
    const loss = logLoss(model.predict(part(2000, 4000)), outcome.slice(2000));
    const mean = expected.reduce((a, b) => a + b) / expected.length;
    const squares = expected.reduce((a, b) => a + (b - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / (expected.length - 1));
    assert(Math.abs(loss - mean) < 3 * deviation, `${loss} is not ${mean} ± ${deviation}`);
  });
}

function assertAllClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    assertAlmostEquals(actual[i]!, expected[i]!, TOLERANCE * Math.max(1, Math.abs(expected[i]!)));
  }
}

/** The rows of `drawn` in `make_trees.py`. */
function drawn(seed: number, rows: number): { columns: Float64Array[]; outcome: Float64Array } {
  const random = seededRandom(seed);
  const columns = Array.from({ length: 8 }, () => new Float64Array(rows));
  const outcome = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (const column of columns) column[i] = random.next();
    const [a, b, c, d] = columns.map((column) => column[i]!) as [number, number, number, number];
    const s = 2 * a + 3 * b * c - 2 * d * d - 1;
    outcome[i] = Number(random.next() < 0.5 + s / (2 + 2 * Math.abs(s)));
  }
  return { columns, outcome };
}
