import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  allAlike,
  type CustomerSummary,
  expectedFrequencyCounts,
  frequencyCounts,
  ParetoNbd,
} from "perdura/clv/mod.ts";

const summary: CustomerSummary = {
  customerId: ["a", "b", "c", "d"],
  frequency: Float64Array.of(0, 1, 3, 12),
  recency: Float64Array.of(0, 4, 20, 30),
  T: Float64Array.of(10, 10, 30, 32),
};
const model = ParetoNbd.fromParams({ r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 });
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

Deno.test("frequencyCounts() puts the most frequent into the last count, and heeds weights", () => {
  assertEquals(frequencyCounts(summary, 3), Float64Array.of(1, 1, 0, 2));
  const weighted = { ...summary, weight: Float64Array.of(2, 1, 1, 5) };
  assertEquals(frequencyCounts(weighted, 3), Float64Array.of(2, 1, 0, 6));
});

Deno.test("expectedFrequencyCounts() adds up the model's probabilities over customers", () => {
  const counts = expectedFrequencyCounts(model, summary, 3);
  const expected = summary.T.reduce((total, T) => total + model.pmf(1, T), 0);
  assertAlmostEquals(counts[1]!, expected, 1e-12);
  assertAlmostEquals(sum(counts), 4, 1e-12);
});

Deno.test("expectedFrequencyCounts() takes weights as repeated customers", () => {
  const twice = { ...summary, weight: new Float64Array(4).fill(2) };
  const once = expectedFrequencyCounts(model, summary);
  expectedFrequencyCounts(model, twice).forEach((value, n) =>
    assertAlmostEquals(value, 2 * once[n]!, 1e-12)
  );
});

Deno.test("allAlike() expects as many repeat purchases as there were", () => {
  const alike = allAlike(summary);
  // Σ n P(X(T) = n) over customers is Σ x by the choice of the rate.
  const expected = summary.T.reduce((total, T) => {
    let mean = 0;
    for (let n = 1; n < 80; n++) mean += n * alike.pmf(n, T);
    return total + mean;
  }, 0);
  assertAlmostEquals(expected, 16, 1e-9);
});
