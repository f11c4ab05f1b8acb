import { assert } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import {
  customerLifetimeValue,
  fitGammaGamma,
  fitParetoNbd,
  GammaGamma,
  ParetoNbd,
  predictionIntervals,
  revenueForecast,
} from "perdura/clv/mod.ts";
import { sumOf } from "perdura/stats/mod.ts";
import { simulateParetoBase } from "../clv/_simulate.ts";

const truth = { r: 0.9, alpha: 5, s: 0.8, beta: 10 };
const spendTruth = GammaGamma.fromParams({ p: 6.25, q: 3.74, v: 15.44 });
const purchaseTruth = ParetoNbd.fromParams(truth);
const REPLICATIONS = 200;

/** Counts how often an interval contains what it should. */
class Coverage {
  #hits = 0;
  #total = 0;

  add(lower: number, value: number, upper: number): void {
    this.#total++;
    if (lower <= value && value <= upper) this.#hits++;
  }

  /** Demands 95 %, within `slack` for approximations and four standard errors for chance. */
  assertNominal(what: string, slack = 0.02): void {
    const share = this.#hits / this.#total;
    const chance = 4 * Math.sqrt(0.95 * 0.05 / this.#total);
    assert(
      Math.abs(share - 0.95) <= slack + chance,
      `${what}: ${(100 * share).toFixed(1)} % of ${this.#total} intervals contain the truth`,
    );
  }
}

Deno.test("intervals of parameters and predictions contain the truth as often as they say", () => {
  const coverage = new Map<string, Coverage>();
  const count = (what: string, interval: { lower: number; upper: number }, value: number): void => {
    if (!coverage.has(what)) coverage.set(what, new Coverage());
    coverage.get(what)!.add(interval.lower, value, interval.upper);
  };
  for (let seed = 1; seed <= REPLICATIONS; seed++) {
    const summary = simulateParetoBase({ ...truth, customers: 1200, seed });
    const purchases = fitParetoNbd(summary);
    const spend = fitGammaGamma(summary);
    for (const [name, interval] of Object.entries(purchases.parameterIntervals())) {
      count(name, interval, purchaseTruth.params[name]!);
    }
    for (const [name, interval] of Object.entries(spend.parameterIntervals())) {
      count(name, interval, spendTruth.params[name as "p"]);
    }
    count(
      "total CET",
      predictionIntervals([purchases], (m) => m.conditionalExpectedPurchases(26, summary)).total,
      sumOf(purchaseTruth.conditionalExpectedPurchases(26, summary)),
    );
    const alive = predictionIntervals(
      [purchases],
      (m) => m.probabilityAlive(summary),
      { scale: "logit" },
    );
    const value = predictionIntervals([purchases, spend], (p, g) =>
      customerLifetimeValue({
        purchases: p,
        spend: g,
        summary,
        horizon: 52,
        discountRate: 0.003,
      }));
    const trueAlive = purchaseTruth.probabilityAlive(summary);
    const trueValue = customerLifetimeValue({
      purchases: purchaseTruth,
      spend: spendTruth,
      summary,
      horizon: 52,
      discountRate: 0.003,
    });
    count("total CLV", value.total, sumOf(trueValue));
    for (const i of [0, 1, 2]) {
      count("P(alive)", { lower: alive.lower[i]!, upper: alive.upper[i]! }, trueAlive[i]!);
      count("CLV", { lower: value.lower[i]!, upper: value.upper[i]! }, trueValue[i]!);
    }
  }
  for (const [what, of] of coverage) of.assertNominal(what);
});

Deno.test("posterior intervals contain the truth as often as they say", () => {
  const names = ["r", "alpha", "s", "beta"] as const;
  const coverage = new Map(names.map((name) => [name, new Coverage()]));
  const total = new Coverage();
  for (let seed = 1; seed <= 100; seed++) {
    const summary = simulateParetoBase({ ...truth, customers: 400, seed: 1000 + seed });
    const posterior = fitParetoNbd(summary).samplePosterior({ draws: 1000, seed });
    assert(posterior.trusted, posterior.warnings.join());
    const parameters = posterior.parameters();
    for (const name of names) {
      const { lower, upper } = parameters[name]!;
      coverage.get(name)!.add(lower, truth[name], upper);
    }
    const predicted = posterior.predict(
      (m, part) => m.conditionalExpectedPurchases(26, part),
      summary,
    ).total;
    total.add(
      predicted.lower,
      sumOf(purchaseTruth.conditionalExpectedPurchases(26, summary)),
      predicted.upper,
    );
  }
  for (const [name, of] of coverage) of.assertNominal(name);
  total.assertNominal("total CET");
});

Deno.test("revenue forecasts contain what happens as often as they say", () => {
  const month = new Coverage(), year = new Coverage();
  const ends = Array.from({ length: 12 }, (_, k) => (k + 1) * 4);
  for (let seed = 1; seed <= 150; seed++) {
    const summary = simulateParetoBase({ ...truth, customers: 800, seed: 2000 + seed });
    const forecast = revenueForecast({
      purchases: fitParetoNbd(summary),
      spend: fitGammaGamma(summary),
      summary,
      periodLength: 4,
      draws: 400,
      seed,
    });
    const random = seededRandom(seed).fork("future");
    const counts = purchaseTruth.sampleFuturePurchases(ends, summary, random);
    const money = spendTruth.sampleSpend(counts, summary, random);
    const byMonth = ends.map((_, k) => sumOf(money.filter((_, at) => at % 12 === k)));
    for (const k of [0, 5, 11]) {
      month.add(forecast.periods[k]!.lower, byMonth[k]!, forecast.periods[k]!.upper);
    }
    year.add(forecast.total.lower, byMonth.reduce((sum, m) => sum + m, 0), forecast.total.upper);
  }
  month.assertNominal("months");
  year.assertNominal("the year");
});
