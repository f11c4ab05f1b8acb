import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { seededRandom } from "perdura/core/mod.ts";
import { auditSplits } from "perdura/repurchase/shop/audit/_audit_splits.ts";

const always = () => true;

Deno.test("auditSplits keeps together what belongs together, and uses rows as far as they may be", () => {
  fc.assert(fc.property(
    fc.array(
      fc.record({ group: fc.nat(40), canLearn: fc.boolean(), canJudge: fc.boolean() }),
      { minLength: 120, maxLength: 300 },
    ),
    fc.boolean(),
    fc.nat(),
    (rows, isStoppedByTest, seed) => {
      const splits = auditSplits({
        belongsTo: rows.map(({ group }) => `${group}`),
        canLearn: (row) => rows[row]!.canLearn,
        canJudge: (row) => rows[row]!.canJudge,
        isStoppedByTest,
      }, seededRandom(seed));
      const tested: number[] = [];
      for (const { count: { learn, stop }, test, train } of splits) {
        const groups = (of: Uint32Array) => new Set(Array.from(of, (row) => rows[row]!.group));
        assert(groups(train).isDisjointFrom(groups(test)));
        assert(groups(learn).isDisjointFrom(groups(stop)));
        if (isStoppedByTest) assertEquals([learn, stop], [train, test]);
        else assertEquals(Uint32Array.of(...learn, ...stop).sort(), train);
        assert(train.every((row) => rows[row]!.canLearn));
        tested.push(...test);
      }
      assertEquals(
        tested.sort((a, b) => a - b),
        [...rows.keys()].filter((row) => rows[row]!.canJudge),
      );
    },
  ));
});

Deno.test("auditSplits takes two of five folds where there is much to learn from", () => {
  const splits = (rows: number, canLearn: (row: number) => boolean) =>
    auditSplits({
      belongsTo: Array.from({ length: rows }, (_, row) => `${row}`),
      canLearn,
      canJudge: always,
      isStoppedByTest: false,
    }, seededRandom(1));
  assertEquals(splits(14_000, always).length, 5);
  const two = splits(14_500, always);
  assertEquals(two.length, 2);
  for (const { count, test, train } of two) {
    assertAlmostEquals(test.length / 14_500, 0.2, 0.01);
    assertAlmostEquals(train.length / 14_500, 0.8, 0.01);
    assertAlmostEquals(count.learn.length / 14_500, 0.68, 0.01);
  }
  assertEquals(splits(14_500, (row) => row < 14_000).length, 5);
});
