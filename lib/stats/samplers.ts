import type { Random } from "perdura/core/random.ts";

/**
 * Draws from the normal distribution.
 *
 * The polar form of Box and Muller's method, exact.
 *
 * @param mean default 0
 * @param standardDeviation at least 0, default 1
 *
 * @example
 * ```ts
 * import { sampleNormal } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assert } from "@std/assert";
 *
 * const random = seededRandom(1);
 * let sum = 0;
 * for (let i = 0; i < 10_000; i++) sum += sampleNormal(random, 5, 2);
 * assert(Math.abs(sum / 10_000 - 5) < 0.1);
 * ```
 *
 * Source: Marsaglia and Bray, "A convenient method for generating normal variables", SIAM Review 6
 * (1964).
 */
export function sampleNormal(
  random: Random,
  mean = 0,
  standardDeviation = 1,
): number {
  for (;;) {
    const u = 2 * random.next() - 1;
    const v = 2 * random.next() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) {
      return mean + standardDeviation * u * Math.sqrt(-2 * Math.log(s) / s);
    }
  }
}

/**
 * Draws from the exponential distribution, by inversion.
 *
 * @param rate events per unit of time, above 0; the mean is 1 / rate
 *
 * @example
 * ```ts
 * import { sampleExponential } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assert } from "@std/assert";
 *
 * assert(sampleExponential(seededRandom(1), 0.5) >= 0);
 * ```
 */
export function sampleExponential(random: Random, rate = 1): number {
  return -Math.log1p(-random.next()) / rate;
}

/**
 * Draws from the gamma distribution with density proportional to x^(shape − 1) e^(−rate x).
 *
 * Exact for every shape; a shape below 1 draws with shape + 1 and multiplies by U^(1 / shape), which
 * may underflow to 0 for shapes below about 0.01.
 *
 * @param shape above 0
 * @param rate above 0, default 1; the mean is shape / rate
 *
 * @example
 * ```ts
 * import { sampleGamma } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assert } from "@std/assert";
 *
 * const random = seededRandom(1);
 * let sum = 0;
 * for (let i = 0; i < 10_000; i++) sum += sampleGamma(random, 0.5, 10);
 * assert(Math.abs(sum / 10_000 - 0.05) < 0.005);
 * ```
 *
 * Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000).
 */
export function sampleGamma(random: Random, shape: number, rate = 1): number {
  if (shape < 1) {
    // 1 − U is never 0, so that the power is not either unless it underflows.
    const power = Math.pow(1 - random.next(), 1 / shape);
    return sampleGamma(random, shape + 1, rate) * power;
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = sampleNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - random.next();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v / rate;
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) {
      return d * v / rate;
    }
  }
}

/**
 * Draws from the beta distribution on (0, 1).
 *
 * A ratio of gamma variables; where both parameters are at most 1, Jöhnk's method on logarithms,
 * which keeps its precision where the gamma variables underflow.
 *
 * @param a above 0; the mean is a / (a + b)
 * @param b above 0
 *
 * @example
 * ```ts
 * import { sampleBeta } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assert } from "@std/assert";
 *
 * const draw = sampleBeta(seededRandom(1), 0.8, 2.5);
 * assert(draw >= 0 && draw <= 1);
 * ```
 *
 * Source: Devroye, "Non-uniform random variate generation" (1986), sections IX.3.4 and IX.3.5.
 */
export function sampleBeta(random: Random, a: number, b: number): number {
  if (a > 1 || b > 1) {
    const x = sampleGamma(random, a);
    return x / (x + sampleGamma(random, b));
  }
  for (;;) {
    const logX = Math.log(1 - random.next()) / a;
    const logY = Math.log(1 - random.next()) / b;
    const top = Math.max(logX, logY);
    const logSum = top + Math.log(Math.exp(logX - top) + Math.exp(logY - top));
    if (logSum <= 0) return Math.exp(logX - logSum);
  }
}

/**
 * Draws from the binomial distribution.
 *
 * Counts trials where there are few; a long row of trials is first split at its median order
 * statistic, a beta variable, so that the work grows with log n.
 *
 * @param trials an integer of at least 0
 * @param probability of success, 0 to 1
 *
 * @example
 * ```ts
 * import { sampleBinomial } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sampleBinomial(seededRandom(1), 12, 1), 12);
 * ```
 *
 * Source: Ahrens and Dieter, "Computer methods for sampling from gamma, beta, Poisson and binomial
 * distributions", Computing 12 (1974).
 */
export function sampleBinomial(
  random: Random,
  trials: number,
  probability: number,
): number {
  let n = trials;
  let p = probability;
  let successes = 0;
  while (n > 32) {
    const rank = 1 + Math.floor(n / 2);
    const split = sampleBeta(random, rank, n + 1 - rank);
    if (split <= p) {
      successes += rank;
      n -= rank;
      p = (p - split) / (1 - split);
    } else {
      n = rank - 1;
      p /= split;
    }
  }
  for (let i = 0; i < n; i++) if (random.next() < p) successes++;
  return successes;
}

/**
 * Draws from the Poisson distribution.
 *
 * Multiplies uniform numbers where the mean is small; a large mean is first reduced by the waiting
 * time, a gamma variable, of a known number of events, so that the work grows with log(mean).
 *
 * @param mean at least 0
 *
 * @example
 * ```ts
 * import { samplePoisson } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * assertEquals(samplePoisson(seededRandom(1), 0), 0);
 * assert(Number.isInteger(samplePoisson(seededRandom(1), 250)));
 * ```
 *
 * Source: Ahrens and Dieter (1974), as {@linkcode sampleBinomial}.
 */
export function samplePoisson(random: Random, mean: number): number {
  let events = 0;
  let rest = mean;
  while (rest > 16) {
    const jump = Math.floor(rest * 7 / 8);
    const waiting = sampleGamma(random, jump);
    if (waiting > rest) {
      return events + sampleBinomial(random, jump - 1, rest / waiting);
    }
    events += jump;
    rest -= waiting;
  }
  const limit = Math.exp(-rest);
  for (let product = random.next(); product > limit; product *= random.next()) {
    events++;
  }
  return events;
}

/** Above this mean, {@linkcode poissonSampler} draws as {@linkcode samplePoisson} does. */
const largestTabulated = 16;

/**
 * Prepares draws of numbers of events with one mean, each from a single random number: the
 * inverse of the distribution function, tabulated.
 *
 * @param mean at least 0
 * @returns a function that draws a number
 *
 * @example
 * ```ts
 * import { poissonSampler } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(poissonSampler(0)(seededRandom(1)), 0);
 * ```
 */
export function poissonSampler(mean: number): (random: Random) => number {
  if (mean > largestTabulated) return (random) => samplePoisson(random, mean);
  const upTo: number[] = [];
  let chance = Math.exp(-mean), sum = chance;
  for (let events = 1; sum < 1 && chance > 0; events++) {
    upTo.push(sum);
    chance *= mean / events;
    if (sum + chance === sum) break;
    sum += chance;
  }
  const shares = Float64Array.from(upTo);
  return (random) => {
    const u = random.next();
    let events = 0;
    while (events < shares.length && u >= shares[events]!) events++;
    return events;
  };
}

/**
 * Prepares draws of an index in proportion to weights, each in constant time.
 *
 * @param weights one per category, none negative, not all 0; they need not add up to 1
 * @returns a function that draws 0 … weights.length − 1
 *
 * @throws {RangeError} where there is no positive weight, or one is negative or not finite
 *
 * @example
 * ```ts
 * import { categoricalSampler } from "perdura/stats/samplers.ts";
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const draw = categoricalSampler([0, 3, 0]);
 * assertEquals(draw(seededRandom(1)), 1);
 * ```
 *
 * Source: Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE
 * Transactions on Software Engineering 17 (1991).
 */
export function categoricalSampler(
  weights: ArrayLike<number>,
): (random: Random) => number {
  const n = weights.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`Cannot draw categories: weight ${i} is ${weight}`);
    }
    total += weight;
  }
  if (!(total > 0)) {
    throw new RangeError("Cannot draw categories: no weight is positive");
  }

  const keep = new Float64Array(n);
  const alias = new Uint32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  let heaviest = 0;
  for (let i = 0; i < n; i++) {
    keep[i] = weights[i]! / total * n;
    (keep[i]! < 1 ? small : large).push(i);
    if (weights[i]! > weights[heaviest]!) heaviest = i;
  }
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large[large.length - 1]!;
    alias[low] = high;
    keep[high] = keep[high]! + keep[low]! - 1;
    if (keep[high]! < 1) small.push(large.pop()!);
  }
  // What rounding leaves over is full, except that a weight of 0 stays impossible.
  for (const i of large) keep[i] = 1;
  for (const i of small) {
    if (weights[i]! > 0) keep[i] = 1;
    else alias[i] = heaviest;
  }
  return (random) => {
    const i = random.integer(n);
    return random.next() < keep[i]! ? i : alias[i]!;
  };
}
