import { inverseSymmetric, maximise, type Objective, symmetricEigen } from "perdura/stats/mod.ts";
import { type Convergence, type FitFlag, generalFlags } from "./convergence.ts";
import type { ParameterSpace } from "./parameters.ts";
import { type Prior, withPrior } from "./prior.ts";

/** The result of a fit, on the scale of estimation. Plain data: it goes into JSON as it is. */
export interface Fit {
  /** Estimates on the scale of estimation. */
  readonly theta: readonly number[];
  /** Their covariance, n × n row by row; NaN where the data do not determine it. */
  readonly thetaCovariance: readonly number[];
  /** The log-likelihood at the estimates, without the prior. */
  readonly logLikelihood: number;
  /** The sum of the weights of all rows. */
  readonly customers: number;
  /** The mean observation length, or the mean value of a purchase, in the unit of the data. */
  readonly unitScale: number;
  readonly prior?: Prior;
  readonly convergence: Convergence;
}

/** What {@linkcode fitLikelihood} needs. */
export interface FitProblem {
  readonly space: ParameterSpace;
  readonly likelihood: Objective;
  /** The likelihood of part of the data, for the first search. */
  readonly rough?: Objective;
  /** Starting points on the scale of estimation. */
  readonly starts: readonly Float64Array[];
  readonly customers: number;
  readonly distinctRows: number;
  readonly unitScale: number;
  readonly prior?: Prior | undefined;
  /** Flags that only the model itself can see, from its estimates and their standard errors. */
  readonly flags?: (theta: Float64Array, standardErrors: Float64Array) => readonly FitFlag[];
}

// Shapes stay within a factor of 13,000 of 1, where they are "none" or "all" for every purpose;
// parameters with a unit within 1,200,000 times the scale of the data, so that ratios can follow.
const LOG_SHAPE_RANGE = 9.5;
const LOG_SCALE_RANGE = 14;
const COEFFICIENT_RANGE = 50;

/**
 * Fits a model by maximum likelihood, or by maximum posterior density where a prior is given.
 *
 * @returns estimates, covariance from the inverse Hessian, and the diagnosis
 */
export function fitLikelihood(problem: FitProblem): Fit {
  const { space, likelihood, rough, starts, unitScale, prior } = problem;
  const n = space.names.length;
  const target = (objective: Objective): Objective =>
    prior ? withPrior(objective, space, prior, unitScale) : objective;
  const bound = (sign: number): Float64Array =>
    Float64Array.from(
      space.names,
      (_, i) =>
        space.scales[i] === "log"
          ? space.unitPowers[i]! * Math.log(unitScale) +
            sign * (space.unitPowers[i] === 0 ? LOG_SHAPE_RANGE : LOG_SCALE_RANGE)
          : sign * COEFFICIENT_RANGE,
    );
  const best = maximise(target(likelihood), starts, {
    lower: bound(-1),
    upper: bound(1),
    ...(rough && { rough: target(rough) }),
  });
  const information = best.hessian.map((value) => -value);
  const { eigenvalues, covariance } = freePart(information, best.atBound);
  const standardErrors = Float64Array.from(
    { length: n },
    (_, i) => Math.sqrt(covariance[i * n + i]!),
  );
  const convergence: Convergence = {
    converged: best.converged,
    gradientNorm: Math.hypot(...best.gradient),
    hessianEigenvalues: [...eigenvalues],
    starts: best.starts,
    startsThatAgree: best.startsThatAgree,
    iterations: best.iterations,
    evaluations: best.evaluations,
    distinctRows: problem.distinctRows,
    flags: [
      ...generalFlags(space, { ...best, eigenvalues, standardErrors }),
      ...(problem.flags?.(best.theta, standardErrors) ?? []),
    ],
  };
  return {
    theta: [...best.theta],
    thetaCovariance: [...covariance],
    logLikelihood: prior ? likelihood.value(best.theta) : best.value,
    customers: problem.customers,
    unitScale,
    ...(prior && { prior }),
    convergence,
  };
}

/**
 * Eigenvalues and inverse on the variables that are not at a bound; the inverse is NaN in the rows
 * and columns of those that are.
 */
function freePart(
  information: Float64Array,
  atBound: readonly boolean[],
): { eigenvalues: Float64Array; covariance: Float64Array } {
  const n = atBound.length;
  const free = atBound.flatMap((held, i) => held ? [] : [i]);
  const m = free.length;
  const part = new Float64Array(m * m);
  free.forEach((i, a) =>
    free.forEach((j, b) => {
      part[a * m + b] = information[i * n + j]!;
    })
  );
  const inverse = inverseSymmetric(part, m);
  const covariance = new Float64Array(n * n).fill(NaN);
  if (inverse) {
    free.forEach((i, a) =>
      free.forEach((j, b) => {
        covariance[i * n + j] = inverse[a * m + b]!;
      })
    );
  }
  return { eigenvalues: symmetricEigen(part, m).values, covariance };
}
