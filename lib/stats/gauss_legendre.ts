/** A quadrature rule on [0, 1]: ∫₀¹ f ≈ Σ weights[k] · f(nodes[k]). */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const rules = new Map<number, QuadratureRule>();

/**
 * The Gauss–Legendre rule with n nodes on [0, 1], exact for polynomials up to degree 2n − 1.
 *
 * @param n number of nodes, at least 1
 *
 * @example
 * ```ts
 * import { gaussLegendre } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { nodes, weights } = gaussLegendre(8);
 * let integral = 0;
 * nodes.forEach((x, k) => integral += weights[k]! * Math.exp(x));
 * assertAlmostEquals(integral, Math.E - 1, 1e-14);
 * ```
 */
export function gaussLegendre(n: number): QuadratureRule {
  const known = rules.get(n);
  if (known) return known;
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let k = 0; 2 * k < n; k++) {
    // Newton's method on the Legendre polynomial, from Tricomi's approximation of its root.
    let x = Math.cos(Math.PI * (k + 0.75) / (n + 0.5));
    let slope = 0;
    for (let step = 0; step < 8; step++) {
      let before = 1, value = x;
      for (let j = 2; j <= n; j++) {
        [before, value] = [
          value,
          ((2 * j - 1) * x * value - (j - 1) * before) / j,
        ];
      }
      slope = n * (x * value - before) / (x * x - 1);
      x -= value / slope;
    }
    const weight = 1 / ((1 - x * x) * slope * slope);
    nodes[k] = (1 - x) / 2;
    nodes[n - 1 - k] = (1 + x) / 2;
    weights[k] = weights[n - 1 - k] = weight;
  }
  const rule = { nodes, weights };
  rules.set(n, rule);
  return rule;
}
