import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, seededRandom } from "perdura/core/mod.ts";
import { fitGammaGamma, fitParetoNbd, ParetoNbd } from "perdura/clv/mod.ts";
import { climb, type Objective, sumOf } from "perdura/stats/mod.ts";
import { smoothWeights } from "perdura/clv/_pareto_smoothing.ts";
import { Posterior } from "perdura/clv/posterior.ts";
import { ridgeProposal } from "perdura/clv/_ridge_proposal.ts";
import { realData, withoutRealData } from "../_data.ts";
import { readCdnow } from "./_cdnow.ts";
import { simulateParetoBase } from "./_simulate.ts";

const base = { customers: 400, r: 0.9, alpha: 5, s: 0.8, beta: 10, seed: 5 };

Deno.test("smoothWeights measures how heavy the tail of the weights is", () => {
  // Weights U^-k have a tail of shape k.
  for (const k of [0.2, 0.5, 0.9]) {
    let mean = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const random = seededRandom(seed);
      const logWeights = Float64Array.from(
        { length: 20_000 },
        () => -k * Math.log(1 - random.next()),
      );
      const { weights, paretoK } = smoothWeights(logWeights);
      mean += paretoK / 10;
      assertAlmostEquals(sumOf(weights), 1, 1e-12);
    }
    assertAlmostEquals(mean, k, 0.07);
  }
});

Deno.test("smoothWeights counts equal weights in full, and one enormous weight as one", () => {
  const equal = smoothWeights(new Float64Array(1000));
  assertAlmostEquals(equal.effectiveSampleSize, 1000, 1e-6);
  assert(equal.paretoK < 0.7);
  const spike = smoothWeights(new Float64Array(1000).map((_, i) => i === 7 ? 50 : Math.sin(i)));
  assert(!(spike.paretoK < 0.7), `k ${spike.paretoK}`);
  // Draws outside the domain have no weight.
  const some = smoothWeights(new Float64Array(100).map((_, i) => i % 2 ? 0 : -Infinity));
  assertAlmostEquals(some.effectiveSampleSize, 50, 1e-6);
});

Deno.test("ridgeProposal covers a long, curved and skewed density almost perfectly", () => {
  // y around x² with a spread of 0.3, x normal: a banana
  const banana: Objective = {
    dimension: 2,
    value: ([x, y]) => -x! * x! / 2 - (y! - x! * x!) ** 2 / 0.18,
    derivatives(theta, gradient, hessian) {
      const [x, y] = theta as unknown as [number, number];
      const d = (y - x * x) / 0.09;
      gradient.set([-x + 2 * x * d, -d]);
      hessian.set([-1 + 2 * d - 4 * x * x / 0.09, 2 * x / 0.09, 2 * x / 0.09, -1 / 0.09]);
      return this.value(theta);
    },
  };
  const mode = climb(banana, Float64Array.of(0.5, 0.5));
  const proposal = ridgeProposal(banana, mode);
  const random = seededRandom(1);
  const theta = new Float64Array(2);
  const points: number[][] = [];
  const logWeights = Float64Array.from({ length: 4000 }, () => {
    const logDensity = proposal.draw(random, theta);
    points.push([...theta]);
    return banana.value(theta) - logDensity;
  });
  const { weights, paretoK, effectiveSampleSize } = smoothWeights(logWeights);
  assert(paretoK < 0.3 && effectiveSampleSize > 3500, `${paretoK}, ${effectiveSampleSize}`);
  const mean = (f: (point: number[]) => number): number =>
    points.reduce((sum, point, i) => sum + weights[i]! * f(point), 0);
  assertAlmostEquals(mean(([x]) => x!), 0, 0.06);
  assertAlmostEquals(mean(([x]) => x! * x!), 1, 0.08);
  assertAlmostEquals(mean(([, y]) => y!), 1, 0.08);
  assertAlmostEquals(mean(([, y]) => y! * y!), 3 + 0.09, 0.5);
});

Deno.test("ridgeProposal covers a density that is narrow here and wide there", () => {
  // x normal with variance 4; y, given x, normal with variance e^(x/2)
  const funnel: Objective = {
    dimension: 2,
    value: ([x, y]) => -x! * x! / 8 - y! * y! * Math.exp(-x! / 2) / 2 - x! / 4,
    derivatives(theta, gradient, hessian) {
      const [x, y] = theta as unknown as [number, number];
      const precision = Math.exp(-x / 2);
      gradient.set([-x / 4 + y * y * precision / 4 - 0.25, -y * precision]);
      const mixed = y * precision / 2;
      hessian.set([-0.25 - y * y * precision / 8, mixed, mixed, -precision]);
      return this.value(theta);
    },
  };
  const proposal = ridgeProposal(funnel, climb(funnel, Float64Array.of(0.5, 0.5)));
  const random = seededRandom(1);
  const theta = new Float64Array(2);
  const points: number[][] = [];
  const { weights, effectiveSampleSize } = smoothWeights(
    Float64Array.from({ length: 4000 }, () => {
      const logDensity = proposal.draw(random, theta);
      points.push([...theta]);
      return funnel.value(theta) - logDensity;
    }),
  );
  assert(effectiveSampleSize > 3500, `${effectiveSampleSize}`);
  const mean = (f: (point: number[]) => number): number =>
    points.reduce((sum, point, i) => sum + weights[i]! * f(point), 0);
  assertAlmostEquals(mean(([x]) => x!), 0, 0.12);
  assertAlmostEquals(mean(([, y]) => y! * y!), Math.exp(0.5), 0.2);
});

Deno.test("samplePosterior with much data is the normal distribution of the fit", () => {
  const spend = fitGammaGamma(simulateParetoBase({ ...base, customers: 4000 }));
  const posterior = spend.samplePosterior({ draws: 4000, seed: 1 });
  assert(posterior.trusted && posterior.effectiveSampleSize > 3500);
  const { p, q } = posterior.parameters();
  assertAlmostEquals(q!.mean, spend.params.q, 0.2 * spend.standardErrors.q!);
  assertAlmostEquals(q!.standardDeviation / spend.standardErrors.q!, 1, 0.1);
  assertAlmostEquals(p!.standardDeviation / spend.standardErrors.p!, 1, 0.15);
});

Deno.test("samplePosterior with little data is the prior and says what the prior says", () => {
  const model = fitParetoNbd(simulateParetoBase({ ...base, customers: 12 }));
  const prior = {
    r: { median: 2, sdLog: 0.05 },
    alpha: { median: 3, sdLog: 0.05 },
    s: { median: 1, sdLog: 0.05 },
    beta: { median: 4, sdLog: 0.05 },
  };
  const posterior = model.samplePosterior({ draws: 2000, seed: 1, prior });
  const { r, beta } = posterior.parameters();
  assertAlmostEquals(r!.median, 2, 0.1);
  assertAlmostEquals(beta!.median / model.fit!.unitScale, 4, 0.2);
  assertAlmostEquals(r!.standardDeviation / r!.mean, 0.05, 0.01);
});

Deno.test("Posterior says why draws cannot be relied on", () => {
  const model = ParetoNbd.fromParams({ r: 1, alpha: 5, s: 1, beta: 10 });
  const thetas = Float64Array.from({ length: 400 }, (_, i) => model.theta[i % 4]!);
  const make = (paretoK: number, effectiveSampleSize: number, converged: boolean) =>
    new Posterior(model, thetas, {
      weights: new Float64Array(100),
      paretoK,
      effectiveSampleSize,
      converged,
    });
  assertEquals([make(0.1, 900, true).trusted, make(0.1, 900, true).warnings], [true, []]);
  for (const bad of [make(0.8, 900, true), make(NaN, 900, true), make(0.1, 20, true)]) {
    assert(!bad.trusted && bad.warnings[0]!.includes("give a more informative prior"));
  }
  assert(make(0.1, 900, false).warnings[0]!.includes("mode of the posterior was not found"));
});

Deno.test("Posterior.predict reduces each customer as if all draws were at hand", () => {
  const summary = simulateParetoBase({ ...base, customers: 60 });
  const model = fitParetoNbd(summary);
  const posterior = model.samplePosterior({ draws: 500, seed: 2 });
  const weight = summary.T.map((_, i) => 1 + i % 2);
  const result = posterior.predict(
    (m, part) => m.conditionalExpectedPurchases(10, part),
    { ...summary, weight },
  );
  const all = Array.from({ length: 500 }, (_, d) => {
    const [r, alpha, s, beta] = posterior.draws.subarray(4 * d, 4 * d + 4);
    return ParetoNbd.fromParams({ r: r!, alpha: alpha!, s: s!, beta: beta! })
      .conditionalExpectedPurchases(10, summary);
  });
  for (const i of [0, 17, 59]) {
    const values = Float64Array.from(all, (one) => one[i]!).sort();
    assertAlmostEquals(result.mean[i]!, sumOf(values) / 500, 1e-10);
    assertAlmostEquals(result.median[i]!, (values[249]! + values[250]!) / 2, 1e-10);
    assertAlmostEquals(result.lower[i]!, values[12]! + 0.475 * (values[13]! - values[12]!), 1e-10);
  }
  const totals = all.map((one) => sumOf(one, weight));
  assertAlmostEquals(result.total.mean, totals.reduce((sum, t) => sum + t, 0) / 500, 1e-8);
});

Deno.test("Posterior.predict with simulated purchases covers more than with expectations", () => {
  const summary = simulateParetoBase({ ...base, customers: 60 });
  const posterior = fitParetoNbd(summary).samplePosterior({ draws: 400, seed: 2 });
  const random = seededRandom(8);
  const expected = posterior.predict(
    (m, part) => m.conditionalExpectedPurchases(10, part),
    summary,
  );
  const outcome = posterior.predict(
    (m, part) => m.sampleFuturePurchases([10], part, random),
    summary,
  );
  assertAlmostEquals(outcome.total.mean / expected.total.mean, 1, 0.05);
  assert(outcome.total.standardDeviation > expected.total.standardDeviation);
  const deviation = (of: typeof expected): number => sumOf(of.standardDeviation);
  assert(deviation(outcome) > 2 * deviation(expected));
});

Deno.test("samplePosterior refuses too few draws", () => {
  const model = fitParetoNbd(simulateParetoBase(base));
  assertThrows(() => model.samplePosterior({ draws: 10, seed: 1 }), InputError, "at least 100");
});

const sample = realData("cdnow/CDNOW_sample.txt");
Deno.test({
  name: `samplePosterior covers the long tail of CDNOW's dropout rates${withoutRealData(sample)}`,
  ignore: sample === undefined,
  fn() {
    const { summary } = readCdnow(sample!);
    const model = fitParetoNbd(summary);
    const posterior = model.samplePosterior({ draws: 2000, seed: 4 });
    assert(posterior.trusted, posterior.warnings.join());
    assert(posterior.effectiveSampleSize > 1700, `${posterior.effectiveSampleSize}`);
    assert(posterior.paretoK < 0.4, `${posterior.paretoK}`);
    assertEquals(posterior.count, 2000);
    const { r, s, beta } = posterior.parameters();
    assertAlmostEquals(r!.median, 0.55, 0.01);
    assertAlmostEquals(r!.standardDeviation, model.standardErrors.r!, 0.004);
    // Skewed: the upper end is much farther away than the delta method says (1.11 and 33).
    assert(s!.upper > 1.6 && beta!.upper > 50, `${s!.upper}, ${beta!.upper}`);
    assertAlmostEquals(s!.lower, 0.38, 0.03);
  },
});
