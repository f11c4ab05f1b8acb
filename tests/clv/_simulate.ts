import { seededRandom } from "perdura/core/mod.ts";
import type { CustomerSummary } from "perdura/clv/mod.ts";
import { sampleBeta, sampleGamma } from "perdura/stats/mod.ts";

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
  readonly seed: number;
}

/** Draws customers purchase by purchase, as the models describe them; T between 30 and 60. */
export function simulateBase(base: SimulatedBase): CustomerSummary {
  const { customers, r, alpha, a, b, k = 1, modified = false, seed } = base;
  const random = seededRandom(seed);
  const column = (): Float64Array => new Float64Array(customers);
  const [frequency, recency, T, logIntervals] = [column(), column(), column(), column()];
  for (let i = 0; i < customers; i++) {
    const rate = sampleGamma(random, r, alpha);
    const p = sampleBeta(random, a, b);
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
  };
}
