import {
  customerLifetimeValue,
  type CustomerSummary,
  fitGammaGamma,
  fitParetoNbd,
  predictionIntervals,
} from "perdura/clv/mod.ts";
import { seededRandom } from "perdura/core/mod.ts";
import { sampleExponential, sampleGamma, sumOf } from "perdura/stats/mod.ts";

/** A small base, drawn customer by customer. */
function base(): CustomerSummary {
  const random = seededRandom(1);
  const n = 400;
  const column = (): Float64Array => new Float64Array(n);
  const [frequency, recency, T, monetaryValue] = [column(), column(), column(), column().fill(NaN)];
  for (let i = 0; i < n; i++) {
    const rate = sampleGamma(random, 0.9, 5);
    T[i] = 30 + i % 20;
    const end = Math.min(T[i]!, sampleExponential(random, sampleGamma(random, 0.8, 10)));
    for (let t = sampleExponential(random, rate); t < end; t += sampleExponential(random, rate)) {
      recency[i] = t;
      frequency[i]!++;
    }
    if (frequency[i]! > 0) monetaryValue[i] = sampleGamma(random, 6, 0.2);
  }
  return {
    customerId: Array.from({ length: n }, (_, i) => `${i}`),
    frequency,
    recency,
    T,
    monetaryValue,
  };
}

/** What the browser and Deno both do: fit, value, intervals, posterior. */
export function fitAndValue(): Record<string, number> {
  const summary = base();
  const purchases = fitParetoNbd(summary);
  const spend = fitGammaGamma(summary);
  const models = [purchases, spend] as const;
  const { total } = predictionIntervals(
    models,
    (purchases, spend) =>
      customerLifetimeValue({ purchases, spend, summary, horizon: 52, discountRate: 0.003 }),
  );
  const posterior = purchases.samplePosterior({ draws: 500, seed: 1 });
  return {
    ...purchases.params,
    ...spend.params,
    logLikelihood: purchases.logLikelihood,
    alive: sumOf(purchases.probabilityAlive(summary)),
    value: total.estimate,
    upper: total.upper,
    posterior: posterior.parameters().beta!.median,
  };
}
