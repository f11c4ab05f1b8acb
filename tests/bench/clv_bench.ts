/**
 * Speed of the CLV models. What it must reach: CDNOW 20 ms, CDNOW master 120 ms, a million customers
 * in days 4 s to fit and 1.5 s to score, 4,000 posterior draws on CDNOW 2 s.
 *
 * @module
 */
import {
  customerLifetimeValue,
  type CustomerSummary,
  fitGammaGamma,
  fitParetoNbd,
  GammaGamma,
  predictionIntervals,
  revenueForecast,
} from "perdura/clv/mod.ts";
import { seededRandom } from "perdura/core/mod.ts";
import { sampleExponential, sampleGamma } from "perdura/stats/mod.ts";
import { readCdnow } from "../clv/_cdnow.ts";
import { realData } from "../_data.ts";

const sample = realData("cdnow/CDNOW_sample.txt");
const master = realData("cdnow/CDNOW_master.txt");
const cdnow = sample === undefined ? undefined : readCdnow(sample).summary;
const whole = master === undefined ? undefined : readCdnow(master).summary;

/** A base in whole days, observed for half a year to a year; purchases of one day are one. */
function inDays(customers: number): CustomerSummary {
  const random = seededRandom(1);
  const column = (): Float64Array => new Float64Array(customers);
  const [frequency, recency, T] = [column(), column(), column()];
  const monetaryValue = column().fill(NaN);
  for (let i = 0; i < customers; i++) {
    T[i] = 365 - random.integer(180);
    const rate = sampleGamma(random, 0.55, 74);
    const end = Math.min(T[i]!, sampleExponential(random, sampleGamma(random, 0.6, 82)));
    for (let t = sampleExponential(random, rate); t < end; t += sampleExponential(random, rate)) {
      const day = Math.ceil(t);
      if (day === recency[i] || day > T[i]!) continue;
      recency[i] = day;
      frequency[i]!++;
    }
    if (frequency[i]! > 0) monetaryValue[i] = sampleGamma(random, 6, 0.2);
  }
  const customerId = Array.from({ length: customers }, (_, i) => `${i}`);
  return { customerId, frequency, recency, T, monetaryValue };
}

const million = inDays(1_000_000);
const millionModel = fitParetoNbd(million);
const spend = GammaGamma.fromParams({ p: 6.25, q: 3.74, v: 15.44 });

/** Evaluations of a fit, and the time of one for one distinct row. */
function report(name: string, summary: CustomerSummary | undefined): void {
  if (!summary) return;
  const rounds = summary.T.length > 100_000 ? 3 : 30;
  let best = Infinity;
  let model = fitParetoNbd(summary);
  for (let k = 0; k < rounds; k++) {
    const start = performance.now();
    model = fitParetoNbd(summary);
    best = Math.min(best, performance.now() - start);
  }
  const { objective } = model.likelihoodOf(summary);
  const n = objective.dimension;
  const gradient = new Float64Array(n), hessian = new Float64Array(n * n);
  const perCall = (work: () => void): number => {
    let fastest = Infinity;
    for (let k = 0; k < rounds; k++) {
      const start = performance.now();
      work();
      fastest = Math.min(fastest, performance.now() - start);
    }
    return fastest;
  };
  const value = perCall(() => objective.value(model.theta));
  const derivatives = perCall(() => objective.derivatives(model.theta, gradient, hessian));
  const { distinctRows, evaluations, iterations, startsThatAgree, starts } = model.convergence!;
  const perRow = (time: number): string => `${(1e6 * time / distinctRows).toFixed(0)} ns`;
  console.log(
    `${name}: ${summary.T.length} customers, ${distinctRows} distinct rows; fit ` +
      `${best.toFixed(1)} ms, ${evaluations} evaluations of all rows (${iterations} steps of ` +
      `${starts} starts, ${startsThatAgree} agree); per row and evaluation ${perRow(value)}, ` +
      `with gradient and Hessian ${perRow(derivatives)}`,
  );
}
report("CDNOW", cdnow);
report("CDNOW master", whole);
report("simulated", million);

const ignore = cdnow === undefined;
Deno.bench({ name: "fitParetoNbd, CDNOW", ignore, n: 50, fn: () => void fitParetoNbd(cdnow!) });
Deno.bench({
  name: "fitParetoNbd, CDNOW master",
  ignore: whole === undefined,
  n: 20,
  fn: () => void fitParetoNbd(whole!),
});
Deno.bench({
  name: "fitParetoNbd, a million customers in days",
  n: 5,
  fn: () => void fitParetoNbd(million),
});
Deno.bench({
  name: "P(alive), CET and CLV of a million customers",
  n: 5,
  fn() {
    millionModel.probabilityAlive(million);
    millionModel.conditionalExpectedPurchases(90, million);
    customerLifetimeValue({
      purchases: millionModel,
      spend,
      summary: million,
      horizon: 365,
      discountRate: 0.0003,
    });
  },
});
Deno.bench({ name: "fitGammaGamma, CDNOW", ignore, n: 50, fn: () => void fitGammaGamma(cdnow!) });

const cdnowModel = cdnow && fitParetoNbd(cdnow);
const cdnowSpend = cdnow && fitGammaGamma(cdnow);
Deno.bench({
  name: "samplePosterior, 4,000 draws on CDNOW",
  ignore,
  n: 5,
  fn: () => void cdnowModel!.samplePosterior({ draws: 4000, seed: 1 }),
});
Deno.bench({
  name: "predictionIntervals of every customer's CLV, CDNOW",
  ignore,
  n: 10,
  fn: () =>
    void predictionIntervals(
      [cdnowModel!, cdnowSpend!],
      (purchases, spend) =>
        customerLifetimeValue({
          purchases,
          spend,
          summary: cdnow!,
          horizon: 52,
          discountRate: 0.0027,
        }),
    ),
});
Deno.bench({
  name: "revenueForecast of 12 months, CDNOW",
  ignore,
  n: 5,
  fn: () =>
    void revenueForecast({
      purchases: cdnowModel!,
      spend: cdnowSpend!,
      summary: cdnow!,
      periodLength: 365.25 / 12 / 7,
      seed: 1,
    }),
});
