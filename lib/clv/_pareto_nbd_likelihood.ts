import { CompensatedSum, logOnePlusExp, type Objective } from "perdura/stats/mod.ts";
import { DEATH_MOMENTS, logOddsDead } from "./_pareto_nbd_death.ts";
import { linear } from "./_row_scale.ts";
import type { CompressedSummary } from "./compress.ts";
import type { Matrix } from "./types.ts";

/**
 * The log-likelihood of one history apart from ln Γ(r+x) − ln Γ(r), from its odds of death.
 *
 * @param logAlpha ln α
 * @param logAlphaT ln(α+T)
 */
export function logLikelihoodGivenOdds(
  r: number,
  logAlpha: number,
  logAlphaT: number,
  s: number,
  logBeta: number,
  logBetaT: number,
  x: number,
  logOdds: number,
): number {
  return -r * (logAlphaT - logAlpha) - x * logAlphaT - s * (logBetaT - logBeta) +
    logOnePlusExp(logOdds);
}

/** ln Γ(r+x) − ln Γ(r) for x = 0 … most, each a sum of logarithms. */
export function logRisingTable(r: number, most: number): Float64Array {
  const table = new Float64Array(most + 1);
  const sum = new CompensatedSum();
  for (let x = 0; x < most; x++) {
    sum.add(Math.log(r + x));
    table[x + 1] = sum.total;
  }
  return table;
}

/**
 * The log-likelihood of the Pareto/NBD model as a function of (ln r, ln α, ln s, ln β) and, with
 * covariates, of their coefficients: α of a customer is α e^(−γ·z), β is β e^(−δ·z), first the
 * coefficients γ of the purchase process, then δ of the dropout process.
 *
 * @param data distinct rows with weights
 */
export function paretoNbdObjective(data: CompressedSummary): Objective {
  const { length, frequency, recency, T, weight, purchase, dropout } = data;
  const dropoutFrom = 4 + (purchase?.columns ?? 0);
  const dimension = dropoutFrom + (dropout?.columns ?? 0);
  const above = weightAbove(frequency, weight);
  const moments = new Float64Array(DEATH_MOMENTS);
  const row = new Float64Array(ROW_DERIVATIVES);

  const logRising = (r: number): number => {
    const sum = new CompensatedSum();
    for (let k = 0; k < above.length; k++) sum.add(above[k]! * Math.log(r + k));
    return sum.total;
  };

  // α and β of a row, and the logarithms that rows of the same T share.
  let alpha = 1, beta = 1, logAlpha = 0, logBeta = 0, logAlphaT = 0, logBetaT = 0, lastT = NaN;
  function moveTo(i: number, theta: Float64Array): void {
    if (purchase || dropout || i === 0) {
      logAlpha = theta[1]! - linear(purchase, i, theta, 4);
      logBeta = theta[3]! - linear(dropout, i, theta, dropoutFrom);
      alpha = Math.exp(logAlpha);
      beta = Math.exp(logBeta);
      lastT = NaN;
    }
    if (T[i] !== lastT) {
      lastT = T[i]!;
      logAlphaT = Math.log(alpha + lastT);
      logBetaT = Math.log(beta + lastT);
    }
  }

  function value(theta: Float64Array): number {
    const r = Math.exp(theta[0]!), s = Math.exp(theta[2]!);
    const sum = new CompensatedSum();
    for (let i = 0; i < length; i++) {
      moveTo(i, theta);
      const x = frequency[i]!;
      const odds = logOddsDead(r, alpha, s, beta, x, recency[i]!, T[i]!, logAlphaT, logBetaT);
      sum.add(
        weight[i]! *
          logLikelihoodGivenOdds(r, logAlpha, logAlphaT, s, logBeta, logBetaT, x, odds),
      );
    }
    sum.add(logRising(r));
    return sum.total;
  }

  function derivatives(
    theta: Float64Array,
    gradient: Float64Array,
    hessian: Float64Array,
  ): number {
    const r = Math.exp(theta[0]!), s = Math.exp(theta[2]!);
    const sum = new CompensatedSum();
    const totals = new Float64Array(ROW_DERIVATIVES);
    gradient.fill(0);
    hessian.fill(0);
    for (let i = 0; i < length; i++) {
      moveTo(i, theta);
      const x = frequency[i]!, w = weight[i]!;
      const odds = logOddsDead(
        r,
        alpha,
        s,
        beta,
        x,
        recency[i]!,
        T[i]!,
        logAlphaT,
        logBetaT,
        moments,
      );
      sum.add(
        w * logLikelihoodGivenOdds(r, logAlpha, logAlphaT, s, logBeta, logBetaT, x, odds),
      );
      rowDerivatives(
        r,
        alpha,
        s,
        beta,
        x,
        T[i]!,
        logAlphaT - logAlpha,
        logBetaT - logBeta,
        odds,
        moments,
        row,
      );
      for (let k = 0; k < ROW_DERIVATIVES; k++) totals[k]! += w * row[k]!;
      if (dimension > 4) {
        addCovariates(row, w, i, purchase, dropout, gradient, hessian);
      }
    }
    spread(totals, gradient, hessian, dimension);
    sum.add(logRising(r));
    // Derivatives of the sum of logarithms with respect to ln r.
    let first = 0, second = 0;
    for (let k = 0; k < above.length; k++) {
      const inverse = 1 / (r + k);
      first += above[k]! * inverse;
      second -= above[k]! * inverse * inverse;
    }
    gradient[0]! += r * first;
    hessian[0]! += r * first + r * r * second;
    return sum.total;
  }

  return { dimension, value, derivatives };
}

// Four first and ten second derivatives (upper triangle) in (ln r, ln α, ln s, ln β).
const ROW_DERIVATIVES = 14;
// Where the second derivative of variables i and j stands in a row.
const AT = [[4, 5, 6, 7], [5, 8, 9, 10], [6, 9, 11, 12], [7, 10, 12, 13]];

/** For k = 0 … max x − 1, the weight of all rows with x above k. */
function weightAbove(x: Float64Array, weight: Float64Array): Float64Array {
  const most = x.reduce((max, value) => Math.max(max, value), 0);
  const above = new Float64Array(most);
  for (let i = 0; i < x.length; i++) {
    if (x[i]! > 0) above[x[i]! - 1]! += weight[i]!;
  }
  for (let k = most - 2; k >= 0; k--) above[k]! += above[k + 1]!;
  return above;
}

/**
 * The derivatives of the log-likelihood of one history, without its ln Γ terms.
 *
 * A customer is either alive or died at some u. The derivatives of the logarithm of such a mixture
 * are the mean of the components' derivatives, and the mean of their second derivatives plus the
 * covariance of the first.
 *
 * @param logAlpha ln((α+T)/α)
 * @param logBeta ln((β+T)/β)
 * @param odds the logarithm of the odds of being dead
 * @param moments of the time of death
 * @param row overwritten
 */
function rowDerivatives(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  x: number,
  T: number,
  logAlpha: number,
  logBeta: number,
  odds: number,
  moments: Float64Array,
  row: Float64Array,
): void {
  const alive = 1 / (1 + Math.exp(odds));
  const dead = 1 / (1 + Math.exp(-odds));
  const shape = r + x;
  const inverseAlpha = 1 / (alpha + T);
  const inverseBeta = 1 / (beta + T);

  let da = 0, dia = 0, db = 0, dib = 0, ia = 0, ib = 0, ia2 = 0, ib2 = 0;
  let caa = 0, caia = 0, cab = 0, caib = 0, ciaia = 0, ciab = 0, ciaib = 0;
  let cbb = 0, cbib = 0, cibib = 0;
  if (dead > 0) {
    const ma = moments[0]!, mb = moments[2]!;
    ia = moments[1]!;
    ib = moments[3]!;
    ia2 = moments[8]!;
    ib2 = moments[13]!;
    da = moments[14]! - ma;
    db = moments[15]! - mb;
    dia = inverseAlpha - ia;
    dib = s * inverseBeta - (s + 1) * ib;
    caa = moments[4]! - ma * ma;
    caia = moments[5]! - ma * ia;
    cab = moments[6]! - ma * mb;
    caib = moments[7]! - ma * ib;
    ciaia = ia2 - ia * ia;
    ciab = moments[9]! - ia * mb;
    ciaib = moments[10]! - ia * ib;
    cbb = moments[11]! - mb * mb;
    cbib = moments[12]! - mb * ib;
    cibib = ib2 - ib * ib;
  }
  // Alive minus dead: the differences of the components' mean first derivatives, apart from sign.
  const ds = db + 1 / s;
  const both = alive * dead;
  const s1 = s + 1;

  const gr = dead * da - logAlpha;
  const ga = r / alpha - shape * (alive * inverseAlpha + dead * ia);
  const gs = dead * ds - logBeta;
  const gb = s / beta - alive * s * inverseBeta - dead * s1 * ib;
  row[0] = r * gr;
  row[1] = alpha * ga;
  row[2] = s * gs;
  row[3] = beta * gb;

  const meanIa = alive * inverseAlpha + dead * ia;
  const meanIb = alive * inverseBeta + dead * ib;
  row[4] = row[0] + r * r * (both * da * da + dead * caa);
  row[5] = r * alpha *
    (1 / alpha - meanIa + shape * (both * da * dia + dead * caia));
  row[6] = r * s * (both * da * ds + dead * cab);
  row[7] = r * beta * (both * da * dib + dead * s1 * caib);
  row[8] = row[1] + alpha * alpha * (-r / (alpha * alpha) +
        shape * (alive * inverseAlpha * inverseAlpha + dead * ia2) +
        shape * shape * (both * dia * dia + dead * ciaia));
  row[9] = alpha * s * shape * (both * dia * ds + dead * ciab);
  row[10] = alpha * beta * shape * (both * dia * dib + dead * s1 * ciaib);
  row[11] = row[2] + s * s * (both * ds * ds + dead * (cbb - 1 / (s * s)));
  row[12] = s * beta * (1 / beta - meanIb + both * ds * dib + dead * s1 * cbib);
  row[13] = row[3] + beta * beta * (-s / (beta * beta) +
        alive * s * inverseBeta * inverseBeta + dead * s1 * ib2 +
        both * dib * dib + dead * s1 * s1 * cibib);
}

/** The derivatives of the four base parameters, into the gradient and Hessian of all. */
function spread(
  totals: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
  dimension: number,
): void {
  for (let i = 0; i < 4; i++) {
    gradient[i] = totals[i]!;
    for (let j = 0; j < 4; j++) {
      hessian[i * dimension + j] = totals[AT[i]![j]!]!;
    }
  }
}

/** Adds what one row says about the coefficients of its covariates. */
function addCovariates(
  row: Float64Array,
  w: number,
  i: number,
  purchase: Matrix | undefined,
  dropout: Matrix | undefined,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const dimension = gradient.length;
  const fromPurchase = purchase?.columns ?? 0;
  // A coefficient moves ln α, or ln β, by minus its covariate.
  const base = (j: number): number => j < 4 ? j : j < 4 + fromPurchase ? 1 : 3;
  const factor = (j: number): number =>
    j < 4
      ? 1
      : j < 4 + fromPurchase
      ? -purchase!.values[i * fromPurchase + j - 4]!
      : -dropout!.values[i * dropout!.columns + j - 4 - fromPurchase]!;
  for (let j = 4; j < dimension; j++) {
    const fj = w * factor(j);
    if (fj === 0) continue;
    gradient[j]! += fj * row[base(j)]!;
    for (let k = 0; k <= j; k++) {
      const second = fj * factor(k) * row[AT[base(j)]![base(k)]!]!;
      hessian[j * dimension + k]! += second;
      if (k !== j) hessian[k * dimension + j]! += second;
    }
  }
}
