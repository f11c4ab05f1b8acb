import { digamma, logBeta, trigamma } from "perdura/stats/mod.ts";

/**
 * ln (B(a, b+m) / B(a, b)), the logarithm of the probability to survive m chances to be lost, with
 * its derivatives; those with respect to a twice, and to a and b, are the same.
 */
export interface BetaRatio {
  readonly m: number;
  readonly value: number;
  readonly a: number;
  readonly b: number;
  readonly aa: number;
  readonly bb: number;
}

/** {@linkcode BetaRatio} for m = 0 … most, each a sum of logarithms. */
export function betaRatios(a: number, b: number, most: number): BetaRatio[] {
  const ratios: BetaRatio[] = [{ m: 0, value: 0, a: 0, b: 0, aa: 0, bb: 0 }];
  for (let m = 0; m < most; m++) ratios.push(next(ratios[m]!, a, b));
  return ratios;
}

// Up to here adding up is faster than four special functions.
const FEW = 30;

/** {@linkcode BetaRatio} for one m. */
export function betaRatio(a: number, b: number, m: number): BetaRatio {
  if (m <= FEW) {
    let ratio: BetaRatio = { m: 0, value: 0, a: 0, b: 0, aa: 0, bb: 0 };
    for (let i = 0; i < m; i++) ratio = next(ratio, a, b);
    return ratio;
  }
  const sum1 = digamma(a + b + m) - digamma(a + b);
  const sum2 = trigamma(a + b) - trigamma(a + b + m);
  return {
    m,
    value: logBeta(a, b + m) - logBeta(a, b),
    a: -sum1,
    b: digamma(b + m) - digamma(b) - sum1,
    aa: sum2,
    bb: sum2 - trigamma(b) + trigamma(b + m),
  };
}

function next(ratio: BetaRatio, a: number, b: number): BetaRatio {
  const inverseB = 1 / (b + ratio.m);
  const inverse = 1 / (a + b + ratio.m);
  return {
    m: ratio.m + 1,
    // ln((b+m) / (a+b+m)); the other form keeps the digits where a is small beside b.
    value: ratio.value +
      (a * inverse < 0.5 ? Math.log1p(-a * inverse) : Math.log((b + ratio.m) * inverse)),
    a: ratio.a - inverse,
    b: ratio.b + inverseB - inverse,
    aa: ratio.aa + inverse * inverse,
    bb: ratio.bb + inverse * inverse - inverseB * inverseB,
  };
}
