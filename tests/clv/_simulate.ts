import { seededRandom } from "perdura/core/mod.ts";
import type { CustomerSummary } from "perdura/clv/mod.ts";
import { sampleBeta, sampleExponential, sampleGamma, sampleNormal } from "perdura/stats/mod.ts";

/** What customers of the models with beta-geometric dropout are drawn from. */
export interface SimulatedBase {
  readonly customers: number;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  /** Stages between two purchases, default 1. */
  readonly k?: number;
  /** Can a customer be lost right after the first purchase? Default no. */
  readonly modified?: boolean;
  /** A covariate z of mean 0 that multiplies rates and odds of dropout by e^(effect · z). */
  readonly effects?: { readonly purchase: number; readonly dropout: number };
  readonly seed: number;
}

/** Draws customers purchase by purchase, as the models describe them; T between 30 and 60. */
export function simulateBase(base: SimulatedBase): CustomerSummary {
  const { customers, r, alpha, a, b, k = 1, modified = false, effects, seed } = base;
  const random = seededRandom(seed);
  const column = (): Float64Array => new Float64Array(customers);
  const [frequency, recency, T, logIntervals] = [column(), column(), column(), column()];
  const covariate = column();
  for (let i = 0; i < customers; i++) {
    if (effects) covariate[i] = sampleNormal(random);
    const rate = sampleGamma(
      random,
      r,
      alpha * Math.exp(-(effects?.purchase ?? 0) * covariate[i]!),
    );
    const p = sampleBeta(random, a * Math.exp((effects?.dropout ?? 0) * covariate[i]!), b);
    T[i] = 30 + 30 * random.next();
    let alive = !(modified && random.next() < p);
    while (alive) {
      const interval = sampleGamma(random, k, rate);
      if (recency[i]! + interval > T[i]!) break;
      recency[i]! += interval;
      logIntervals[i]! += Math.log(interval);
      frequency[i]!++;
      alive = random.next() >= p;
    }
  }
  return {
    customerId: Array.from({ length: customers }, (_, i) => `c${i}`),
    frequency,
    recency,
    T,
    logIntervals,
    ...(effects && {
      covariates: {
        purchase: { rows: customers, columns: 1, values: covariate, names: ["z"] },
        dropout: { rows: customers, columns: 1, values: covariate, names: ["z"] },
      },
    }),
  };
}

/** What customers of a Pareto/NBD model are drawn from. */
export interface SimulatedParetoBase {
  readonly customers: number;
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  /** A covariate z of mean 0 that multiplies both rates by e^(effect · z). */
  readonly effects?: { readonly purchase: number; readonly dropout: number };
  readonly seed: number;
}

/**
 * Draws customers purchase by purchase, as the model describes them; T between 30 and 60, a mean
 * value with shape 6.25 for one purchase and the spread of 3.74 and 15.44 between customers.
 */
export function simulateParetoBase(base: SimulatedParetoBase): CustomerSummary {
  const { customers, r, alpha, s, beta, effects, seed } = base;
  const random = seededRandom(seed);
  const column = (): Float64Array => new Float64Array(customers);
  const [frequency, recency, T, monetaryValue] = [column(), column(), column(), column().fill(NaN)];
  const z = column();
  for (let i = 0; i < customers; i++) {
    z[i] = effects ? sampleNormal(random) : 0;
    const rate = sampleGamma(random, r, alpha) * Math.exp((effects?.purchase ?? 0) * z[i]!);
    const death = sampleGamma(random, s, beta) * Math.exp((effects?.dropout ?? 0) * z[i]!);
    T[i] = 30 + 30 * random.next();
    const end = Math.min(T[i]!, sampleExponential(random, death));
    for (let t = sampleExponential(random, rate); t < end; t += sampleExponential(random, rate)) {
      recency[i] = t;
      frequency[i]!++;
    }
    const spendRate = sampleGamma(random, 3.74, 15.44);
    if (frequency[i]! > 0) {
      monetaryValue[i] = sampleGamma(random, 6.25 * frequency[i]!, spendRate) / frequency[i]!;
    }
  }
  const covariate = { rows: customers, columns: 1, values: z, names: ["z"] };
  return {
    customerId: Array.from({ length: customers }, (_, i) => `c${i}`),
    frequency,
    recency,
    T,
    monetaryValue,
    ...(effects && { covariates: { purchase: covariate, dropout: covariate } }),
  };
}
