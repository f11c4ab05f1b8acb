import { assert, assertAlmostEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import { rocAuc } from "perdura/learn/mod.ts";
import {
  attainableProbabilities,
  type RepurchaseRows,
  shareOfAttainable,
} from "perdura/repurchase/mod.ts";
import { sampleExponential, sampleGamma } from "perdura/stats/samplers.ts";

const purchases = { r: 0.8, alpha: 10, s: 0.6, beta: 14 };
const weeks = 52;

/** Customers simulated by the Pareto/NBD process over a year, and whether they buy in 30 days more. */
function simulated(customers: number): RepurchaseRows {
  const random = seededRandom(8);
  const columns: Record<string, number[]> = { purchases: [], days_since_last: [], tenure: [] };
  const bought: number[] = [];
  for (let i = 0; i < customers; i++) {
    const rate = sampleGamma(random, purchases.r, purchases.alpha);
    const death = sampleExponential(random, sampleGamma(random, purchases.s, purchases.beta));
    let count = 1, last = 0, time = sampleExponential(random, rate);
    for (; time < Math.min(death, weeks); time += sampleExponential(random, rate)) {
      count++;
      last = time;
    }
    columns["purchases"]!.push(count);
    columns["days_since_last"]!.push(7 * (weeks - last) + 1);
    columns["tenure"]!.push(7 * weeks + 1);
    bought.push(time < Math.min(death, weeks + 30 / 7) ? 1 : 0);
  }
  return {
    customerId: bought.map((_, i) => `${i}`),
    asOf: new Float64Array(customers),
    columns: Object.entries(columns).map(([name, values]) => (
      { name, kind: "number", values: Float64Array.from(values) }
    )),
    bought: { 30: Float64Array.from(bought), 60: Float64Array.from(bought) },
  };
}

Deno.test("attainableProbabilities() are those with which simulated customers buy", () => {
  const rows = simulated(20_000);
  const probability = attainableProbabilities(rows, { purchases })[30];
  const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const outcome = rows.bought[30];
  assertAlmostEquals(mean(probability), mean(outcome), 0.006); // three standard errors
  // Nothing tells buyers better: neither of the two histories that it is made of.
  const best = rocAuc(probability, outcome);
  for (const [name, sign] of [["purchases", 1], ["days_since_last", -1]] as const) {
    const column = rows.columns.find((column) => column.name === name)!;
    const score = (column.values as Float64Array).map((value) => sign * value);
    assert(rocAuc(score, outcome) < best - 0.005, name);
  }
  assertAlmostEquals(shareOfAttainable(0.5 + (best - 0.5) / 2, best), 0.5, 1e-12);
});
