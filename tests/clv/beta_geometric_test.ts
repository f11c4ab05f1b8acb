import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { BgCnbdK, BgNbd, type CustomerSummary, MbgCnbdK, MbgNbd } from "perdura/clv/mod.ts";
import { logOnePlusExp } from "perdura/stats/mod.ts";
import { betaNodes } from "perdura/clv/_beta_nodes.ts";
import { betaRatio, betaRatios } from "perdura/clv/_beta_ratio.ts";
import { discountedPurchasesOf } from "perdura/clv/_bg_discounted.ts";
import { bgLogLikelihood, chances, logOddsLost } from "perdura/clv/_bg_likelihood.ts";
import { expectedPurchasesOf, pmfOf, survivalOf } from "perdura/clv/_bg_process.ts";
import { stageCounts, stageProbability, stageTail } from "perdura/clv/_bg_stages.ts";
import { logRisingTable } from "perdura/clv/_pareto_nbd_likelihood.ts";
import { dertTruth, detTruth, likelihoodTruth, processTruth } from "./_beta_geometric_truth.ts";

function customers(...rows: [x: number, tx: number, T: number][]): CustomerSummary {
  return {
    customerId: rows.map((_, i) => `${i + 1}`),
    frequency: Float64Array.from(rows, ([x]) => x),
    recency: Float64Array.from(rows, ([, tx]) => tx),
    T: Float64Array.from(rows, ([, , T]) => T),
  };
}

function assertRelative(
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
): void {
  expected.forEach((value, i) =>
    assert(
      Math.abs(actual[i]! - value) <= tolerance * Math.abs(value),
      `entry ${i}: ${actual[i]} is not ${value}`,
    )
  );
}

// The maxima of the likelihood of CDNOW, exact days in weeks; these and the predictions below are
// from mpmath with 24 to 40 digits (shared/research/clv.md, sections 2.2 and 2.3).
const bg = BgNbd.fromParams({
  r: 0.242594522430157,
  alpha: 4.4136020190135,
  a: 0.792922017225598,
  b: 2.42590677682633,
});
const mbg = MbgNbd.fromParams({
  r: 0.524843159106298,
  alpha: 6.183085279576,
  a: 0.891359390732216,
  b: 1.61400224017034,
});
const abz = customers([2, 213 / 7, 272 / 7], [26, 216 / 7, 217 / 7], [0, 0, 39]);

Deno.test("BgNbd and MbgNbd predict a new customer's purchases as published", () => {
  const at = [1, 10, 39, 52, 78];
  assertRelative(
    at.map((t) => bg.expectedPurchases(t)),
    [0.053184291503217, 0.43175869857913, 1.1950100406518, 1.4440123973399, 1.8579583901132],
    1e-13,
  );
  assertRelative(
    at.map((t) => mbg.expectedPurchases(t)),
    [0.053060323433574, 0.43325095554536, 1.1822797511308, 1.4188848767712, 1.8036304174578],
    1e-13,
  );
});

Deno.test("BgNbd and MbgNbd give P(alive) and conditional expectations as published", () => {
  assertRelative(bg.probabilityAlive(abz), [0.72662031166237, 0.96885444139767, 1], 1e-13);
  assertRelative(
    mbg.probabilityAlive(abz),
    [0.70613847898535, 0.96548464915789, 0.38932774974757],
    1e-13,
  );
  assertRelative(
    bg.conditionalExpectedPurchases(39, abz),
    [1.2259944552873, 20.74890290265, 0.19421559975783],
    1e-13,
  );
  assertRelative(
    mbg.conditionalExpectedPurchases(39, abz),
    [1.2627588508636, 19.44660799578, 0.15338125835009],
    1e-12,
  );
  assertRelative([bg.conditionalExpectedPurchases(52, abz)[1]!], [25.757336970269], 1e-13);
  // Hardie's spreadsheet, at rounded parameters (lifetimes tests to 1e-3)
  const rounded = BgNbd.fromParams({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
  assertRelative(
    rounded.conditionalExpectedPurchases(39, customers([2, 30.43, 38.86])),
    [1.2260281747671],
    1e-12,
  );
});

Deno.test("BgNbd shows the paradox: the more a customer who has stopped bought, the less is to come", () => {
  const stopped = customers(
    [10, 20, 39],
    [15, 20, 39],
    [20, 20, 39],
    [25, 20, 39],
  );
  assertRelative(
    bg.conditionalExpectedPurchases(52, stopped),
    [0.3474837737, 0.0428370163376, 0.00415927430991, 0.000358393823029],
    1e-10,
  );
});

Deno.test("BgNbd gives the probabilities of Hardie and lifetimes at their parameters", () => {
  const model = BgNbd.fromParams({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
  assertRelative([model.pmf(10, 2), model.pmf(0, 39)], [
    1.0786896403691e-7,
    0.57378635209601,
  ], 1e-12);
  assertRelative(
    Array.from({ length: 10 }, (_, i) => model.pmf(11 + i, 30)),
    [
      0.001999521447,
      0.00151702363,
      0.001163315007,
      0.0009003147896,
      0.0007023637659,
      0.0005517902426,
      0.0004361912809,
      0.0003467171396,
      0.0002769612648,
      0.000222226048,
    ],
    1e-9,
  );
});

Deno.test("BgNbd and MbgNbd give the log-likelihoods of Hardie's note 027", () => {
  const params = { r: 0.25, alpha: 4, a: 0.8, b: 2.5 };
  const two = customers([200, 38, 40], [0, 0, 40]);
  assertRelative(
    BgNbd.fromParams(params).logLikelihoodOf(two),
    [100.795693092706, -0.599473818199593],
    1e-14,
  );
  assertRelative(
    MbgNbd.fromParams(params).logLikelihoodOf(two),
    [100.786909760991, -0.41792826204498],
    1e-14,
  );
});

Deno.test("logOddsLost and bgLogLikelihood are right over the whole range", () => {
  for (const [k, modified, r, alpha, a, b, x, tx, T, logLikelihood, logAlive] of likelihoodTruth) {
    const kind = { k: k!, modified: modified === 1 };
    const odds = logOddsLost(kind, r!, alpha!, a!, b!, x!, tx!, T!);
    const rest = logRisingTable(r!, k! * x!).at(-1)! +
      bgLogLikelihood(kind, r!, alpha!, x!, tx!, T!, odds);
    const m = chances(kind, x!);
    const tolerance = 1e-11 * Math.max(1, Math.abs(logLikelihood!));
    assertAlmostEquals(rest + betaRatio(a!, b!, m).value, logLikelihood!, tolerance);
    assertAlmostEquals(rest + betaRatios(a!, b!, m).at(-1)!.value, logLikelihood!, tolerance);
    assertAlmostEquals(-logOnePlusExp(odds), logAlive!, 1e-12 * Math.abs(logAlive!));
  }
});

Deno.test("betaRatio has the derivatives of a sum of logarithms, summed or by special functions", () => {
  for (const m of [0, 1, 30, 31, 4000]) {
    const one = betaRatio(0.7, 2.4, m);
    const other = betaRatios(0.7, 2.4, m).at(-1)!;
    for (const key of ["value", "a", "b", "aa", "bb"] as const) {
      assertAlmostEquals(one[key], other[key], 1e-11 * Math.max(1, Math.abs(other[key])), key);
    }
  }
});

Deno.test("betaRatio keeps its digits where nearly everybody is lost, or nobody", () => {
  assertRelative([betaRatio(1e4, 1e-3, 1).value], [Math.log(1e-3 / (1e4 + 1e-3))], 1e-15);
  assertRelative([betaRatio(1e-9, 1e4, 1).value], [Math.log1p(-1e-9 / (1e4 + 1e-9))], 1e-15);
});

function customerOf(row: readonly number[]) {
  const [k, done, shape, scale, a, b] = row as [number, number, number, number, number, number];
  return { k, done, shape, scale, a, b };
}

Deno.test("expectedPurchasesOf and survivalOf are right for few purchases and for millions", () => {
  for (const row of processTruth) {
    const [t, expected, alive] = row.slice(6) as [number, number, number];
    assertRelative([expectedPurchasesOf(customerOf(row), t)], [expected], 1e-12);
    // Where P(alive) is below the rounding of 1, nine digits are left of it.
    assertRelative([survivalOf(customerOf(row), t)], [alive], alive > 1e-16 ? 1e-12 : 1e-8);
  }
});

Deno.test("discountedPurchasesOf is right for ever and to a horizon", () => {
  for (const row of dertTruth) {
    const [rate, dert] = row.slice(6) as [number, number];
    assertRelative([discountedPurchasesOf(customerOf(row), rate, Infinity)], [dert], 1e-12);
  }
  for (const row of detTruth) {
    const [rate, horizon, det] = row.slice(6) as [number, number, number];
    assertRelative([discountedPurchasesOf(customerOf(row), rate, horizon)], [det], 1e-11);
  }
});

Deno.test("pmfOf sums to 1 with the right mean where customers are half way to a purchase", () => {
  const customer = { k: 4, done: 3, shape: 9, scale: 12, a: 0.5, b: 3 };
  let total = 0, mean = 0;
  for (let n = 0; n < 200; n++) {
    const probability = pmfOf(customer, n, 20);
    total += probability;
    mean += n * probability;
  }
  assertAlmostEquals(total, 1, 1e-13);
  assertRelative([mean], [expectedPurchasesOf(customer, 20)], 1e-12);
});

Deno.test("stageTail is the sum of the probabilities above, in either tail", () => {
  for (const [shape, tau] of [[0.3, 5], [40, 0.5], [2000, 3], [0.002, 1e5]] as const) {
    for (const n of [1, 7, 60, 5000]) {
      const by = stageTail(n, shape, tau);
      assertRelative([stageTail(n + 1, shape, tau) + stageProbability(n, shape, tau)], [by], 1e-11);
    }
  }
});

Deno.test("stageCounts gives up where the sum would be too long", () => {
  assertEquals(stageCounts(2, 1e5, 1), undefined);
  const { from, probabilities } = stageCounts(50, 2, 1)!;
  probabilities.forEach((value, i) => {
    if (value > 1e-200) assertRelative([value], [stageProbability(from + i, 50, 2)], 1e-11);
  });
});

Deno.test("betaNodes integrate powers of p and 1 − p exactly, for every shape", () => {
  for (const a of [1e-3, 0.5, 1, 30, 1e4]) {
    for (const b of [1e-3, 0.5, 1, 30, 1e4]) {
      const nodes = betaNodes(a, b, { smallest: 1, log: () => 0 });
      const mean = (g: (p: number, q: number) => number): number =>
        nodes.weight.reduce((sum, w, i) => sum + w * g(nodes.p[i]!, nodes.q[i]!), 0);
      assertRelative([mean(() => 1), mean((p) => p), mean((_, q) => q)], [
        1,
        a / (a + b),
        b / (a + b),
      ], 1e-10);
    }
  }
});

Deno.test("conditional quantities are P(alive) times those of a new customer at the posterior", () => {
  const summary = customers([2, 30, 39], [7, 20, 39]);
  const alive = bg.probabilityAlive(summary);
  summary.frequency.forEach((x, i) => {
    const { r, alpha, a, b } = bg.params;
    const posterior = BgNbd.fromParams({ r: r + x, alpha: alpha + summary.T[i]!, a, b: b + x });
    assertRelative(
      [
        bg.conditionalExpectedPurchases(20, summary)[i]!,
        bg.conditionalPmf(3, 20, summary)[i]!,
      ],
      [
        alive[i]! * posterior.expectedPurchases(20),
        alive[i]! * posterior.pmf(3, 20),
      ],
      1e-13,
    );
  });
});

Deno.test("BgCnbdK and MbgCnbdK with k = 1 are BgNbd and MbgNbd", () => {
  const pairs = [
    [bg, BgCnbdK.fromParams({ ...bg.params, k: 1 })],
    [mbg, MbgCnbdK.fromParams({ ...mbg.params, k: 1 })],
  ] as const;
  for (const [plain, regular] of pairs) {
    assertEquals(
      regular.conditionalExpectedPurchases(9, abz),
      plain.conditionalExpectedPurchases(9, abz),
    );
    assertEquals(regular.logLikelihoodOf(abz), plain.logLikelihoodOf(abz));
  }
});

Deno.test("BgCnbdK notices sooner that a regular customer is late", () => {
  // Five purchases, ten weeks apart, then nothing for 18 weeks; the same purchase rate.
  const late = customers([5, 50, 68]);
  const [irregular] = BgCnbdK.fromParams({ r: 2, alpha: 20, a: 1, b: 4, k: 1 })
    .probabilityAlive(late);
  const [regular] = BgCnbdK.fromParams({ r: 2, alpha: 20 / 6, a: 1, b: 4, k: 6 })
    .probabilityAlive(late);
  assert(regular! < 0.6 * irregular!, `${regular} and ${irregular}`);
});

Deno.test("BgCnbdK needs the times between purchases for its likelihood, and checks them", () => {
  const model = BgCnbdK.fromParams({ r: 2, alpha: 20, a: 1, b: 4, k: 3 });
  const summary = customers([5, 50, 68]);
  assertThrows(() => model.logLikelihoodOf(summary), InputError, "logIntervals");
  const wrongUnit = { ...summary, logIntervals: Float64Array.of(5 * Math.log(70)) };
  assertThrows(() => model.logLikelihoodOf(wrongUnit), InputError, "time unit");
  assertThrows(() => BgCnbdK.fromParams({ ...model.params, k: 2.5 }), InputError, "k: it is 2.5");
  assertThrows(() => MbgCnbdK.fromParams({ ...model.params, k: 25 }), InputError, "from 1 to 24");
});
