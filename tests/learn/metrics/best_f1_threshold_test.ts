import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { bestF1Threshold, classificationReport } from "perdura/learn/mod.ts";

Deno.test("bestF1Threshold() has the F1 of the report, which no other threshold exceeds", () => {
  const row = fc.record({ p: fc.integer({ min: 0, max: 9 }), yes: fc.boolean() });
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (drawn) => {
    fc.pre(drawn.some(({ yes }) => yes));
    const p = Float64Array.from(drawn, (row) => row.p / 9);
    const y = Float64Array.from(drawn, (row) => Number(row.yes));
    const reported = (threshold: number) =>
      classificationReport(p, y, threshold).find(({ label }) => label === "1")!;
    const { threshold, precision, recall, f1 } = bestF1Threshold(p, y);
    const expected = reported(threshold);
    assertAlmostEquals(precision, expected.precision!, 1e-12);
    assertAlmostEquals(recall, expected.recall!, 1e-12);
    assertAlmostEquals(f1, expected["f1-score"], 1e-12);
    const all = Array.from(p, (one) => reported(one)["f1-score"]);
    assertAlmostEquals(f1, Math.max(...all), 1e-12);
  }));
});

Deno.test("bestF1Threshold() takes the least of equal thresholds, and calls nobody where nobody is a yes", () => {
  // From 0.2 on: precision 1/2, recall 1. From 0.8 on: precision 1, recall 1/2.
  const p = Float64Array.of(0.8, 0.6, 0.4, 0.2, 0.1), y = Float64Array.of(1, 0, 0, 1, 0);
  const { threshold, f1 } = bestF1Threshold(p, y);
  assertAlmostEquals(f1, 2 / 3, 1e-12);
  assertEquals(threshold, 0.2);
  const none = bestF1Threshold(Float64Array.of(0.1, 0.9), Float64Array.of(0, 0));
  assertEquals([none.threshold, none.f1], [Infinity, 0]);
});
