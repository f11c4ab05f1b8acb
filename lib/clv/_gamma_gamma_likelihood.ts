import {
  CompensatedSum,
  digamma,
  type Objective,
  stirlingRemainder,
  trigamma,
} from "perdura/stats/mod.ts";

/** Customers with repeat purchases: how many, their mean value, and how many such customers. */
export interface SpendRows {
  readonly length: number;
  /** x ≥ 1. */
  readonly frequency: Float64Array;
  /** m > 0. */
  readonly monetaryValue: Float64Array;
  readonly weight: Float64Array;
}

const HALF_LOG_TWO_PI = 0.918938533204672741780329736406;

/**
 * The log-density of a mean value m of x purchases under the Gamma-Gamma model.
 *
 * With y = x m this is a beta density of y / (v+y); it is taken apart into a deviance and Stirling
 * remainders, as Loader does for the binomial, so that nothing large is subtracted.
 */
export function gammaGammaLogDensity(
  p: number,
  q: number,
  v: number,
  x: number,
  m: number,
): number {
  const a = p * x;
  return remainders(a, q) + givenRemainders(a, q, v, x * m) - Math.log(m);
}

/** What does not depend on the value: ½ ln(a q / (2π (a+q))) and the Stirling remainders. */
function remainders(a: number, q: number): number {
  return stirlingRemainder(a + q) - stirlingRemainder(a) - stirlingRemainder(q) +
    0.5 * Math.log(a * (q / (a + q))) - HALF_LOG_TWO_PI;
}

function givenRemainders(a: number, q: number, v: number, y: number): number {
  const n = a + q;
  const expectedA = n * (y / (v + y));
  const expectedQ = n * (v / (v + y));
  const excess = (a * v - q * y) / (v + y);
  return -deviance(excess / expectedA, expectedA) - deviance(-excess / expectedQ, expectedQ);
}

/** M ((1+ε) ln(1+ε) − ε), for an observed M (1+ε) where M is expected. */
function deviance(epsilon: number, expected: number): number {
  if (Math.abs(epsilon) > 0.05) {
    return expected * ((1 + epsilon) * Math.log1p(epsilon) - epsilon);
  }
  let power = epsilon * epsilon;
  let sum = 0;
  for (let k = 2; k <= 12; k++) {
    sum += power / (k * (k - 1));
    power *= -epsilon;
  }
  return expected * sum;
}

/** The log-likelihood of the Gamma-Gamma model as a function of (ln p, ln q, ln v). */
export function gammaGammaObjective(rows: SpendRows): Objective {
  const { length, frequency, monetaryValue, weight } = rows;
  const most = frequency.reduce((max, x) => Math.max(max, x), 0);
  const table = (): Float64Array => new Float64Array(most + 1);
  // ψ and ψ′ at p x + q and at p x.
  const first = table(), firstA = table(), second = table(), secondA = table();
  const counts = new Float64Array(most + 1);
  for (let i = 0; i < length; i++) counts[frequency[i]!]! += weight[i]!;
  const logs = new CompensatedSum();
  for (let i = 0; i < length; i++) logs.add(weight[i]! * Math.log(monetaryValue[i]!));

  function value(theta: Float64Array): number {
    const [p, q, v] = [Math.exp(theta[0]!), Math.exp(theta[1]!), Math.exp(theta[2]!)];
    const sum = new CompensatedSum();
    sum.add(-logs.total);
    for (let x = 1; x <= most; x++) {
      if (counts[x]! > 0) sum.add(counts[x]! * remainders(p * x, q));
    }
    for (let i = 0; i < length; i++) {
      const x = frequency[i]!;
      sum.add(weight[i]! * givenRemainders(p * x, q, v, x * monetaryValue[i]!));
    }
    return sum.total;
  }

  function derivatives(
    theta: Float64Array,
    gradient: Float64Array,
    hessian: Float64Array,
  ): number {
    const [p, q, v] = [Math.exp(theta[0]!), Math.exp(theta[1]!), Math.exp(theta[2]!)];
    const digammaQ = digamma(q), trigammaQ = trigamma(q);
    const sum = new CompensatedSum();
    sum.add(-logs.total);
    for (let x = 1; x <= most; x++) {
      if (counts[x] === 0) continue;
      const a = p * x;
      first[x] = digamma(a + q);
      firstA[x] = digamma(a);
      second[x] = trigamma(a + q);
      secondA[x] = trigamma(a);
      sum.add(counts[x]! * remainders(a, q));
    }
    let gp = 0, gq = 0, gv = 0, pp = 0, pq = 0, pv = 0, qq = 0, qv = 0, vv = 0;
    for (let i = 0; i < length; i++) {
      const x = frequency[i]!, w = weight[i]!;
      const a = p * x;
      const y = x * monetaryValue[i]!;
      const inverse = 1 / (v + y);
      sum.add(w * givenRemainders(a, q, v, y));
      gp += w * x * (first[x]! - firstA[x]! - Math.log1p(v / y));
      gq += w * (first[x]! - digammaQ - Math.log1p(y / v));
      gv += w * (q / v - (a + q) * inverse);
      pp += w * x * x * (second[x]! - secondA[x]!);
      pq += w * x * second[x]!;
      pv -= w * x * inverse;
      qq += w * (second[x]! - trigammaQ);
      qv += w * (1 / v - inverse);
      vv += w * ((a + q) * inverse * inverse - q / (v * v));
    }
    gradient[0] = p * gp;
    gradient[1] = q * gq;
    gradient[2] = v * gv;
    hessian[0] = p * gp + p * p * pp;
    hessian[1] = hessian[3] = p * q * pq;
    hessian[2] = hessian[6] = p * v * pv;
    hessian[4] = q * gq + q * q * qq;
    hessian[5] = hessian[7] = q * v * qv;
    hessian[8] = v * gv + v * v * vv;
    return sum.total;
  }

  return { dimension: 3, value, derivatives };
}
