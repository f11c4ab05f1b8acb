import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  digamma,
  logBeta,
  logGamma,
  logOnePlusExp,
  stirlingRemainder,
  trigamma,
} from "perdura/stats/mod.ts";

function assertRelative(actual: number, expected: number, tolerance: number, what: string): void {
  assert(
    Math.abs(actual - expected) <= tolerance * Math.max(Math.abs(expected), 1),
    `${what}: ${actual} is not ${expected}`,
  );
}

// x, ln Γ, ψ, ψ′, Stirling remainder: mpmath 1.3 with 40 digits.
const gammaTruth = [
  [1e-3, 6.9071788853838537, -1000.5755719318103, 1000001.6425331959, 2.5422704679670946],
  [0.1, 2.252712651734206, -10.423754940411077, 101.43329915079276, 0.51274008133191494],
  [0.5, 0.57236494292470009, -1.9635100260214235, 4.9348022005446793, 0.15342640972002735],
  [1, 0, -0.57721566490153286, 1.6449340668482264, 0.081061466795327258],
  [1.4616321449683623, -0.12148629053584961, 0, 0.96767224544762121, 0.056216264449475582],
  [2, 0, 0.42278433509846714, 0.64493406684822644, 0.041340695955409294],
  [3.7, 1.4280723266653879, 1.1671535393615114, 0.31003785767003832, 0.022468770580143147],
  [9.99, 12.779315214350193, 2.2507003728312011, 0.10527695014824179, 0.0083388967977343303],
  [10, 12.80182748008147, 2.2517525890667211, 0.10516633568168575, 0.0083305634333628713],
  [12.5, 18.734347511936446, 2.485195651274912, 0.08328522460157837, 0.0066652470327076824],
  [137.25, 536.72625368995517, 4.9181566693782119, 0.0073125816737803012, 0.00060716346722082022],
  [5e4, 490984.42327157182, 10.81976828437695, 2.0000200001333333e-5, 1.6666666666444444e-6],
  [1e8, 1742068066.1038347, 18.420680738952365, 1.000000005e-8, 8.3333333333333333e-10],
] as const;

Deno.test("logGamma, digamma, trigamma and stirlingRemainder are right to 15 digits", () => {
  for (const [x, logarithm, first, second, remainder] of gammaTruth) {
    assertRelative(logGamma(x), logarithm, 4e-15, `logGamma(${x})`);
    assertRelative(digamma(x), first, 2e-15, `digamma(${x})`);
    assertRelative(trigamma(x) / second, 1, 2e-15, `trigamma(${x})`);
    assertRelative(stirlingRemainder(x), remainder, 4e-15, `stirlingRemainder(${x})`);
  }
  assertEquals(logGamma(0), Infinity);
});

Deno.test("logGamma, digamma and trigamma obey their recurrences", () => {
  fc.assert(fc.property(fc.double({ min: 0.1, max: 1e4, noNaN: true }), (x) => {
    assertRelative(logGamma(x + 1), logGamma(x) + Math.log(x), 1e-14, `at ${x}`);
    assertRelative(digamma(x + 1), digamma(x) + 1 / x, 1e-14, `at ${x}`);
    assertRelative(trigamma(x + 1) + 1 / (x * x), trigamma(x), 1e-14, `at ${x}`);
  }));
});

Deno.test("logBeta keeps its digits where the terms of its definition cancel", () => {
  // mpmath 1.3 with 40 digits
  for (
    const [a, b, expected] of [
      [0.17, 26908, -0.038196762986481961],
      [1e-3, 1e-3, 7.6009008170083474],
      [2.5, 3.5, -3.3018352699620526],
      [12, 1e6, -148.2838848494444],
      [300, 400, -479.688451037132],
      [1e8, 0.5, -8.6379754278014826],
      [5e7, 1e4, -95176.617970831822],
    ] as const
  ) {
    assertRelative(logBeta(a, b), expected, 4e-15, `logBeta(${a}, ${b})`);
    assertEquals(logBeta(b, a), logBeta(a, b));
  }
});

Deno.test("logOnePlusExp neither overflows nor loses small values", () => {
  assertEquals(logOnePlusExp(1000), 1000);
  assertAlmostEquals(logOnePlusExp(-50) / Math.exp(-50), 1, 1e-15);
  assertAlmostEquals(logOnePlusExp(0), Math.LN2, 1e-16);
  assertEquals(logOnePlusExp(-Infinity), 0);
});
