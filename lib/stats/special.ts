import { fastExp } from "./fast_exp.ts";

const HALF_LOG_TWO_PI = 0.918938533204672741780329736406;

// Asymptotic series are used from here on; smaller arguments are moved up by recurrence.
const ASYMPTOTIC_FROM = 10;

/** δ(x) for x ≥ 10: the Bernoulli series, whose first neglected term is below 4e-17 there. */
function stirlingSeries(x: number): number {
  const z = 1 / (x * x);
  return (1 / 12 -
    z * (1 / 360 -
        z * (1 / 1260 -
            z * (1 / 1680 -
                z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156 - z * (3617 / 122400)))))))) / x;
}

/**
 * What Stirling's formula leaves out: δ(x) = ln Γ(x) − (x − ½) ln x + x − ½ ln 2π.
 *
 * Where ln Γ of large arguments is subtracted, subtract these instead and the large parts by hand:
 * nothing cancels.
 *
 * @param x above 0
 * @returns δ(x), about 1 / (12 x) for large x; absolute error below 1e-14 for x ≥ 1e-3
 *
 * @example
 * ```ts
 * import { stirlingRemainder } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(stirlingRemainder(1), 1 - 0.5 * Math.log(2 * Math.PI), 1e-14);
 * ```
 *
 * Source: Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */
export function stirlingRemainder(x: number): number {
  if (x >= ASYMPTOTIC_FROM) return stirlingSeries(x);
  return logGamma(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
}

/**
 * ln Γ(x), the logarithm of the gamma function.
 *
 * @param x above 0
 * @returns ln Γ(x), to about 2e-15 absolutely or relatively, whichever is looser; Infinity at 0
 *
 * @example
 * ```ts
 * import { logGamma } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(logGamma(5), Math.log(24), 1e-14);
 * ```
 */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < ASYMPTOTIC_FROM) {
    product *= y;
    y += 1;
  }
  const large = (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI +
    stirlingSeries(y);
  return y === x ? large : large - Math.log(product);
}

/**
 * ψ(x) = d ln Γ(x) / dx, the digamma function.
 *
 * @param x above 0
 * @returns ψ(x), to about 1e-15 absolutely or relatively, whichever is looser
 *
 * @example
 * ```ts
 * import { digamma } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(digamma(1), -0.5772156649015329, 1e-15);
 * ```
 */
export function digamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < ASYMPTOTIC_FROM) {
    shift += 1 / y;
    y += 1;
  }
  const z = 1 / (y * y);
  const series = z * (1 / 12 -
    z * (1 / 120 -
        z * (1 / 252 -
            z * (1 / 240 -
                z * (1 / 132 - z * (691 / 32760 - z * (1 / 12 - z * (3617 / 8160))))))));
  return Math.log(y) - 0.5 / y - series - shift;
}

/**
 * ψ′(x), the trigamma function: the curvature of ln Γ.
 *
 * @param x above 0
 * @returns ψ′(x), to about 1e-15 relatively
 *
 * @example
 * ```ts
 * import { trigamma } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(trigamma(1), Math.PI ** 2 / 6, 1e-15);
 * ```
 */
export function trigamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < ASYMPTOTIC_FROM) {
    shift += 1 / (y * y);
    y += 1;
  }
  const z = 1 / (y * y);
  const series = z * (1 / 6 -
    z * (1 / 30 -
        z * (1 / 42 -
            z * (1 / 30 - z * (5 / 66 - z * (691 / 2730 - z * (7 / 6 - z * (3617 / 510))))))));
  return 1 / y + 0.5 * z + series / y + shift;
}

/**
 * ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), the logarithm of the beta function.
 *
 * @param a above 0
 * @param b above 0
 * @returns ln B(a, b); accurate also where a or b is so large that the three terms would cancel
 *
 * @example
 * ```ts
 * import { logBeta } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(logBeta(2, 3), Math.log(1 / 12), 1e-14);
 * ```
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < ASYMPTOTIC_FROM) {
    return logGamma(small) + logGamma(large) - logGamma(small + large);
  }
  const remainders = stirlingSeries(large) - stirlingSeries(small + large);
  // ln Γ(large) − ln Γ(small + large), its leading parts put together
  const ratio = remainders - (large - 0.5) * Math.log1p(small / large) + small;
  if (small < ASYMPTOTIC_FROM) {
    return logGamma(small) + ratio - small * Math.log(small + large);
  }
  return HALF_LOG_TWO_PI + stirlingSeries(small) - 0.5 * Math.log(small) +
    remainders - (large - 0.5) * Math.log1p(small / large) -
    small * Math.log1p(large / small);
}

/**
 * ln(1 + eˣ), without overflow for large x or loss of digits for very negative x.
 *
 * @example
 * ```ts
 * import { logOnePlusExp } from "perdura/stats/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logOnePlusExp(1000), 1000);
 * ```
 */
export function logOnePlusExp(x: number): number {
  return x > 0 ? x + Math.log1p(fastExp(-x)) : Math.log1p(fastExp(x));
}
