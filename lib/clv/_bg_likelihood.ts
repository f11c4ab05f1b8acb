import { CompensatedSum, logOnePlusExp, type Objective } from "perdura/stats/mod.ts";
import { type BetaRatio, betaRatio, betaRatios } from "./_beta_ratio.ts";
import { rowScale } from "./_row_scale.ts";
import type { CompressedSummary } from "./compress.ts";

/** Which model of the family. */
export interface BgKind {
  /** Stages between two purchases; 1 for exponential times. */
  readonly k: number;
  /** Can a customer be lost right after the first purchase? (MBG) */
  readonly modified: boolean;
}

/** How many times a customer with x repeat purchases could have been lost and was not. */
export function chances({ modified }: BgKind, x: number): number {
  return modified ? x + 1 : x;
}

/**
 * ln of the odds that a customer is lost, given (x, t_x, T):
 * a/(b+m−1) · ((α+T)/(α+t_x))^(r+kx) / G, where m counts the chances to be lost, and
 * G = Σ_(j<k) (r+kx)_j/j! ((T−t_x)/(α+T))^j is what the unfinished stages since the last purchase
 * add. −Infinity where there was no chance.
 */
export function logOddsLost(
  kind: BgKind,
  r: number,
  alpha: number,
  a: number,
  b: number,
  x: number,
  tx: number,
  T: number,
): number {
  const m = chances(kind, x);
  if (m === 0) return -Infinity;
  return Math.log(a / (b + m - 1)) + (r + kind.k * x) * Math.log1p((T - tx) / (alpha + tx)) -
    Math.log(stagesSince(kind.k, r + kind.k * x, (T - tx) / (alpha + T)));
}

/** G of {@linkcode logOddsLost}. */
function stagesSince(k: number, shape: number, share: number): number {
  let term = 1, sum = 1;
  for (let j = 1; j < k; j++) {
    term *= (shape + j - 1) / j * share;
    sum += term;
  }
  return sum;
}

/**
 * Given that a customer is alive at T, the probabilities that 0 … k − 1 stages of the time to the
 * next purchase are over.
 *
 * @param shape r + kx
 * @param share (T − t_x) / (α + T)
 * @param weights k values, overwritten
 */
export function stageWeights(shape: number, share: number, weights: Float64Array): void {
  let term = 1, sum = 1;
  weights[0] = 1;
  for (let j = 1; j < weights.length; j++) {
    term *= (shape + j - 1) / j * share;
    weights[j] = term;
    sum += term;
  }
  for (let j = 0; j < weights.length; j++) weights[j]! /= sum;
}

/** The log-likelihood of one history, apart from ln Γ(r+kx) − ln Γ(r) and the beta functions. */
export function bgLogLikelihood(
  { k }: BgKind,
  r: number,
  alpha: number,
  x: number,
  tx: number,
  T: number,
  logOdds: number,
): number {
  return -r * Math.log1p(T / alpha) - k * x * Math.log(alpha + T) +
    Math.log(stagesSince(k, r + k * x, (T - tx) / (alpha + T))) + logOnePlusExp(logOdds);
}

/**
 * The log-likelihood of the models with beta-geometric dropout as a function of
 * (ln r, ln α, ln a, ln b) and, with covariates, of their coefficients: α of a customer is
 * α e^(−γ·z), a is a e^(δ·z), first the coefficients γ of the purchase process, then δ of dropout.
 *
 * @param data distinct rows with weights
 * @param constant what does not depend on the parameters: see `logIntervalsTerm`
 */
export function bgObjective(
  kind: BgKind,
  data: CompressedSummary,
  constant: number,
): Objective {
  const { length, frequency, recency, T, weight, purchase, dropout } = data;
  const purchases = purchase?.columns ?? 0;
  const dimension = 4 + purchases + (dropout?.columns ?? 0);
  const most = frequency.reduce((max, x) => Math.max(max, x), 0);
  const above = stagesAbove(kind.k, frequency, weight);
  const row = new Float64Array(ROW_DERIVATIVES);
  const stages = new Float64Array(kind.k);

  function evaluate(
    theta: Float64Array,
    gradient?: Float64Array,
    hessian?: Float64Array,
  ): number {
    const [r, alpha, a, b] = [0, 1, 2, 3].map((i) => Math.exp(theta[i]!)) as [
      number,
      number,
      number,
      number,
    ];
    const ratios = dropout ? undefined : betaRatios(a, b, chances(kind, most));
    const totals = new Float64Array(ROW_DERIVATIVES);
    const sum = new CompensatedSum();
    sum.add(constant);
    gradient?.fill(0);
    hessian?.fill(0);
    for (let i = 0; i < length; i++) {
      const x = frequency[i]!, tx = recency[i]!, end = T[i]!, w = weight[i]!;
      const alphaOf = alpha * rowScale(purchase, i, theta, 4);
      const aOf = a / rowScale(dropout, i, theta, 4 + purchases);
      const m = chances(kind, x);
      const ratio = ratios?.[m] ?? betaRatio(aOf, b, m);
      const odds = logOddsLost(kind, r, alphaOf, aOf, b, x, tx, end);
      sum.add(w * (ratio.value + bgLogLikelihood(kind, r, alphaOf, x, tx, end, odds)));
      if (gradient && hessian) {
        rowDerivatives(kind, r, alphaOf, aOf, b, x, tx, end, odds, ratio, stages, row);
        for (let d = 0; d < ROW_DERIVATIVES; d++) totals[d]! += w * row[d]!;
        if (dimension > 4) addCovariates(row, w, i, data, gradient, hessian);
      }
    }
    let first = 0, second = 0;
    for (let j = 0; j < above.length; j++) {
      sum.add(above[j]! * Math.log(r + j));
      first += above[j]! / (r + j);
      second -= above[j]! / ((r + j) * (r + j));
    }
    if (gradient && hessian) {
      for (let i = 0; i < 4; i++) {
        gradient[i]! += totals[i]!;
        for (let j = 0; j < 4; j++) hessian[i * dimension + j]! += totals[AT[i]![j]!]!;
      }
      gradient[0]! += r * first;
      hessian[0]! += r * first + r * r * second;
    }
    return sum.total;
  }

  return {
    dimension,
    value: (theta) => evaluate(theta),
    derivatives: (theta, gradient, hessian) => evaluate(theta, gradient, hessian),
  };
}

// Four first and ten second derivatives (upper triangle) in (ln r, ln α, ln a, ln b).
const ROW_DERIVATIVES = 14;
const AT = [[4, 5, 6, 7], [5, 8, 9, 10], [6, 9, 11, 12], [7, 10, 12, 13]];

/** For j = 0 … k · max x − 1, the weight of all rows with k x above j. */
function stagesAbove(k: number, x: Float64Array, weight: Float64Array): Float64Array {
  const most = x.reduce((max, value) => Math.max(max, value), 0);
  const above = new Float64Array(k * most);
  for (let i = 0; i < x.length; i++) {
    if (x[i]! > 0) above[k * x[i]! - 1]! += weight[i]!;
  }
  for (let j = above.length - 2; j >= 0; j--) above[j]! += above[j + 1]!;
  return above;
}

/**
 * The derivatives of one history's log-likelihood without ln Γ(r+kx) − ln Γ(r).
 *
 * A customer is either alive, with some of the stages to the next purchase over, or lost. The
 * derivatives of the logarithm of such a mixture are the mean of the components' derivatives, and
 * the mean of their second derivatives plus the covariance of the first.
 */
function rowDerivatives(
  { k }: BgKind,
  r: number,
  alpha: number,
  a: number,
  b: number,
  x: number,
  tx: number,
  T: number,
  odds: number,
  ratio: BetaRatio,
  weights: Float64Array,
  row: Float64Array,
): void {
  const lost = 1 / (1 + Math.exp(-odds));
  const alive = 1 / (1 + Math.exp(odds));
  const both = alive * lost;
  const shape = r + k * x;
  const late = 1 / (alpha + T);
  const early = 1 / (alpha + tx);
  const logRatio = Math.log1p((T - tx) * early);

  // Stages over, and the sum of 1/(shape + i) over them: means and covariances
  let j1 = 0, j2 = 0, h1 = 0, h2 = 0, jh = 0, curved = 0;
  if (k > 1) {
    stageWeights(shape, (T - tx) * late, weights);
    let h = 0, bend = 0;
    for (let j = 0; j < k; j++) {
      const w = weights[j]!;
      j1 += w * j;
      j2 += w * j * j;
      h1 += w * h;
      h2 += w * h * h;
      jh += w * j * h;
      curved += w * bend;
      const inverse = 1 / (shape + j);
      h += inverse;
      bend += inverse * inverse;
    }
  }
  const varianceJ = j2 - j1 * j1, varianceH = h2 - h1 * h1, covariance = jh - j1 * h1;

  // Alive minus lost, with respect to r, α, a, b
  const dr = h1 - logRatio;
  const dAlpha = -(shape + j1) * late + shape * early;
  const dLogA = -1; // with respect to ln a
  const m = ratio.m;
  const inverseB = lost > 0 ? 1 / (b + m - 1) : 0;

  const gr = alive * h1 + lost * logRatio - Math.log1p(T / alpha);
  const gAlpha = r / alpha - alive * (shape + j1) * late - lost * shape * early;
  const gA = ratio.a + lost / a;
  const gB = ratio.b - lost * inverseB;
  row[0] = r * gr;
  row[1] = alpha * gAlpha;
  row[2] = a * gA;
  row[3] = b * gB;
  row[4] = row[0] + r * r * (alive * (varianceH - curved) + both * dr * dr);
  row[5] = r * alpha *
    (1 / alpha - alive * late * (1 + covariance) - lost * early + both * dr * dAlpha);
  row[6] = r * both * dr * dLogA;
  row[7] = r * b * both * dr * inverseB;
  row[8] = row[1] + alpha * alpha * (-r / (alpha * alpha) +
        alive * (shape + j1 + varianceJ) * late * late + lost * shape * early * early +
        both * dAlpha * dAlpha);
  row[9] = alpha * both * dAlpha * dLogA;
  row[10] = alpha * b * both * dAlpha * inverseB;
  row[11] = a * ratio.a + a * a * ratio.aa + both;
  row[12] = a * b * ratio.aa - both * b * inverseB;
  row[13] = row[3] + b * b * (ratio.bb + (lost + both) * inverseB * inverseB);
}

/** Adds what one row says about the coefficients of its covariates. */
function addCovariates(
  row: Float64Array,
  w: number,
  i: number,
  { purchase, dropout }: CompressedSummary,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const dimension = gradient.length;
  const dropoutFrom = 4 + (purchase?.columns ?? 0);
  // A coefficient moves ln α by minus its covariate, or ln a by its covariate.
  const base = (j: number): number => j < 4 ? j : j < dropoutFrom ? 1 : 2;
  const factor = (j: number): number =>
    j < 4
      ? 1
      : j < dropoutFrom
      ? -purchase!.values[i * purchase!.columns + j - 4]!
      : dropout!.values[i * dropout!.columns + j - dropoutFrom]!;
  for (let j = 4; j < dimension; j++) {
    const fj = w * factor(j);
    if (fj === 0) continue;
    gradient[j]! += fj * row[base(j)]!;
    for (let l = 0; l <= j; l++) {
      const second = fj * factor(l) * row[AT[base(j)]![base(l)]!]!;
      hessian[j * dimension + l]! += second;
      if (l !== j) hessian[l * dimension + j]! += second;
    }
  }
}
