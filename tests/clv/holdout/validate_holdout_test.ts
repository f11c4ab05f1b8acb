import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import {
  chooseModel,
  type Holdout,
  isClearlyBetter,
  logScore,
  validateHoldout,
} from "perdura/clv/holdout/mod.ts";
import type { CustomerSummary, PurchaseModel } from "perdura/clv/types.ts";
import { samplePoisson } from "perdura/stats/mod.ts";

/** Customers who buy at the rate of their past, and a base of them with known rates. */
function base(customers: number): { holdout: Holdout; rates: Float64Array } {
  const random = seededRandom(3);
  const rates = Float64Array.from({ length: customers }, () => 0.05 + 0.4 * random.next());
  const T = new Float64Array(customers).fill(20);
  const frequency = rates.map((rate) => samplePoisson(random, 20 * rate));
  return {
    rates,
    holdout: {
      summary: {
        customerId: Array.from(rates, (_, i) => `c${i}`),
        frequency,
        recency: frequency.map((x) => x === 0 ? 0 : 19),
        T,
      },
      purchases: rates.map((rate) => samplePoisson(random, 10 * rate)),
      length: 10,
    },
  };
}

/** Poisson purchases at a rate given per customer; the rest of the contract is not asked for. */
function poissonModel(name: string, rateOf: (x: number, i: string) => number): PurchaseModel {
  const rates = (summary: CustomerSummary): Float64Array =>
    summary.frequency.map((x, i) => rateOf(x, summary.customerId[i]!));
  const asked: Partial<PurchaseModel> = {
    name,
    conditionalExpectedPurchases: (t, summary) => rates(summary).map((rate) => rate * t),
    conditionalPmf: (n, t, summary) =>
      rates(summary).map((rate) => {
        let probability = Math.exp(-rate * t);
        for (let k = 1; k <= n; k++) probability *= rate * t / k;
        return probability;
      }),
    expectedPurchases: (t) => 0.25 * t,
  };
  return asked as PurchaseModel;
}

const { holdout, rates } = base(800);
const truth = poissonModel("truth", (_, id) => rates[Number(id.slice(1))]!);
const nearly = poissonModel("nearly", (_, id) => rates[Number(id.slice(1))]! * 1.01);
const blind = poissonModel("blind", () => 0.25);
const report = validateHoldout(holdout, [blind, truth, nearly], {
  random: seededRandom(1),
  hiatusCutoff: 5,
});

Deno.test("validateHoldout puts models and baselines beside each other", () => {
  assertEquals(
    report.scores.map(({ name, baseline }) => [name, baseline]),
    [["blind", false], ["truth", false], ["nearly", false], ["same rate", true], ["hiatus", true]],
  );
  const [ofBlind, ofTruth] = report.scores;
  assert(ofTruth!.rootMeanSquareError < ofBlind!.rootMeanSquareError);
  assert(ofTruth!.logLikelihood! > ofBlind!.logLikelihood!);
  assert(Number.isNaN(ofBlind!.rankCorrelation), "everybody alike has no order");
  assertAlmostEquals(ofBlind!.normalisedGini, 0, 1e-12);
  assertEquals(ofTruth!.floored, 0);
});

Deno.test("validateHoldout compares every pair, with an interval around the difference", () => {
  const scores = new Map(report.scores.map((score) => [score.name, score]));
  const pairs = new Set(report.differences.map((d) => `${d.name}/${d.reference}`));
  assertEquals(pairs.size, 10);
  for (const { name, reference, measure, difference, lower, upper } of report.differences) {
    assert(lower <= difference && difference <= upper, `${name} − ${reference}: ${measure}`);
    if (measure === "logLikelihood") {
      const expected = scores.get(name)!.logLikelihood! - scores.get(reference)!.logLikelihood!;
      assertAlmostEquals(difference, expected, 1e-9);
    }
    if (measure === "relativeError") {
      assertAlmostEquals(
        difference,
        Math.abs(scores.get(name)!.relativeError) - Math.abs(scores.get(reference)!.relativeError),
        1e-12,
      );
    }
  }
});

Deno.test("validateHoldout gives intervals of the width that theory gives for a mean", () => {
  const { lower, upper } = report.differences.find((d) =>
    d.name === "truth" && d.reference === "blind" && d.measure === "logLikelihood"
  )!;
  const { summary, purchases, length } = holdout;
  const a = logScore(truth, length, summary, purchases).values;
  const b = logScore(blind, length, summary, purchases).values;
  const n = a.length;
  const differences = a.map((value, i) => value - b[i]!);
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const sd = Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / n);
  assertAlmostEquals((upper - lower) / (2 * 1.96 * sd * Math.sqrt(n)), 1, 0.15);
});

Deno.test("validateHoldout gives the same report for the same seed", () => {
  const again = validateHoldout(holdout, [blind, truth, nearly], {
    random: seededRandom(1),
    hiatusCutoff: 5,
  });
  assertEquals(again, report);
});

Deno.test("validateHoldout takes a weight as so many equal customers", () => {
  const { summary, purchases, length } = holdout;
  const twice = (values: Float64Array): Float64Array => Float64Array.of(...values, ...values);
  const options = { random: seededRandom(1), replicates: 0, hiatusCutoff: 5 };
  const weighted = validateHoldout(
    {
      summary: { ...summary, weight: new Float64Array(purchases.length).fill(2) },
      purchases,
      length,
    },
    [truth],
    options,
  );
  const repeated = validateHoldout(
    {
      summary: {
        customerId: [...summary.customerId, ...summary.customerId],
        frequency: twice(summary.frequency),
        recency: twice(summary.recency),
        T: twice(summary.T),
      },
      purchases: twice(purchases),
      length,
    },
    [truth],
    options,
  );
  assertEquals(weighted.customers, 1600);
  weighted.byFrequency.forEach((bin, k) => {
    const other = repeated.byFrequency[k]!;
    assertEquals([bin.customers, bin.from, bin.to], [other.customers, other.from, other.to]);
    assertAlmostEquals(bin.actual, other.actual, 1e-12);
  });
  const [a, b] = [weighted.scores[0]!, repeated.scores[0]!];
  assertAlmostEquals(a.logLikelihood!, b.logLikelihood!, 1e-8);
  assertAlmostEquals(a.normalisedGini, b.normalisedGini, 1e-12);
});

Deno.test("validateHoldout measures money where spend is known", () => {
  const { spend } = validateHoldout(
    {
      ...holdout,
      spend: {
        actual: holdout.purchases.map((count) => 7 * count),
        valuePerPurchase: new Float64Array(800).fill(7),
      },
    },
    [truth],
    { random: seededRandom(1), replicates: 0 },
  ).scores[0]!;
  assertAlmostEquals(spend!.bias, 7 * report.scores[1]!.bias, 1e-12);
  assertAlmostEquals(spend!.normalisedGini, report.scores[1]!.normalisedGini, 1e-12);
});

Deno.test("validateHoldout refuses what cannot be a holdout", () => {
  const options = { random: seededRandom(1) };
  assertThrows(
    () => validateHoldout({ ...holdout, purchases: Float64Array.of(1) }, [], options),
    InputError,
    "one value per customer",
  );
  assertThrows(
    () =>
      validateHoldout(
        { ...holdout, purchases: holdout.purchases.map((n) => n + 0.5) },
        [],
        options,
      ),
    InputError,
    "whole numbers",
  );
  assertThrows(() => validateHoldout(holdout, [truth, truth], options), InputError, "once");
});

Deno.test("logScore counts what is too improbable for a number instead of being infinite", () => {
  const certain = poissonModel("certain", () => 0);
  const { values, floored } = logScore(
    certain,
    10,
    holdout.summary,
    holdout.purchases,
  );
  assertEquals(floored, holdout.purchases.filter((n) => n > 0).length);
  assert(values.every(Number.isFinite));
});

Deno.test("chooseModel keeps the preferred model unless another is clearly better", () => {
  assert(isClearlyBetter(report, "truth", "blind"));
  assert(!isClearlyBetter(report, "blind", "truth"));
  assert(!isClearlyBetter(report, "nearly", "truth"));
  assertEquals(chooseModel(report, "truth").name, "truth");
  assertEquals(chooseModel(report, "nearly").name, "nearly");
  const choice = chooseModel(report, "blind");
  assertEquals(
    choice.name,
    report.scores[1]!.logLikelihood! > report.scores[2]!.logLikelihood! ? "truth" : "nearly",
  );
  assert(choice.reason.includes("log-likelihood"), choice.reason);
});
