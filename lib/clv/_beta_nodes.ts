import { logBeta, logOnePlusExp } from "perdura/stats/mod.ts";

/** Points p with weights: E[g(p)] ≈ Σ weight · g(p). */
export interface BetaNodes {
  readonly p: Float64Array;
  /** 1 − p, without cancellation. */
  readonly q: Float64Array;
  readonly weight: Float64Array;
}

/** What is known of the functions whose expectations are wanted. */
export interface Tilt {
  /** About the logarithm of the function; its product with the density has one peak. */
  log(p: number, q: number): number;
  /** The function does not change any more for p far below this, at most 1. */
  readonly smallest: number;
}

// Beyond e^-37 nothing is left of 1 but its rounding.
const ROUNDING = 37;
const NEGLIGIBLE = 45;
const WIDEST = 0.25;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * A quadrature for expectations over p ~ Beta(a, b) of functions that are smooth in ln p and
 * ln (1 − p).
 *
 * The trapezoidal rule in y = ln(p / (1 − p)) around the peak of density times function, whose error
 * falls like e^(−π²/step) or faster. Where the density has no end (for small a or b it falls like e^(a y) or
 * e^(−b y)), the remaining geometric series of weights is summed in closed form and put on p = 0 or
 * p = 1.
 */
export function betaNodes(a: number, b: number, tilt: Tilt): BetaNodes {
  const first = Math.log(tilt.smallest) - Math.log1p(b) - ROUNDING;
  const last = ROUNDING + Math.log1p(a);
  const logDensity = (y: number): number => -a * logOnePlusExp(-y) - b * logOnePlusExp(y);
  const logProduct = (y: number): number =>
    logDensity(y) + tilt.log(1 / (1 + Math.exp(-y)), 1 / (1 + Math.exp(y)));
  const peak = highest(logProduct, first, last);
  const top = logProduct(peak);
  const step = Math.min(WIDEST, halfWidth(logProduct, peak, a + b));

  const p: number[] = [], q: number[] = [], weight: number[] = [];
  const logTotal = logBeta(a, b) - Math.log(step);
  const add = (y: number, w: number): void => {
    p.push(1 / (1 + Math.exp(-y)));
    q.push(1 / (1 + Math.exp(y)));
    weight.push(w);
  };
  const walk = (from: number, direction: -1 | 1): void => {
    for (let i = from;; i++) {
      const y = peak + direction * i * step;
      if (i > 0 && logProduct(y) < top - NEGLIGIBLE) return;
      const w = Math.exp(logDensity(y) - logTotal);
      if (direction < 0 ? y < first : y > last) {
        const slope = direction < 0 ? a : b;
        add(direction * Infinity, w / -Math.expm1(-slope * step));
        return;
      }
      add(y, w);
    }
  };
  walk(0, 1);
  walk(1, -1);
  return { p: Float64Array.from(p), q: Float64Array.from(q), weight: Float64Array.from(weight) };
}

/** Where a function with one peak is highest, about. */
function highest(f: (y: number) => number, from: number, to: number): number {
  let low = from, high = to;
  let left = high - GOLDEN * (high - low), right = low + GOLDEN * (high - low);
  let atLeft = f(left), atRight = f(right);
  for (let i = 0; i < 40; i++) {
    if (atLeft < atRight) {
      low = left;
      [left, atLeft] = [right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = f(right);
    } else {
      high = right;
      [right, atRight] = [left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = f(left);
    }
  }
  return (low + high) / 2;
}

/** Half a standard deviation of a peak, about. */
function halfWidth(f: (y: number) => number, peak: number, size: number): number {
  const d = 0.1 / Math.sqrt(1 + size);
  const curvature = (2 * f(peak) - f(peak + d) - f(peak - d)) / (d * d);
  return 0.55 / Math.sqrt(Math.max(curvature, 1e-9));
}
