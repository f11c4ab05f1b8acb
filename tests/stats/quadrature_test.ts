import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { fastExp, gaussLegendre, integrateLogConcave, logGamma } from "perdura/stats/mod.ts";

Deno.test("gaussLegendre integrates polynomials of degree 2n − 1 exactly", () => {
  for (const n of [1, 2, 5, 12, 20, 64]) {
    const { nodes, weights } = gaussLegendre(n);
    for (const degree of [0, 1, n, 2 * n - 1]) {
      const integral = nodes.reduce((sum, x, k) => sum + weights[k]! * x ** degree, 0);
      assertAlmostEquals(integral * (degree + 1), 1, 2e-13, `n ${n}, degree ${degree}`);
    }
    const beyond = nodes.reduce((sum, x, k) => sum + weights[k]! * x ** (2 * n), 0);
    if (n <= 5) assert(Math.abs(beyond * (2 * n + 1) - 1) > 1e-7, "and no further");
  }
});

Deno.test("integrateLogConcave finds narrow, flat and one-sided integrands", () => {
  const normal = (sd: number): number =>
    integrateLogConcave((v) => -v * v / (2 * sd * sd), (v) => -v / (sd * sd), -20, 30);
  for (const sd of [1e-6, 0.01, 1, 3]) {
    assertAlmostEquals(normal(sd), Math.log(sd * Math.sqrt(2 * Math.PI)), 1e-9, `sd ${sd}`);
  }
  assertAlmostEquals(integrateLogConcave(() => 700, () => 0, 0, 5), 700 + Math.log(5), 1e-12);
  // ∫ u^(a−1) e^−u du = Γ(a), in v = ln u
  for (const a of [0.05, 1, 40, 5000]) {
    const integral = integrateLogConcave(
      (v) => a * v - Math.exp(v),
      (v) => a - Math.exp(v),
      -1000,
      20,
    );
    assertAlmostEquals(integral, logGamma(a), 1e-12 * Math.max(1, logGamma(a)), `a ${a}`);
  }
  assertEquals(integrateLogConcave((v) => v, () => 1, 2, 2), -Infinity);
});

Deno.test("fastExp is Math.exp to one rounding, and 0 where that hardly differs", () => {
  for (let x = -699; x < 699; x += 0.0371) {
    assert(Math.abs(fastExp(x) / Math.exp(x) - 1) <= 4.5e-16, `at ${x}`);
  }
  assertEquals(fastExp(0), 1);
  assertEquals(fastExp(-1e6), 0);
});
