import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { decileLift, measureAccuracy, normalisedGini } from "perdura/clv/holdout/mod.ts";

const f64 = Float64Array.of.bind(Float64Array);

const tables = fc.array(
  fc.record({
    predicted: fc.integer({ min: 0, max: 6 }),
    actual: fc.integer({ min: 0, max: 4 }),
    weight: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 5, maxLength: 60 },
).filter((rows) =>
  new Set(rows.map((row) => row.actual)).size > 1 &&
  new Set(rows.map((row) => row.predicted)).size > 1
);

function columns(rows: { predicted: number; actual: number; weight: number }[]) {
  return {
    predicted: Float64Array.from(rows, (row) => row.predicted),
    actual: Float64Array.from(rows, (row) => row.actual),
    weight: Float64Array.from(rows, (row) => row.weight),
  };
}

Deno.test("measureAccuracy gives errors per customer and in total", () => {
  const accuracy = measureAccuracy(f64(1, 2, 6), f64(0, 4, 5));
  assertEquals(accuracy.expectedTotal, 9);
  assertEquals(accuracy.actualTotal, 9);
  assertEquals(accuracy.relativeError, 0);
  assertEquals(accuracy.bias, 0);
  assertAlmostEquals(accuracy.meanAbsoluteError, 4 / 3, 1e-15);
  assertAlmostEquals(accuracy.rootMeanSquareError, Math.sqrt(2), 1e-15);
});

Deno.test("measureAccuracy gives Spearman's correlation with ties by mean ranks", () => {
  // The worked example of the article on Spearman's coefficient in Wikipedia, IQ and hours of
  // television: -29/165.
  const iq = f64(106, 100, 86, 101, 99, 103, 97, 113, 112, 110);
  const hours = f64(7, 27, 2, 50, 28, 29, 20, 12, 6, 17);
  assertAlmostEquals(measureAccuracy(iq, hours).rankCorrelation, -29 / 165, 1e-14);
  // Ranks (1.5, 1.5, 3) and (1, 2.5, 2.5): Pearson's correlation of these is 0.5.
  assertAlmostEquals(measureAccuracy(f64(0, 0, 1), f64(0, 2, 2)).rankCorrelation, 0.5, 1e-15);
});

Deno.test("measureAccuracy does not depend on the order of rows, also among equal predictions", () => {
  fc.assert(fc.property(tables, (rows) => {
    const turned = columns([...rows].reverse());
    const straight = columns(rows);
    const a = measureAccuracy(straight.predicted, straight.actual, straight.weight);
    const b = measureAccuracy(turned.predicted, turned.actual, turned.weight);
    assertAlmostEquals(a.rankCorrelation, b.rankCorrelation, 1e-12);
    assertAlmostEquals(a.normalisedGini, b.normalisedGini, 1e-12);
    a.decileLift.forEach((lift, k) => assertAlmostEquals(lift, b.decileLift[k]!, 1e-12));
  }));
});

Deno.test("measureAccuracy takes a weight as so many equal rows", () => {
  fc.assert(fc.property(tables, (rows) => {
    const weighted = columns(rows);
    const repeated = columns(rows.flatMap((row) => Array(row.weight).fill({ ...row, weight: 1 })));
    const a = measureAccuracy(weighted.predicted, weighted.actual, weighted.weight);
    const b = measureAccuracy(repeated.predicted, repeated.actual, repeated.weight);
    for (const [name, value] of Object.entries(a)) {
      const other = b[name as keyof typeof b];
      const left = typeof value === "number" ? [value] : [...value];
      const right = typeof other === "number" ? [other] : [...other];
      left.forEach((v, k) => assertAlmostEquals(v, right[k]!, 1e-12, name));
    }
  }));
});

Deno.test("normalisedGini is 1 for the perfect order, −1 for its reverse, 0 for equal predictions", () => {
  const actual = f64(0, 0, 1, 3, 9);
  assertEquals(normalisedGini(actual, actual), 1);
  assertAlmostEquals(normalisedGini(actual, actual.map((y) => -y)), -1, 1e-15);
  assertAlmostEquals(normalisedGini(actual, f64(2, 2, 2, 2, 2)), 0, 1e-15);
});

Deno.test("decileLift has the mean 1 and shares equal predictions out evenly", () => {
  fc.assert(fc.property(tables, (rows) => {
    const { actual, predicted, weight } = columns(rows);
    const lift = decileLift(actual, predicted, weight);
    assertAlmostEquals(lift.reduce((sum, l) => sum + l, 0), 10, 1e-10);
  }));
  const even = decileLift(f64(5, 0, 0, 0, 0), f64(1, 1, 1, 1, 1));
  even.forEach((lift) => assertAlmostEquals(lift, 1, 1e-15));
  const lift = decileLift(
    Float64Array.from({ length: 20 }, (_, i) => i),
    Float64Array.from({ length: 20 }, (_, i) => i),
  );
  assert(lift.every((value, k) => Math.abs(value - (18.5 - 2 * k) / 9.5) < 1e-12), `${lift}`);
});
