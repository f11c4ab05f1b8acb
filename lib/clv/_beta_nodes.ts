import { logOnePlusExp } from "perdura/stats/mod.ts";

/** Points p with weights that sum to 1: E[g(p)] ≈ Σ weight · g(p). */
export interface BetaNodes {
  readonly p: Float64Array;
  /** 1 − p, without cancellation. */
  readonly q: Float64Array;
  readonly weight: Float64Array;
}

// Beyond e^-37 nothing is left of 1 but its rounding.
const ROUNDING = 37;
const NEGLIGIBLE = 45;

/**
 * A quadrature for expectations over p ~ Beta(a, b) of functions that are smooth in ln p and
 * ln (1 − p), that are constant for p far below `smallest`, and grow at most like 1 / p.
 *
 * The trapezoidal rule in y = ln(p / (1 − p)), whose error falls like e^(−π²/h) with the step h.
 * Where the density has no end (for small a or b it falls like e^(a y) or e^(−b y)), the remaining
 * geometric series of weights is summed in closed form and put on p = 0 or p = 1.
 *
 * @param smallest scale of p, at most 1, below which the function does not change any more
 */
export function betaNodes(a: number, b: number, smallest: number): BetaNodes {
  const deviation = Math.sqrt((a + b) / a / b);
  const step = Math.min(0.25, 0.7 * deviation);
  const first = Math.log(smallest) - Math.log1p(b) - ROUNDING;
  const last = ROUNDING + Math.log1p(a);
  const mode = Math.log(a / b);
  const logWeight = (y: number): number => -a * logOnePlusExp(-y) - b * logOnePlusExp(y);
  const top = logWeight(mode);
  const p: number[] = [], q: number[] = [], weight: number[] = [];
  const add = (y: number, w: number): void => {
    p.push(y === -Infinity ? 0 : 1 / (1 + Math.exp(-y)));
    q.push(y === Infinity ? 0 : 1 / (1 + Math.exp(y)));
    weight.push(w);
  };
  const walk = (from: number, direction: -1 | 1): void => {
    for (let i = from;; i++) {
      const y = mode + direction * i * step;
      const fall = logWeight(y) - top;
      // 1 / p may make up for what the density has lost.
      if (fall + Math.max(0, Math.min(-y, -Math.log(smallest))) < -NEGLIGIBLE) return;
      const w = Math.exp(fall);
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
  const total = weight.reduce((sum, w) => sum + w, 0);
  return {
    p: Float64Array.from(p),
    q: Float64Array.from(q),
    weight: Float64Array.from(weight, (w) => w / total),
  };
}
