import { assertAlmostEquals } from "@std/assert";
import { FeatureEncoder } from "perdura/features/mod.ts";
import { calibrators } from "perdura/repurchase/calibrated.ts";
import type { EncodedRows } from "perdura/repurchase/mod.ts";

/** Rows that a model knows more or less well; it says 0.9 of all. */
function rowsOf(share: Readonly<Record<30 | 60, number>>): EncodedRows {
  const n = 1000;
  const bought = (share: number) =>
    Float64Array.from({ length: n }, (_, i) => i < share * n ? 1 : 0);
  return {
    customerId: Array.from({ length: n }, (_, i) => `${i}`),
    features: { names: ["says"], columns: [new Float64Array(n).fill(0.9)] },
    bought: { 30: bought(share[30]), 60: bought(share[60]) },
  };
}

Deno.test("calibrators() go by rows that no model has seen, each horizon by its own", () => {
  const curves = calibrators(
    {
      encoder: FeatureEncoder.fit([], new Float64Array(0)),
      // What a model has learnt by heart.
      train: rowsOf({ 30: 0.9, 60: 0.9 }),
      stop: rowsOf({ 30: 0.8, 60: 0.8 }),
      calibrate: { 30: rowsOf({ 30: 0.3, 60: 0.7 }), 60: rowsOf({ 30: 0.2, 60: 0.5 }) },
    },
    ({ columns: [says] }) => ({ 30: says!, 60: says! }),
  );
  assertAlmostEquals(curves[30].apply(Float64Array.of(0.9))[0]!, 0.3, 0.01);
  assertAlmostEquals(curves[60].apply(Float64Array.of(0.9))[0]!, 0.5, 0.01);
});
