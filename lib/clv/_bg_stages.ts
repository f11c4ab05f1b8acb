import { logBeta } from "perdura/stats/mod.ts";

/**
 * Probabilities of the number of stages that a customer completes in a period, where stages come at
 * a rate λ ~ Gamma(shape, scale): a negative binomial distribution.
 */
export interface StageCounts {
  /** The number of stages that the first probability belongs to. */
  readonly from: number;
  readonly probabilities: Float64Array;
}

const LONGEST = 8192;
const buffer = new Float64Array(2 * LONGEST);

/**
 * The part of the distribution that matters.
 *
 * The probabilities are built up from the mode and divided by their sum, so that each has full
 * relative accuracy however small it is.
 *
 * @param shape R of the rates
 * @param tau length of the period over the scale of the rates
 * @param needed the smallest number of stages that has a consequence; its tail is complete
 * @returns a view that holds until the next call; undefined where more than 8,192 stages would have
 *   to be looked at
 */
export function stageCounts(shape: number, tau: number, needed: number): StageCounts | undefined {
  const share = tau / (1 + tau);
  const mode = shape > 1 ? Math.floor((shape - 1) * tau) : 0;
  if (mode > LONGEST / 2) return undefined;
  const middle = LONGEST;
  buffer[middle] = 1;
  let sum = 1, tail = mode >= needed ? 1 : 0, term = 1;
  let last = mode;
  for (;;) {
    const ratio = (shape + last) / (last + 1) * share;
    term *= ratio;
    last++;
    if (last >= LONGEST) return undefined;
    buffer[middle + last - mode] = term;
    sum += term;
    if (last >= needed) tail += term;
    // Ratios fall towards `share` if the shape is above 1, and rise to it if it is below.
    const bound = ratio > share ? ratio : share;
    const left = 1 - bound;
    if (last > needed && left > 0 && term * (last + 1) * bound <= 1e-18 * left * left * tail) break;
    if (term === 0) break;
  }
  term = 1;
  let first = mode;
  while (first > 0) {
    term *= first / ((shape + first - 1) * share);
    if (term < 1e-300) break;
    first--;
    buffer[middle + first - mode] = term;
    sum += term;
  }
  const probabilities = buffer.subarray(middle + first - mode, middle + last - mode + 1);
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! /= sum;
  return { from: first, probabilities };
}

/** The probability of exactly n stages. */
export function stageProbability(n: number, shape: number, tau: number): number {
  if (tau === 0) return n === 0 ? 1 : 0;
  if (n === 0) return Math.exp(-shape * Math.log1p(tau));
  return Math.exp(
    -logBeta(shape, n) - Math.log(n) - shape * Math.log1p(tau) - n * Math.log1p(1 / tau),
  );
}

/** The probability of at least n stages, of full relative accuracy in both tails. */
export function stageTail(n: number, shape: number, tau: number): number {
  if (n <= 0) return 1;
  if (tau === 0) return 0;
  const share = tau / (1 + tau);
  // The upper tail has about this many terms; the lower has n.
  const upper = 40 * (1 + tau) * Math.max(1, Math.sqrt(shape));
  if (n > shape * tau && (upper < 1e5 || upper < n)) {
    let term = stageProbability(n, shape, tau);
    let sum = 0;
    for (let i = n;; i++) {
      sum += term;
      const ratio = (shape + i) / (i + 1) * share;
      const bound = Math.max(ratio, share);
      if (term * bound <= 1e-17 * (1 - bound) * sum || term === 0) return sum;
      term *= ratio;
    }
  }
  let term = stageProbability(n - 1, shape, tau);
  let sum = 0;
  for (let i = n - 1; i >= 0; i--) {
    sum += term;
    if (term * i <= 1e-17 * sum && i < shape * tau) break;
    term *= i / ((shape + i - 1) * share);
  }
  return 1 - sum;
}
