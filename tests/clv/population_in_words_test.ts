import { assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import {
  BgCnbdK,
  BgNbd,
  fitBgNbd,
  GammaGamma,
  ParetoNbd,
  purchasesInWords,
  spendInWords,
} from "perdura/clv/mod.ts";
import { simulateBase } from "./_simulate.ts";

// r / α and the share who leave within a year, by hand.
const pareto = ParetoNbd.fromParams({ r: 0.55, alpha: 11, s: 0.6, beta: 12 });

Deno.test("purchasesInWords() says what the parameters of the Pareto/NBD model mean", () => {
  const [rate, spread, leave, purchases] = purchasesInWords(pareto, 52);
  assertAlmostEquals(rate!.estimate, 0.05, 1e-12);
  assertAlmostEquals(spread!.estimate, 1 / Math.sqrt(0.55), 1e-12);
  assertAlmostEquals(leave!.estimate, 1 - (12 / 64) ** 0.6, 1e-12);
  assertAlmostEquals(purchases!.estimate, pareto.expectedPurchases(52), 1e-12);
});

Deno.test("purchasesInWords() knows that k stages make a purchase", () => {
  const params = { r: 0.5, alpha: 10, a: 0.8, b: 2.4 };
  const [one, , leave] = purchasesInWords(BgNbd.fromParams(params));
  const [two] = purchasesInWords(BgCnbdK.fromParams({ ...params, k: 2 }));
  assertAlmostEquals(two!.estimate, one!.estimate / 2, 1e-12);
  assertAlmostEquals(leave!.estimate, 0.25, 1e-12);
});

Deno.test("spendInWords() leaves out a spread that is infinite", () => {
  const [mean, spread] = spendInWords(GammaGamma.fromParams({ p: 6, q: 6, v: 15 }));
  assertAlmostEquals(mean!.estimate, 18, 1e-12);
  assertAlmostEquals(spread!.estimate, 0.5, 1e-12);
  assertEquals(spendInWords(GammaGamma.fromParams({ p: 6, q: 1.8, v: 15 })).length, 1);
});

Deno.test("purchasesInWords() keeps the interval of a share between 0 and 1, however weak the fit", () => {
  const few = simulateBase({ r: 0.9, alpha: 9, a: 4, b: 0.2, customers: 25, seed: 3 });
  const leave = purchasesInWords(fitBgNbd(few)).find(({ formula }) => formula === "a / (a + b)")!;
  assertGreater(leave.upper, leave.estimate);
  assertLess(leave.upper, 1 + 1e-12);
});

Deno.test("purchasesInWords() gives intervals around what the customers were drawn from", () => {
  const truth = { r: 0.9, alpha: 9, a: 0.6, b: 2.4 };
  const fitted = fitBgNbd(simulateBase({ ...truth, customers: 3000, seed: 5 }));
  for (const { estimate, lower, upper, formula } of purchasesInWords(fitted)) {
    assertLess(lower, estimate);
    assertGreater(upper, estimate);
    // Five standard errors at most, from the ends of ± 1.96 on the logarithmic scale.
    const reach = 2.5 * Math.log(upper / lower) / 1.96;
    const value = purchasesInWords(BgNbd.fromParams(truth))
      .find((other) => other.formula === formula)!.estimate;
    assertLess(Math.abs(Math.log(value / estimate)), reach, formula);
  }
});
