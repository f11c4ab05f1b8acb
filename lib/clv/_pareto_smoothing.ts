/** Importance weights that have been made fit for use, and how far they can be trusted. */
export interface SmoothedWeights {
  /** Weights that sum to 1. */
  readonly weights: Float64Array;
  /** Shape of the tail of the raw weights: reliable below 0.7, their variance exists below 0.5. */
  readonly paretoK: number;
  /** 1 / Σ w²: how many equally weighted draws they are worth. */
  readonly effectiveSampleSize: number;
}

/**
 * Replaces the largest importance weights by the quantiles of a generalised Pareto distribution that
 * is fitted to them, which makes them less erratic and tells how heavy their tail is.
 *
 * @param logWeights logarithms of the raw weights, up to a constant
 *
 * Source: Vehtari, Simpson, Gelman, Yao and Gabry, "Pareto smoothed importance sampling", Journal of
 * Machine Learning Research 25 (2024).
 */
export function smoothWeights(logWeights: Float64Array): SmoothedWeights {
  const n = logWeights.length;
  const top = logWeights.reduce((max, value) => Math.max(max, value), -Infinity);
  const weights = logWeights.map((value) => Math.exp(value - top));
  const tail = Math.min(Math.floor(n / 5), Math.ceil(3 * Math.sqrt(n)));
  let paretoK = Infinity;
  if (tail >= 5) {
    const order = Uint32Array.from(weights, (_, i) => i)
      .sort((i, j) => weights[i]! - weights[j]!);
    const largest = order.subarray(n - tail);
    const threshold = weights[order[n - tail - 1]!]!;
    const excess = Float64Array.from(largest, (i) => weights[i]! - threshold);
    if (excess[0]! > 0 || excess.at(-1)! > 0) {
      const { shape, scale } = fitGeneralisedPareto(excess);
      paretoK = shape;
      largest.forEach((i, rank) => {
        const p = (rank + 0.5) / tail;
        const quantile = Math.abs(shape) < 1e-12
          ? -scale * Math.log1p(-p)
          : scale * Math.expm1(-shape * Math.log1p(-p)) / shape;
        weights[i] = Math.min(threshold + quantile, 1);
      });
    } else paretoK = -Infinity; // all weights are equal
  }
  const total = weights.reduce((sum, w) => sum + w, 0);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    weights[i]! /= total;
    squares += weights[i]! * weights[i]!;
  }
  return { weights, paretoK, effectiveSampleSize: 1 / squares };
}

/**
 * Shape and scale of a generalised Pareto distribution, by an average over a profile posterior.
 *
 * @param excess ascending, at least 0
 *
 * Source: Zhang and Stephens, "A new and efficient estimation method for the generalized Pareto
 * distribution", Technometrics 51 (2009); the shape is drawn towards ½ as in the paper above.
 */
function fitGeneralisedPareto(excess: Float64Array): { shape: number; scale: number } {
  const n = excess.length;
  const largest = excess[n - 1]!;
  const quartile = excess[Math.floor(n / 4 + 0.5) - 1]! || largest / n;
  const points = 30 + Math.floor(Math.sqrt(n));
  const shapeAt = (b: number): number => excess.reduce((sum, x) => sum + Math.log1p(-b * x), 0) / n;
  const candidates = Array.from(
    { length: points },
    (_, j) => 1 / largest + (1 - Math.sqrt(points / (j + 0.5))) / (3 * quartile),
  );
  const logPosterior = candidates.map((b) => {
    const k = shapeAt(b);
    return n * (Math.log(-b / k) - k - 1);
  });
  let weightSum = 0, b = 0;
  candidates.forEach((candidate, j) => {
    const weight = 1 /
      logPosterior.reduce((sum, other) => sum + Math.exp(other - logPosterior[j]!), 0);
    if (weight > 1e-12) {
      b += weight * candidate;
      weightSum += weight;
    }
  });
  b /= weightSum;
  const k = shapeAt(b);
  return { shape: (n * k + 5) / (n + 10), scale: -k / b };
}
