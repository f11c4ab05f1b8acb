import { integrateLogConcave } from "perdura/stats/mod.ts";

/**
 * (1 − e^(−z l)) / z, with its limit l at z = 0: what ∫ of e^(−z v) from 0 to l is.
 */
export function expIntegral(z: number, l: number): number {
  return z === 0 ? l : -Math.expm1(-z * l) / z;
}

/**
 * The expected discounted time that a customer is alive in (0, h], where the dropout rate is
 * Gamma(s, β) distributed: ∫₀ʰ e^(−δu) (β/(β+u))^s du.
 *
 * @param s shape of the dropout rates
 * @param beta their rate parameter, in time units
 * @param rate δ ≥ 0, continuous discount rate per time unit
 * @param horizon h, may be Infinity where δ > 0
 */
export function discountedLifetime(
  s: number,
  beta: number,
  rate: number,
  horizon: number,
): number {
  if (rate === 0) return beta * expIntegral(s - 1, Math.log1p(horizon / beta));
  // With u = β (e^v − 1) the integrand is β exp(−(s − 1) v − c (e^v − 1)).
  const c = rate * beta;
  // Beyond this the integrand has fallen by e^-80 from where it stopped rising.
  const last = Math.log1p(Math.min(horizon / beta, (80 + 2 * Math.abs(Math.log(c))) / c));
  return beta * Math.exp(integrateLogConcave(
    (v) => -(s - 1) * v - c * Math.expm1(v),
    (v) => -(s - 1) - c * Math.exp(v),
    0,
    last,
  ));
}
