import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  brierDecomposition,
  calibrationError,
  liftAt,
  orderedProbabilities,
  reliability,
} from "perdura/learn/mod.ts";

const rows = fc.array(
  fc.record({
    p: fc.integer({ min: 0, max: 12 }).map((k) => k / 12),
    yes: fc.integer({ min: 0, max: 1 }),
    weight: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 2, maxLength: 40 },
);

Deno.test("measures by bin and by share of the rows take weights as repeated rows", () => {
  fc.assert(fc.property(rows, fc.integer({ min: 1, max: 7 }), (drawn, bins) => {
    const repeated = drawn.flatMap((row) => Array(row.weight).fill(row) as typeof drawn);
    const yes = repeated.filter((row) => row.yes === 1).length;
    fc.pre(yes > 0 && yes < repeated.length);
    const columns = (of: typeof drawn) => ({
      p: Float64Array.from(of, ({ p }) => p),
      y: Float64Array.from(of, ({ yes }) => yes),
    });
    const weight = Float64Array.from(drawn, (row) => row.weight);
    const { p, y } = columns(drawn), plain = columns(repeated), ordered = orderedProbabilities(p);
    const weighted = reliability(ordered, y, bins, weight);
    assertEquals(
      weighted.map((bin) => [bin.from, bin.to, bin.rows]),
      reliability(plain.p, plain.y, bins).map((bin) => [bin.from, bin.to, bin.rows]),
    );
    assertAlmostEquals(
      calibrationError(ordered, y, bins, weight),
      calibrationError(plain.p, plain.y, bins),
      1e-12,
    );
    assertAlmostEquals(
      brierDecomposition(ordered, y, bins, weight).resolution,
      brierDecomposition(plain.p, plain.y, bins).resolution,
      1e-12,
    );
    assertAlmostEquals(
      liftAt(ordered, y, bins / 10, weight),
      liftAt(plain.p, plain.y, bins / 10),
      1e-9,
    );
  }));
});

Deno.test("liftAt() takes a part of the last row, and of rows of equal probability", () => {
  const p = Float64Array.of(0.9, 0.5, 0.5, 0.5, 0.1), y = Float64Array.of(1, 0, 1, 0, 0);
  // 1.5 of 5 rows: the first, and half a row of which a third is a yes.
  assertAlmostEquals(liftAt(p, y, 0.3), (1 + 1 / 6) / 1.5 / 0.4, 1e-12);
  assertAlmostEquals(liftAt(p, y, 1), 1, 1e-12);
});

Deno.test("reliability() makes the same bins whatever the unit of the weights", () => {
  const p = Float64Array.from({ length: 50 }, (_, i) => i / 50), y = p.map((_, i) => i % 2);
  const bins = (unit: number) =>
    reliability(p, y, 5, p.map(() => unit)).map(({ from, to }) => [from, to]);
  assertEquals(bins(0.001), bins(1));
});
