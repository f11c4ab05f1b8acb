import { assertAlmostEquals, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { differentiate, type Objective } from "perdura/stats/mod.ts";
import type { ParameterSpace } from "perdura/clv/mod.ts";
import { type Prior, weakPrior, withPrior } from "perdura/clv/prior.ts";

const space: ParameterSpace = {
  names: ["r", "alpha", "purchase.age"],
  scales: ["log", "log", "identity"],
  unitPowers: [0, 1, 0],
};
const flat: Objective = {
  dimension: 3,
  value: () => 0,
  derivatives(_, gradient, hessian) {
    gradient.fill(0);
    hessian.fill(0);
    return 0;
  },
};

function logNormal(x: number, median: number, sd: number): number {
  return -0.5 * (Math.log(x / median) / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI));
}

Deno.test("withPrior adds the log-density of each belief, relative to the scale of the data", () => {
  const prior: Prior = {
    r: { median: 2, sdLog: 0.5 },
    "r/alpha": { median: 3, sdLog: 0.25 },
    "purchase.age": { mean: 1, sd: 2 },
  };
  const theta = Float64Array.of(Math.log(0.7), Math.log(20), -0.5);
  const posterior = withPrior(flat, space, prior, 39);
  const expected = logNormal(0.7, 2, 0.5) + logNormal(0.7 / 20 * 39, 3, 0.25) +
    logNormal(Math.exp(-0.5), Math.E, 2);
  assertAlmostEquals(posterior.value(theta), expected, 1e-12);

  const gradient = new Float64Array(3), hessian = new Float64Array(9);
  assertAlmostEquals(posterior.derivatives(theta, gradient, hessian), expected, 1e-12);
  differentiate((t) => Float64Array.of(posterior.value(t)), theta)
    .forEach(([slope], i) => assertAlmostEquals(gradient[i]!, slope!, 1e-8));
  differentiate((t) => {
    const g = new Float64Array(3);
    posterior.derivatives(t, g, new Float64Array(9));
    return g;
  }, theta).forEach((column, j) =>
    column.forEach((second, i) => assertAlmostEquals(hessian[i * 3 + j]!, second, 1e-8))
  );
});

Deno.test("withPrior says the same in days as in weeks", () => {
  const prior: Prior = { alpha: { median: 2, sdLog: 0.4 }, "r/alpha": { median: 3, sdLog: 0.2 } };
  const inWeeks = withPrior(flat, space, prior, 39);
  const inDays = withPrior(flat, space, prior, 39 * 7);
  assertAlmostEquals(
    inDays.value(Float64Array.of(-0.3, Math.log(70), 0)),
    inWeeks.value(Float64Array.of(-0.3, Math.log(10), 0)),
    1e-12,
  );
});

Deno.test("weakPrior is about every positive parameter, and nearly flat", () => {
  const posterior = withPrior(flat, space, weakPrior(space), 39);
  const at = (alpha: number): number => posterior.value(Float64Array.of(0, Math.log(alpha), 0));
  assertAlmostEquals(at(39) - at(39 * Math.exp(3)), 0.5, 1e-12);
});

Deno.test("withPrior refuses what it does not know or cannot be", () => {
  const make = (prior: Prior) => (): unknown => withPrior(flat, space, prior, 1);
  assertThrows(make({ beta: { median: 1, sdLog: 1 } }), InputError, "r, alpha, purchase.age");
  assertThrows(make({ r: { mean: 1, sd: 1 } }), InputError, "median");
  assertThrows(make({ "purchase.age": { median: 1, sdLog: 1 } }), InputError, "mean");
  assertThrows(make({ r: { median: 0, sdLog: 1 } }), InputError, "above 0");
  assertThrows(make({ r: { median: 1, sdLog: 0 } }), InputError, "above 0");
  assertThrows(make({ "r/alpha/r": { median: 1, sdLog: 1 } }), InputError, "ratios of two");
});
