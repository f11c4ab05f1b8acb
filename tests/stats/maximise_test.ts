import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { climb, differentiate, maximise, type Objective } from "perdura/stats/mod.ts";

/** An objective from a value and a gradient; its Hessian by differences. */
function objectiveOf(
  dimension: number,
  value: (theta: Float64Array) => number,
  gradientAt: (theta: Float64Array) => number[],
): Objective {
  return {
    dimension,
    value,
    derivatives(theta, gradient, hessian) {
      gradient.set(gradientAt(theta));
      differentiate((t) => Float64Array.from(gradientAt(t)), theta, 1e-3)
        .forEach((column, j) => column.forEach((h, i) => hessian[i * dimension + j] = h));
      return value(theta);
    },
  };
}

// Minus the function of Rosenbrock: a curved ridge with its top at (1, 1).
const rosenbrock = objectiveOf(
  2,
  ([x, y]) => -((1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2),
  ([x, y]) => [2 * (1 - x!) + 400 * x! * (y! - x! * x!), -200 * (y! - x! * x!)],
);

Deno.test("climb follows a curved ridge to its top", () => {
  const top = climb(rosenbrock, Float64Array.of(-1.2, 1));
  assert(top.converged);
  assertAlmostEquals(top.theta[0]!, 1, 1e-9);
  assertAlmostEquals(top.theta[1]!, 1, 1e-9);
  assert(top.evaluations < 40, `${top.evaluations} evaluations`);
});

Deno.test("climb leaves a saddle", () => {
  // −x⁴/4 + x²/2 − y²/2: a saddle at 0, tops at (±1, 0)
  const saddle = objectiveOf(
    2,
    ([x, y]) => -(x! ** 4) / 4 + x! * x! / 2 - y! * y! / 2,
    ([x, y]) => [-(x! ** 3) + x!, -y!],
  );
  const top = climb(saddle, Float64Array.of(1e-3, 2));
  assertAlmostEquals(top.theta[0]!, 1, 1e-7);
  assertAlmostEquals(top.theta[1]!, 0, 1e-7);
});

Deno.test("climb ends on a bound it is pushed against, and says so", () => {
  const slope = objectiveOf(2, ([x, y]) => x! - (y! - 1) ** 2, ([, y]) => [1, -2 * (y! - 1)]);
  const top = climb(slope, Float64Array.of(0, 5), { upper: Float64Array.of(3, Infinity) });
  assert(top.converged);
  assertEquals(top.theta[0], 3);
  assertAlmostEquals(top.theta[1]!, 1, 1e-9);
  assertEquals(top.atBound, [true, false]);
});

Deno.test("climb says when it was given up, and when it cannot start", () => {
  const unbounded = objectiveOf(1, ([x]) => x!, () => [1]);
  assertEquals(climb(unbounded, Float64Array.of(0), { maxIterations: 30 }).converged, false);
  const nowhere = objectiveOf(1, () => NaN, () => [NaN]);
  assertEquals(climb(nowhere, Float64Array.of(0)).converged, false);
});

Deno.test("climb stays out of where the function is not a number", () => {
  const half = objectiveOf(
    1,
    ([x]) => x! > 0 ? Math.log(x!) - x! : NaN,
    ([x]) => [1 / x! - 1],
  );
  assertAlmostEquals(climb(half, Float64Array.of(0.05)).theta[0]!, 1, 1e-9);
});

Deno.test("climb finds the top of a large function whose last digits are noise", () => {
  let call = 0;
  const noisy = objectiveOf(
    1,
    ([x]) => -1e9 - 50 * (x! - 2) ** 2 + 1e-5 * Math.sin(1e3 * call++),
    ([x]) => [-100 * (x! - 2)],
  );
  const top = climb(noisy, Float64Array.of(-3));
  assert(top.converged);
  assertAlmostEquals(top.theta[0]!, 2, 1e-5);
});

Deno.test("maximise returns the highest top and how many starts led to it", () => {
  // Tops near −2 (lower) and 2 (higher)
  const two = objectiveOf(
    1,
    ([x]) => -((x! * x! - 4) ** 2) / 8 + x! / 2,
    ([x]) => [-x! * (x! * x! - 4) / 2 + 0.5],
  );
  const starts = [-3, -2.5, 1.5, 2, 3].map((x) => Float64Array.of(x));
  const best = maximise(two, starts);
  assert(best.theta[0]! > 2);
  assertEquals([best.starts, best.startsThatAgree], [5, 3]);
});

Deno.test("maximise searches on the rough function and ends on the exact one", () => {
  let exact = 0;
  const parabola = (top: number, count: () => void): Objective => ({
    dimension: 1,
    value: ([x]) => -((x! - top) ** 2),
    derivatives(theta, gradient, hessian) {
      count();
      gradient[0] = -2 * (theta[0]! - top);
      hessian[0] = -2;
      return this.value(theta);
    },
  });
  const best = maximise(
    parabola(1, () => exact++),
    [-9, 0, 9].map((x) => Float64Array.of(x)),
    { rough: parabola(1.1, () => {}) },
  );
  assertAlmostEquals(best.theta[0]!, 1, 1e-12);
  assertEquals(best.startsThatAgree, 3);
  assertEquals(best.evaluations, exact);
  assert(exact <= 4, `${exact} evaluations`);
});
