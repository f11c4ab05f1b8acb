import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "perdura/core/mod.ts";
import { QuantileScaler, RobustScaler, StandardScaler } from "perdura/features/mod.ts";
import { normalQuantile } from "perdura/stats/mod.ts";
import fixture from "../../fixtures/learn/encoders.json" with { type: "json" };
import { assertClose, matrixOf, toFloats } from "./_columns.ts";

const [age, spend, constant] = fixture.numbers;
const numbers = matrixOf({ age: age!, spend: spend!, constant: constant! });

Deno.test("StandardScaler and RobustScaler equal scikit-learn's, missing values passed over", () => {
  const { features: standard } = StandardScaler.fitTransform(numbers);
  const { features: robust } = RobustScaler.fitTransform(numbers);
  fixture.standard.forEach((column, j) => assertClose(standard.columns[j]!, column));
  fixture.robust.forEach((column, j) => assertClose(robust.columns[j]!, column));
});

Deno.test("QuantileScaler equals scikit-learn's QuantileTransformer away from the ends", () => {
  const scored = (quantiles: number) => {
    const scaler = QuantileScaler.fit(matrixOf({ x: fixture.skewed }), { quantiles });
    return scaler.transform(matrixOf({ x: fixture.at })).columns[0]!;
  };
  assertClose(scored(201).subarray(0, 1), fixture.fine.slice(0, 1));
  assertClose(scored(201), fixture.fine, 0.002);
  // Between 21 quantiles lines join scores here and shares there.
  assertClose(scored(21), fixture.coarse, 0.02);
});

Deno.test("QuantileScaler gives ties their middle rank, missing 0, and ends that are not infinite", () => {
  const scaler = QuantileScaler.fit(matrixOf({ x: [0, 0, 0, 5, null, 9] }));
  const { columns: [scores] } = scaler.transform(matrixOf({ x: [0, null, 9, 1e9, -1, 7] }));
  assertAlmostEquals(scores![0]!, normalQuantile(0.25), 1e-12);
  assertEquals(scores![1], 0);
  assertAlmostEquals(scores![2]!, normalQuantile(0.9), 1e-12);
  assertEquals(scores![3], scores![2]);
  assertEquals(scores![4], scores![0]);
  assertAlmostEquals(scores![5]!, (normalQuantile(0.75) + normalQuantile(0.9)) / 2, 1e-12);
});

Deno.test("QuantileScaler of one value or none is 0", () => {
  const matrix = matrixOf({ same: [3, 3, 3], none: [null, null, null] });
  const { columns } = QuantileScaler.fit(matrix).transform(
    matrixOf({ same: [3, 9, 1], none: [1, 2, 3] }),
  );
  columns.forEach((scores) => assertClose(scores, [0, 0, 0], 1e-12));
});

const values = fc.array(
  fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { freq: 5 }),
  { minLength: 2, maxLength: 60 },
);

Deno.test("QuantileScaler keeps the order, whatever the values", () => {
  fc.assert(fc.property(values, fc.integer({ min: 2, max: 80 }), (drawn, quantiles) => {
    const { features } = QuantileScaler.fitTransform(matrixOf({ x: drawn }), { quantiles });
    const scores = features.columns[0]!;
    const rows = [...toFloats(drawn).keys()].filter((row) => drawn[row] !== null)
      .sort((i, j) => drawn[i]! - drawn[j]!);
    rows.forEach((row, k) => {
      assert(Number.isFinite(scores[row]));
      assert(k === 0 || scores[row]! >= scores[rows[k - 1]!]!);
    });
  }));
});

Deno.test("scalers are the same after a round trip through JSON, and find columns by name", () => {
  const turned = { names: numbers.names.toReversed(), columns: numbers.columns.toReversed() };
  for (const Scaler of [StandardScaler, RobustScaler, QuantileScaler]) {
    const scaler = Scaler.fit(numbers);
    const again = Scaler.fromJSON(JSON.parse(JSON.stringify(scaler)));
    assertEquals(again, scaler);
    assertEquals(again.transform(turned), scaler.transform(numbers));
    assertThrows(() => scaler.transform(matrixOf({ age: [1] })), InputError, '"spend" is missing');
    assertThrows(() => Scaler.fromJSON({ kind: "other" }), InputError, 'another shape at "kind"');
  }
});
