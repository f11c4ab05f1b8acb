import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { type CustomerSummary, ParetoNbd } from "perdura/clv/mod.ts";
import { differentiate } from "perdura/stats/mod.ts";
import { discountedLifetime } from "perdura/clv/_lifetime.ts";
import { paretoNbdPmf } from "perdura/clv/_pareto_nbd_pmf.ts";
import { paretoNbdTruth } from "./_pareto_nbd_truth.ts";

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
  what = "value",
): void {
  expected.forEach((value, i) =>
    assert(
      Math.abs(actual[i]! - value) <= tolerance * Math.abs(value),
      `${what} ${i}: ${actual[i]} is not ${value}`,
    )
  );
}

// The maximum of the likelihood of CDNOW, exact days in weeks; this and the predictions below are
// from mpmath with 24 to 40 digits (shared/research/clv.md, sections 2.2 and 2.3).
const cdnow = ParetoNbd.fromParams({
  r: 0.55327704685318,
  alpha: 10.5776834633023,
  s: 0.606239989127826,
  beta: 11.668735288855,
});
const abz = customers([2, 213 / 7, 272 / 7], [26, 216 / 7, 217 / 7], [0, 0, 39]);

Deno.test("ParetoNbd predicts a new customer's purchases as published", () => {
  assertRelative(
    [1, 10, 39, 52, 78].map((t) => cdnow.expectedPurchases(t)),
    [0.051006375741148, 0.42779355386472, 1.2134040180824, 1.4734342882533, 1.9098661389552],
    1e-12,
  );
  // BTYD's documented values, at its rounded parameters
  const rounded = ParetoNbd.fromParams({ r: 0.55, alpha: 10.56, s: 0.61, beta: 11.64 });
  assertRelative(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((t) => rounded.expectedPurchases(t)),
    [
      0.0507782062,
      0.0991608842,
      0.145425065,
      0.189799299,
      0.232474658,
      0.273612737,
      0.313351594,
      0.351810244,
      0.389092109,
    ],
    2e-9,
  );
  assertRelative([rounded.pmf(0, 39), rounded.pmf(10, 2)], [
    0.59593806959792,
    1.8937075966825e-9,
  ], 1e-12);
  assertRelative(rounded.probabilityAlive(customers([0, 0, 39])), [0.29240310110923], 1e-12);
});

Deno.test("ParetoNbd predicts customers A, B and Z of CDNOW to 12 digits", () => {
  assertRelative(
    cdnow.probabilityAlive(abz),
    [0.86913426361257, 0.997873404715, 0.29427630904787],
    1e-12,
  );
  assertRelative(
    cdnow.conditionalExpectedPurchases(39, abz),
    [1.4552017016024, 20.114820878987, 0.10650408022887],
    1e-12,
  );
  assertRelative(
    cdnow.conditionalExpectedPurchases(52, abz),
    [1.8508905924662, 25.455183503523, 0.13547516706096],
    1e-12,
  );
  assertRelative(
    cdnow.discountedExpectedTransactions(0.0027, abz),
    [6.4824025764768, 86.024367420989, 0.47476358923463],
    1e-12,
  );
  assertRelative(
    cdnow.discountedExpectedTransactions(0.0027, abz, 52),
    [1.7354359546733, 23.881979470616, 0.12702326007109],
    1e-12,
  );
  assertRelative(
    [0, 1, 2, 3, 4, 5].map((n) => cdnow.conditionalPmf(n, 39, abz)[0]!),
    [
      0.408073649798,
      0.219265162243,
      0.151748247896,
      0.0956562314965,
      0.0565789504414,
      0.0319865189532,
    ],
    1e-11,
  );
  assertRelative(cdnow.probabilityAliveAt(52, abz), [0.565949165308], 1e-11);
});

Deno.test("ParetoNbd expects less of a customer who bought more and then fell silent", () => {
  const silent = customers(...[10, 15, 20, 25].map((x) => [x, 20, 39] as [number, number, number]));
  assertRelative(
    cdnow.conditionalExpectedPurchases(52, silent),
    [0.705888445124, 0.144150756225, 0.0224901486661, 0.00309006727275],
    1e-10,
  );
});

Deno.test("ParetoNbd discounts as published for the 78-week fit of CDNOW", () => {
  // BTYD's manual, pnbd.DERT; mpmath in clv.md
  const model = ParetoNbd.fromParams({
    r: 0.5629966,
    alpha: 12.559037,
    s: 0.4081095,
    beta: 10.5148048,
  });
  assertRelative(
    model.discountedExpectedTransactions(0.0027, customers([7, 35, 77.86])),
    [1.864183328071],
    1e-11,
  );
  const rows = Array.from({ length: 10 }, (_, i) => [i + 1, 30, 77.86] as [number, number, number]);
  assertRelative(
    model.discountedExpectedTransactions(0.0027, customers(...rows)),
    [
      2.19915545,
      2.84353441,
      2.86712839,
      2.44541008,
      1.84050192,
      1.26241647,
      0.809618119,
      0.494803619,
      0.292024702,
      0.167927509,
    ],
    3e-9,
  );
});

Deno.test("ParetoNbd is right where published packages return NaN, 0 or 1", () => {
  // CLVTools' regression points and lifetimes' overflow points; mpmath in clv.md
  const heavy = ParetoNbd.fromParams({ r: 0.5143, alpha: 2.8845, s: 0.2856, beta: 14.1087 });
  assertRelative(
    heavy.probabilityAlive(customers(
      [221, 103.42857, 103.57143],
      [254, 97.14286, 97.28571],
      [161, 94.71429, 98],
      [204, 98.57143, 99.42857],
    )),
    [0.999596052317938, 0.999558226123011, 0.749487752258105, 0.994255079637896],
    1e-12,
  );
  const overflow = ParetoNbd.fromParams({ r: 10.465, alpha: 0.00798565181, s: 3.0516, beta: 2.82 });
  const points = customers([40, 5, 6], [50, 1, 37], [50, 4, 37]);
  assertRelative(
    overflow.probabilityAlive(points),
    [0.00188512818736, 1.41714429129e-96, 6.7329748718e-60],
    1e-10,
  );
  assertAlmostEquals(overflow.logProbabilityAlive(points)[1]!, Math.log(1.41714429129e-96), 1e-10);
  const busy = ParetoNbd.fromParams({ r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 });
  assertRelative(
    busy.conditionalExpectedPurchases(10, customers([132, 200, 200], [133, 200, 200])),
    [6.20605178896293, 6.2528722475745],
    1e-13,
  );
});

Deno.test("ParetoNbd's likelihood and ln P(alive) are right to 1e-10 over the whole range", () => {
  for (const [r, alpha, s, beta, x, tx, T, logLikelihood, logAlive] of paretoNbdTruth) {
    const model = ParetoNbd.fromParams({ r: r!, alpha: alpha!, s: s!, beta: beta! });
    const customer = customers([x!, tx!, T!]);
    const point = `at ${[r, alpha, s, beta, x, tx, T].join(", ")}`;
    const check = (actual: number, expected: number): void =>
      assert(
        Math.abs(actual - expected) <= 1e-10 * Math.max(1, Math.abs(expected)),
        `${actual} is not ${expected} ${point}`,
      );
    check(model.logLikelihoodOf(customer)[0]!, logLikelihood!);
    check(model.logProbabilityAlive(customer)[0]!, logAlive!);
  }
});

Deno.test("ParetoNbd's gradient and Hessian are its likelihood's over the whole range", () => {
  const random = seededRandom(11);
  const wide = (from: number, to: number): number => from * (to / from) ** random.next();
  for (let round = 0; round < 150; round++) {
    const model = ParetoNbd.fromParams({
      r: wide(1e-3, 1e4),
      alpha: wide(1e-3, 1e4),
      s: wide(1e-3, 1e4),
      beta: wide(1e-3, 1e4),
    });
    const x = round % 4 === 0 ? 0 : Math.floor(wide(1, 5001));
    const T = wide(0.01, 1e5);
    const tx = x === 0 ? 0 : T * (round % 3 === 0 ? 1 - wide(1e-13, 1e-2) : random.next());
    const { objective } = model.likelihoodOf(customers([x, tx, T]));
    const gradient = new Float64Array(4), hessian = new Float64Array(16);
    const gradientAt = (theta: Float64Array): Float64Array => {
      const g = new Float64Array(4);
      objective.derivatives(theta, g, new Float64Array(16));
      return g;
    };
    const value = objective.derivatives(model.theta, gradient, hessian);
    // What a difference of values can tell: their rounding over the step, and what is left out.
    const scale = 1e-9 * (Math.abs(value) + x + model.params.r + model.params.s + 1) + 1e-7;
    const { theta } = model;
    differentiate((t) => Float64Array.of(objective.value(t)), theta).forEach(([slope], i) =>
      assertAlmostEquals(gradient[i]!, slope!, scale, `round ${round}, gradient ${i}`)
    );
    differentiate(gradientAt, theta).forEach((column, j) =>
      column.forEach((second, i) =>
        assertAlmostEquals(hessian[i * 4 + j]!, second, scale, `round ${round}, ${i} ${j}`)
      )
    );
  }
});

Deno.test("ParetoNbd's mass function keeps its digits far out in the tails", () => {
  // mpmath 1.3 with 40 digits: the integral over the time of death in ln u, on 2,000 panels
  for (
    const [n, t, r, alpha, s, beta, expected] of [
      [0, 39, 0.55, 10.56, 0.61, 11.64, 0.59593806959792],
      [400, 39, 0.55, 10.56, 0.61, 11.64, 1.72724824185825e-44],
      [3, 1000, 0.01, 5000, 1, 0.02, 5.00442756563861e-10],
      [5000, 500, 2000, 200, 30, 4000, 9.8276581836451e-5],
      [1, 1e-3, 5, 1e4, 1e-3, 1e4, 4.99999699975105e-7],
      [50, 52, 100, 50, 1e4, 1e4, 1.42434044685513e-9],
    ] as const
  ) {
    assertAlmostEquals(paretoNbdPmf(n, t, r, alpha, s, beta) / expected, 1, 2e-12);
  }
});

Deno.test("ParetoNbd's discounted lifetime is right at s = 1 and in the corners", () => {
  // mpmath 1.3 with 40 digits: the integral in ln((β+u)/β), on 80 panels
  for (
    const [s, beta, rate, horizon, expected] of [
      [1, 50, 0, 52, 35.64749039280625],
      [1.0000000001, 50, 0, 52, 35.64749039153551],
      [1, 50, 0.0027, Infinity, 89.03591349214263],
      [2, 50, 0.0027, Infinity, 37.98015167856074],
      [0.606, 11.67, 0.0027, Infinity, 75.65119436880885],
      [1e-3, 1e4, 1e-5, Infinity, 99798.78000777706],
      [1e4, 1e4, 0.5, Infinity, 0.6666962962962085],
      [1, 1e-3, 1e-6, Infinity, 0.02014605019319093],
      [3, 1e4, 100, Infinity, 0.009999970000119999],
      [0.5, 20, 0.1, 3, 2.505661334179899],
      [1e4, 1e-3, 0.01, 100, 1.0001000090007e-7],
    ] as const
  ) {
    assertAlmostEquals(discountedLifetime(s, beta, rate, horizon) / expected, 1, 1e-13);
  }
});

Deno.test("ParetoNbd with covariates is the model with each customer's own rates", () => {
  const model = ParetoNbd.fromParams({
    r: 0.55,
    alpha: 10.6,
    s: 0.61,
    beta: 11.7,
    "purchase.age": 0.4,
    "purchase.web": -0.2,
    "dropout.age": 0.3,
  });
  const summary: CustomerSummary = {
    ...abz,
    covariates: {
      purchase: {
        rows: 3,
        columns: 2,
        values: Float64Array.of(1, 0, -0.5, 1, 2, 1),
        names: ["age", "web"],
      },
      dropout: { rows: 3, columns: 1, values: Float64Array.of(1, -0.5, 2), names: ["age"] },
    },
  };
  const logAlpha = [0.4, -0.4, 0.6], logBeta = [0.3, -0.15, 0.6];
  [0, 1, 2].forEach((i) => {
    const own = ParetoNbd.fromParams({
      r: 0.55,
      alpha: 10.6 * Math.exp(-logAlpha[i]!),
      s: 0.61,
      beta: 11.7 * Math.exp(-logBeta[i]!),
    });
    for (
      const predict of [
        (m: ParetoNbd, s: CustomerSummary) => m.logLikelihoodOf(s),
        (m: ParetoNbd, s: CustomerSummary) => m.probabilityAlive(s),
        (m: ParetoNbd, s: CustomerSummary) => m.conditionalExpectedPurchases(39, s),
        (m: ParetoNbd, s: CustomerSummary) => m.discountedExpectedTransactions(0.003, s),
        (m: ParetoNbd, s: CustomerSummary) => m.conditionalPmf(2, 39, s),
      ]
    ) assertRelative([predict(model, summary)[i]!], [predict(own, abz)[i]!], 1e-13);
  });
  const age = model.expectedPurchases(39, { "purchase.age": 1, "dropout.age": 1 });
  const same = ParetoNbd.fromParams({
    r: 0.55,
    alpha: 10.6 * Math.exp(-0.4),
    s: 0.61,
    beta: 11.7 * Math.exp(-0.3),
  });
  assertAlmostEquals(age, same.expectedPurchases(39), 1e-13);
  assertThrows(() => model.probabilityAlive(abz), InputError, "purchase.age");
  assertThrows(() => model.expectedPurchases(39, { "purchase.agee": 1 }), InputError, "agee");
});
