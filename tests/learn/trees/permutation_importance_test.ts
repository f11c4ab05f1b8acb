import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/feature_matrix.ts";
import { GradientBoosting, permutationImportance, rocAuc } from "perdura/learn/mod.ts";
import { someRows } from "./_rows.ts";

const metric = rocAuc;

Deno.test("permutationImportance gives near-unique and shuffled columns next to nothing on new rows", async () => {
  const rows = (seed: number) => {
    const { features, outcome, random } = someRows(3000, seed);
    const unique = outcome.map((_, i) => i + random.next());
    const shuffled = features.columns[0]!.map((_, i) => features.columns[0]![(i * 7 + 5) % 3000]!);
    return {
      features: {
        names: [...features.names, "unique", "shuffled"],
        columns: [...features.columns, unique, shuffled],
      },
      outcome,
    };
  };
  const train = rows(1), test = rows(2);
  const model = await GradientBoosting.fit(train.features, train.outcome, {
    ...{ trees: 40, depth: 3, learningRate: 0.1, minimumChildWeight: 20 },
  });
  const measured = permutationImportance((x) => model.predict(x), test.features, test.outcome, {
    ...{ metric, random: seededRandom(1) },
  });
  const importance = new Map(measured.map(({ name, importance }) => [name, importance]));
  assert(measured[0]!.standardDeviation > 0); // each permutation is another one
  assertEquals([...importance.keys()][0], "share");
  for (const name of ["unique", "shuffled", "noise"]) {
    assert(Math.abs(importance.get(name)!) < 0.005, `${name}: ${importance.get(name)}`);
  }
});

Deno.test("permutationImportance deals the columns of a group together", () => {
  const x = Float64Array.from({ length: 50 }, (_, i) => i);
  const features = { names: ["a", "b", "c"], columns: [x, x, x] };
  // The two of the group always agree, so that their difference is nil whatever the order.
  const predict = ({ columns }: FeatureMatrix) => columns[0]!.map((a, i) => a - columns[1]![i]!);
  const closeness = (p: Float64Array) => -p.reduce((sum, value) => sum + Math.abs(value), 0);
  const options = { metric: closeness, random: seededRandom(1) };
  const together = permutationImportance(predict, features, x, {
    ...{ ...options, groups: { both: ["a", "b"] } },
  });
  assertEquals(together.map(({ name, importance }) => [name, importance]), [["both", 0], ["c", 0]]);
  assert(permutationImportance(predict, features, x, options)[0]!.importance > 100);
});

Deno.test("permutationImportance refuses groups of features that are not there", () => {
  const features = { names: ["a"], columns: [Float64Array.of(1, 2)] };
  const permute = (groups: Record<string, string[]>) =>
    permutationImportance(({ columns }) => columns[0]!, features, Float64Array.of(0, 1), {
      ...{ metric, random: seededRandom(1), groups },
    });
  assertThrows(() => permute({ g: ["b"] }), InputError, `"b" of "g" is not a feature`);
  assertThrows(() => permute({ g: ["a"], h: ["a"] }), InputError, "in another one too");
});
