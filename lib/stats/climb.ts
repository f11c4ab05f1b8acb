import { type Eigen, symmetricEigen } from "./linear_algebra.ts";

/** A smooth function of several variables. */
export interface Objective {
  /** Number of variables, n. */
  readonly dimension: number;
  /** The function at `theta`; anything but a finite number means "outside the domain". */
  value(theta: Float64Array): number;
  /**
   * The function at `theta`, with its derivatives.
   *
   * @param gradient n values, overwritten
   * @param hessian n × n values row by row, overwritten, symmetric
   */
  derivatives(
    theta: Float64Array,
    gradient: Float64Array,
    hessian: Float64Array,
  ): number;
}

/** Options of {@linkcode climb}. */
export interface ClimbOptions {
  /** Lowest value of each variable, default −Infinity. */
  readonly lower?: Float64Array;
  /** Highest value of each variable, default Infinity. */
  readonly upper?: Float64Array;
  /**
   * The climb ends after a Newton step that promised less than this. Convergence is quadratic, so
   * what the step leaves over is of the order of its square. Default 1e-9.
   */
  readonly tolerance?: number;
  /** Steps before the climb is given up, default 200. */
  readonly maxIterations?: number;
}

/** Where a climb ended. */
export interface Maximum {
  readonly theta: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** n × n, row by row. */
  readonly hessian: Float64Array;
  readonly converged: boolean;
  /** For each variable: does it end on its lower or upper bound, pushed against it? */
  readonly atBound: readonly boolean[];
  /** Steps tried. */
  readonly iterations: number;
  /** Evaluations with derivatives. */
  readonly evaluations: number;
}

const LARGEST_RADIUS = 4;
const SMALLEST_RADIUS = 1e-12;

/**
 * Climbs to a local maximum by Newton's method in a trust region.
 *
 * A step maximises the quadratic model of the function within a radius; the radius grows where the
 * model predicts well and shrinks where it does not, so that the climb also leaves saddles and
 * regions of the wrong curvature. The climb ends by the gain that the last Newton step promised,
 * ½ gᵀ(−H)⁻¹g, never by the size of the gradient, which has no scale of its own.
 *
 * @param objective the function, with gradient and Hessian
 * @param start n values; moved into the bounds
 *
 * @example
 * ```ts
 * import { climb } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const top = climb({
 *   dimension: 1,
 *   value: (theta) => theta[0]! - Math.exp(theta[0]!),
 *   derivatives(theta, gradient, hessian) {
 *     gradient[0] = 1 - Math.exp(theta[0]!);
 *     hessian[0] = -Math.exp(theta[0]!);
 *     return theta[0]! - Math.exp(theta[0]!);
 *   },
 * }, Float64Array.of(3));
 * assertAlmostEquals(top.theta[0]!, 0, 1e-9);
 * ```
 *
 * Source: Nocedal and Wright, "Numerical optimization" (2006), chapter 4.
 */
export function climb(
  objective: Objective,
  start: Float64Array,
  options: ClimbOptions = {},
): Maximum {
  const n = objective.dimension;
  const { tolerance = 1e-9, maxIterations = 200 } = options;
  const lower = options.lower ?? new Float64Array(n).fill(-Infinity);
  const upper = options.upper ?? new Float64Array(n).fill(Infinity);
  const inside = (value: number, i: number): number =>
    Math.min(Math.max(value, lower[i]!), upper[i]!);

  let theta = start.map(inside);
  let gradient = new Float64Array(n);
  let hessian = new Float64Array(n * n);
  let trialGradient = new Float64Array(n);
  let trialHessian = new Float64Array(n * n);
  let value = objective.derivatives(theta, gradient, hessian);
  let evaluations = 1;
  let iterations = 0;
  let radius = 1;
  let converged = false;

  const pushed = (i: number): boolean =>
    (theta[i]! <= lower[i]! && gradient[i]! <= 0) ||
    (theta[i]! >= upper[i]! && gradient[i]! >= 0);

  while (Number.isFinite(value) && iterations < maxIterations) {
    const free = Array.from({ length: n }, (_, i) => i).filter((i) => !pushed(i));
    if (free.length === 0) {
      converged = true;
      break;
    }
    const { step, newton } = trustRegionStep(gradient, hessian, free, radius);
    const trial = theta.map((at, i) => inside(at + step[i]!, i));
    const moved = trial.map((at, i) => at - theta[i]!);
    const promised = predictedGain(moved, gradient, hessian);
    const length = Math.hypot(...moved);
    iterations++;
    const trialValue = objective.derivatives(
      trial,
      trialGradient,
      trialHessian,
    );
    evaluations++;
    // Below this, differences of the value are rounding.
    const noise = 1e-13 * (1 + Math.abs(value));
    const gain = trialValue - value;
    const trusted = Number.isFinite(gain) &&
      (gain > 1e-4 * promised || (newton && gain > -noise && promised < noise));
    if (trusted) {
      theta = trial;
      value = trialValue;
      [gradient, trialGradient] = [trialGradient, gradient];
      [hessian, trialHessian] = [trialHessian, hessian];
      if (newton && promised < tolerance) {
        converged = true;
        break;
      }
      if (gain > 0.75 * promised && length > 0.9 * radius) {
        radius = Math.min(2 * radius, LARGEST_RADIUS);
      } else if (gain < 0.25 * promised) radius = length / 2;
    } else {
      if (newton && promised < Math.max(tolerance, noise)) {
        // The summit is flat to rounding, and the present point on it.
        converged = true;
        break;
      }
      radius = length / 4;
      if (radius < SMALLEST_RADIUS) break;
    }
  }
  const atBound = Array.from({ length: n }, (_, i) => pushed(i));
  return {
    theta,
    value,
    gradient,
    hessian,
    converged,
    atBound,
    iterations,
    evaluations,
  };
}

function predictedGain(
  step: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): number {
  const n = step.length;
  let gain = 0;
  for (let i = 0; i < n; i++) {
    let curved = 0;
    for (let j = 0; j < n; j++) curved += hessian[i * n + j]! * step[j]!;
    gain += step[i]! * (gradient[i]! + curved / 2);
  }
  return gain;
}

/** The step of the free variables that maximises the quadratic model within the radius. */
function trustRegionStep(
  gradient: Float64Array,
  hessian: Float64Array,
  free: readonly number[],
  radius: number,
): { step: Float64Array; newton: boolean } {
  const n = gradient.length;
  const m = free.length;
  const curvature = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      curvature[i * m + j] = -hessian[free[i]! * n + free[j]!]!;
    }
  }
  const eigen = symmetricEigen(curvature, m);
  const slope = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    for (let i = 0; i < m; i++) {
      slope[k]! += eigen.vectors[i * m + k]! * gradient[free[i]!]!;
    }
  }
  const { shift, newton } = levenbergShift(eigen, slope, radius);
  const step = new Float64Array(n);
  for (let k = 0; k < m; k++) {
    const along = slope[k]! / (eigen.values[k]! + shift);
    for (let i = 0; i < m; i++) {
      step[free[i]!]! += eigen.vectors[i * m + k]! * along;
    }
  }
  return { step, newton };
}

/** What must be added to the curvature so that the step has the length of the radius. */
function levenbergShift(
  eigen: Eigen,
  slope: Float64Array,
  radius: number,
): { shift: number; newton: boolean } {
  const { values } = eigen;
  const largest = Math.max(
    Math.abs(values[0]!),
    Math.abs(values[values.length - 1]!),
  );
  const lengthAt = (shift: number): number =>
    Math.hypot(...slope.map((g, k) => g / (values[k]! + shift)));
  const floor = Math.max(0, -values[0]!) + 1e-14 * largest + 1e-300;
  if (values[0]! > 1e-14 * largest && lengthAt(0) <= radius) {
    return { shift: 0, newton: true };
  }
  // The length falls with the shift: bracket, then halve on the logarithm of what is above the floor.
  let low = floor;
  let extra = Math.max(largest, 1e-300) * 1e-12;
  if (lengthAt(low) <= radius) return { shift: low, newton: false };
  while (lengthAt(floor + extra) > radius) {
    low = floor + extra;
    extra *= 4;
  }
  let high = floor + extra;
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (lengthAt(middle) > radius) low = middle;
    else high = middle;
  }
  return { shift: high, newton: false };
}
