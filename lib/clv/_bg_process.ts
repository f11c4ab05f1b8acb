import { logBeta } from "perdura/stats/mod.ts";
import { betaNodes, type Tilt } from "./_beta_nodes.ts";
import { stageCounts, stageProbability, stageTail } from "./_bg_stages.ts";

/**
 * What is known of a customer who is alive: purchases come after every k-th stage, stages come at
 * the rate λ ~ Gamma(shape, scale), `done` of the k stages to the next purchase are over, and after
 * each purchase the customer is lost with probability p ~ Beta(a, b).
 */
export interface BgCustomer {
  readonly k: number;
  readonly done: number;
  readonly shape: number;
  readonly scale: number;
  readonly a: number;
  readonly b: number;
}

/**
 * Expected purchases of a customer who is alive, in the next t.
 *
 * With i stages in the period, N = ⌊(i + done)/k⌋ purchases would be made if the customer were not
 * lost; Σ_(n<N) E[(1−p)^n] of them are made on average. The sum over i has positive terms only.
 * Where it is too long, the expectation over i is taken first, in closed form, and that over p by
 * quadrature.
 */
export function expectedPurchasesOf(customer: BgCustomer, t: number): number {
  const { k, done, shape, scale, a, b } = customer;
  const tau = t / scale;
  const counts = stageCounts(shape, tau, k - done);
  if (!counts) {
    const smallest = 1 / (1 + shape * tau);
    const possible = possiblePurchases(customer, tau);
    return overDropout(
      customer,
      { smallest, log: (p) => -Math.log(p + smallest) },
      (p, q) => purchasesGiven(customer, tau, p, q, possible),
    );
  }
  const { from, probabilities } = counts;
  let made = 0, survives = 1, purchases = 0, sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const could = Math.floor((from + i + done) / k);
    for (; purchases < could; purchases++) {
      made += survives;
      survives *= (b + purchases) / (a + b + purchases);
    }
    sum += probabilities[i]! * made;
  }
  return sum;
}

/** The probability that a customer who is alive still is at the end of the next t. */
export function survivalOf(customer: BgCustomer, t: number): number {
  const { k, done, shape, scale, a, b } = customer;
  const tau = t / scale;
  const counts = stageCounts(shape, tau, 0);
  if (!counts) {
    // The slowest of the terms of the survival at a given p
    const log = (p: number, q: number): number =>
      -shape * Math.log1p(tau * (p < 0.5 ? -Math.expm1(Math.log1p(-p) / k) : 1 - q ** (1 / k)));
    const possible = possiblePurchases(customer, tau);
    return overDropout(
      customer,
      { smallest: 1 / (1 + shape * tau), log },
      (p, q) => survivalGiven(customer, tau, p, q, possible),
    );
  }
  const { from, probabilities } = counts;
  let survives = 1, purchases = 0, sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const could = Math.floor((from + i + done) / k);
    for (; purchases < could; purchases++) survives *= (b + purchases) / (a + b + purchases);
    sum += probabilities[i]! * survives;
  }
  return sum;
}

/** The probability that a customer who is alive buys n times in the next t. */
export function pmfOf(customer: BgCustomer, n: number, t: number): number {
  const { k, done, shape, scale, a, b } = customer;
  const tau = t / scale;
  const first = Math.max(0, n * k - done);
  let exactly = 0;
  for (let i = first; i < (n + 1) * k - done; i++) exactly += stageProbability(i, shape, tau);
  if (n === 0) return exactly;
  // E[(1 − p)^(n − 1)]
  const before = Math.exp(logBeta(a, b + n - 1) - logBeta(a, b));
  const last = a + b + n - 1;
  return before * ((b + n - 1) / last * exactly + a / last * stageTail(first, shape, tau));
}

function overDropout(
  { a, b }: BgCustomer,
  tilt: Tilt,
  g: (p: number, q: number) => number,
): number {
  const { p, q, weight } = betaNodes(a, b, tilt);
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += weight[i]! * g(p[i]!, q[i]!);
  return sum;
}

// Above this dropout probability a customer makes a handful of purchases, below it the roots of
// 1 − p are not so small that dividing by them costs many digits.
const FEW_PURCHASES = 0.99;
const HANDFUL = 9;

/** The probability of stages enough for n purchases: the same at any p, and summed up only once. */
function possiblePurchases({ k, done, shape }: BgCustomer, tau: number): (n: number) => number {
  const known: number[] = [];
  return (n) => known[n] ??= stageTail(n * k - done, shape, tau);
}

/**
 * Expected purchases at a given dropout probability p, many stages expected.
 *
 * With ρ = (1−p)^(1/k), ω the k-th roots of unity and c = k−1−done, purchases come at the rate
 * λ/k Σ (ρω)^(−c) e^(−λu(1−ρω)) at time u; integrated over u and λ,
 * 1/k Σ (ρω)^(−c) (1 − (1 + τ(1−ρω))^(−shape)) / (1−ρω).
 */
function purchasesGiven(
  customer: BgCustomer,
  tau: number,
  p: number,
  q: number,
  possible: (n: number) => number,
): number {
  const { k, done, shape } = customer;
  if (k === 1) return p === 0 ? shape * tau : -Math.expm1(-shape * Math.log1p(p * tau)) / p;
  if (p > FEW_PURCHASES) {
    let sum = 0;
    for (let n = 1, survives = 1; n <= HANDFUL; n++, survives *= q) {
      sum += survives * possible(n);
    }
    return sum;
  }
  const logRho = Math.log1p(-p) / k;
  const gap = -Math.expm1(logRho);
  const c = k - 1 - done;
  let sum = gap === 0 ? shape * tau : -Math.expm1(-shape * Math.log1p(gap * tau)) / gap;
  for (let l = 1; 2 * l <= k; l++) {
    const root = rootTerm(k, l, logRho, shape, tau);
    // (1 − power) / gap · ω^(−c), the real part
    const re = 1 - root.powerRe, im = -root.powerIm;
    const size = root.gapRe * root.gapRe + root.gapIm * root.gapIm;
    const ratioRe = (re * root.gapRe + im * root.gapIm) / size;
    const ratioIm = (im * root.gapRe - re * root.gapIm) / size;
    const angle = -c * root.angle;
    const real = ratioRe * Math.cos(angle) - ratioIm * Math.sin(angle);
    sum += 2 * l === k ? real : 2 * real;
  }
  return Math.exp(-c * logRho) * sum / k;
}

/** The probability of still being alive at a given p, by the same roots. */
function survivalGiven(
  customer: BgCustomer,
  tau: number,
  p: number,
  q: number,
  possible: (n: number) => number,
): number {
  const { k, done, shape } = customer;
  if (k === 1) return Math.exp(-shape * Math.log1p(p * tau));
  if (p > FEW_PURCHASES) {
    let sum = 0, before = 1;
    for (let n = 0, survives = 1; n < HANDFUL; n++, survives *= q) {
      const after = possible(n + 1);
      sum += survives * (before - after);
      before = after;
    }
    return sum;
  }
  const logRho = Math.log1p(-p) / k;
  let sum = 0;
  for (let l = 0; 2 * l <= k; l++) {
    const root = rootTerm(k, l, logRho, shape, tau);
    let real = 0;
    for (let stage = 0; stage < k; stage++) {
      const angle = (done - stage) * root.angle;
      real += Math.exp((done - stage) * logRho) *
        (root.powerRe * Math.cos(angle) - root.powerIm * Math.sin(angle));
    }
    sum += l === 0 || 2 * l === k ? real : 2 * real;
  }
  return sum / k;
}

/** 1 − ρω and (1 + τ(1 − ρω))^(−shape) for ω = e^(2πil/k). */
function rootTerm(k: number, l: number, logRho: number, shape: number, tau: number) {
  const angle = 2 * Math.PI * l / k;
  const rho = Math.exp(logRho);
  const half = Math.sin(angle / 2);
  const gapRe = -Math.expm1(logRho) + 2 * rho * half * half;
  const gapIm = -rho * Math.sin(angle);
  const re = 1 + tau * gapRe, im = tau * gapIm;
  const size = Math.exp(-shape * Math.log(Math.hypot(re, im)));
  const turn = -shape * Math.atan2(im, re);
  return {
    angle,
    gapRe,
    gapIm,
    powerRe: size * Math.cos(turn),
    powerIm: size * Math.sin(turn),
  };
}
