import { integrateLogConcave, logBeta } from "perdura/stats/mod.ts";

/**
 * P(X(t) = n) of a new Pareto/NBD customer: alive at t, or dead at some u before, with n purchases
 * by then.
 *
 * The integral over u is taken in ln((m+u)/m), m the smaller of α and β, in which the logarithm of
 * the integrand is concave; nothing is subtracted, so that large n lose no digits.
 */
export function paretoNbdPmf(
  n: number,
  t: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
): number {
  if (t === 0) return n === 0 ? 1 : 0;
  // ln of Γ(r+n) / (Γ(r) n!)
  const logChoose = n === 0 ? 0 : -logBeta(r, n) - Math.log(n);
  const alive = logChoose - r * Math.log1p(t / alpha) - s * Math.log1p(t / beta) +
    (n === 0 ? 0 : -n * Math.log1p(alpha / t));
  const m = Math.min(alpha, beta);
  const dead = integrateLogConcave(
    (v) => {
      const u = m * Math.expm1(v);
      return v - r * Math.log1p(u / alpha) - (s + 1) * Math.log1p(u / beta) -
        (n === 0 ? 0 : n * Math.log1p(alpha / u));
    },
    (v) => {
      const u = m * Math.expm1(v);
      return 1 + (u + m) *
          (-r / (alpha + u) - (s + 1) / (beta + u) +
            (n === 0 ? 0 : n * alpha / (u * (alpha + u))));
    },
    0,
    Math.log1p(t / m),
  );
  return Math.exp(alive) +
    Math.exp(logChoose + Math.log(s * m / beta) + dead);
}
