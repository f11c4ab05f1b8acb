import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { decileTable, liftAt } from "perdura/learn/mod.ts";

const rows = fc.array(
  fc.record({ p: fc.integer({ min: 0, max: 8 }), yes: fc.integer({ min: 0, max: 1 }) }),
  { minLength: 1, maxLength: 60 },
);

Deno.test("decileTable() has every row and every yes once, ties or not", () => {
  fc.assert(fc.property(rows, (drawn) => {
    const p = Float64Array.from(drawn, (row) => row.p / 8);
    const y = Float64Array.from(drawn, (row) => row.yes);
    const yes = y.reduce((sum, value) => sum + value, 0);
    fc.pre(yes > 0);
    const table = decileTable(p, y);
    const sum = (of: (row: typeof table[number]) => number) =>
      table.reduce((total, row) => total + of(row), 0);
    assertEquals(sum(({ rows }) => rows), p.length);
    assertAlmostEquals(sum(({ positives }) => positives), yes, 1e-9);
    assertAlmostEquals(sum(({ gain }) => gain), 1, 1e-9);
    assertAlmostEquals(sum(({ rows, lift }) => rows * lift) / p.length, 1, 1e-9);
    assertAlmostEquals(
      sum(({ rows, expected }) => rows * expected),
      p.reduce((all, value) => all + value, 0),
      1e-9,
    );
    assertAlmostEquals(table.at(-1)!.cumulativeGain, 1, 1e-12);
  }));
});

Deno.test("decileTable() gives rows of equal probability their expected yeses, in any order", () => {
  const p = new Float64Array(40).fill(0.2);
  const y = Float64Array.from({ length: 40 }, (_, i) => i < 10 ? 1 : 0);
  for (const outcome of [y, y.toReversed()]) {
    const table = decileTable(p, outcome);
    assertEquals(table.length, 10);
    table.forEach(({ positives, lift }) => assertEquals([positives, lift], [1, 1]));
  }
});

Deno.test("decileTable() puts the highest probabilities first, and liftAt() agrees with it", () => {
  const p = Float64Array.from({ length: 100 }, (_, i) => (i * 37 % 100) / 100);
  const y = p.map((value) => value >= 0.85 ? 1 : 0);
  const [first, second, third] = decileTable(p, y);
  assertEquals([first!.decile, first!.from, first!.to, first!.actual], [1, 0.9, 0.99, 1]);
  assertAlmostEquals(first!.lift, 1 / 0.15, 1e-12);
  assertEquals([second!.positives, second!.actual, third!.positives], [5, 0.5, 0]);
  assertAlmostEquals(second!.cumulativeGain, 1, 1e-12);
  assertAlmostEquals(second!.cumulativeLift, 5, 1e-12);
  for (const decile of [first!, second!]) {
    assertAlmostEquals(liftAt(p, y, decile.decile / 10), decile.cumulativeLift, 1e-12);
  }
});

Deno.test("decileTable() of fewer rows than deciles has a part for each row", () => {
  const table = decileTable(Float64Array.of(0.1, 0.9, 0.5), Float64Array.of(0, 1, 0));
  assertEquals(table.map(({ rows }) => rows), [1, 1, 1]);
});
