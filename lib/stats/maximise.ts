import { climb, type ClimbOptions, type Maximum, type Objective } from "./climb.ts";

/** Options of {@linkcode maximise}. */
export interface MaximiseOptions extends ClimbOptions {
  /**
   * A cheaper function with nearly the same maximum, for example of a subset of the rows. The
   * starts climb on it; only the different peaks they reach are climbed again on the objective.
   */
  readonly rough?: Objective;
}

/** The best maximum of several starts. */
export interface BestMaximum extends Maximum {
  /** Number of starts. */
  readonly starts: number;
  /** How many of them led to this maximum. */
  readonly startsThatAgree: number;
}

interface Peak {
  readonly maximum: Maximum;
  readonly starts: number;
}

/** Peaks with one entry per place; two are one place where the objective does not tell them apart. */
function distinct(peaks: readonly Peak[]): Peak[] {
  const kept: Peak[] = [];
  const best = [...peaks].sort((a, b) => b.maximum.value - a.maximum.value);
  for (const peak of best) {
    const same = kept.findIndex((other) => samePlace(other.maximum, peak.maximum));
    if (same < 0) kept.push(peak);
    else {
      kept[same] = {
        maximum: kept[same]!.maximum,
        starts: kept[same]!.starts + peak.starts,
      };
    }
  }
  return kept;
}

/** A difference of 1e-4 in a log-likelihood is a hundredth of a standard error. */
function samePlace(a: Maximum, b: Maximum): boolean {
  return Math.abs(a.value - b.value) <= 1e-4 &&
    a.theta.every((value, i) => Math.abs(value - b.theta[i]!) <= 0.05);
}

/**
 * The maximum of a smooth function, climbed to from several starts.
 *
 * Deterministic: the same function and starts give the same result.
 *
 * @param objective the function, with gradient and Hessian
 * @param starts at least one point
 * @returns the highest of the maxima found, with how many starts led there and the work of all
 *
 * @example
 * ```ts
 * import { maximise } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const bell = {
 *   dimension: 1,
 *   value: (theta: Float64Array) => -((theta[0]! - 2) ** 2),
 *   derivatives(theta: Float64Array, gradient: Float64Array, hessian: Float64Array) {
 *     gradient[0] = -2 * (theta[0]! - 2);
 *     hessian[0] = -2;
 *     return this.value(theta);
 *   },
 * };
 * const best = maximise(bell, [Float64Array.of(-5), Float64Array.of(9)]);
 * assertAlmostEquals(best.theta[0]!, 2, 1e-12);
 * assertEquals(best.startsThatAgree, 2);
 * ```
 */
export function maximise(
  objective: Objective,
  starts: readonly Float64Array[],
  options: MaximiseOptions = {},
): BestMaximum {
  const { rough, ...climbing } = options;
  let iterations = 0;
  let evaluations = 0;
  const climbAll = (
    from: readonly { start: Float64Array; starts: number }[],
    target: Objective,
  ): Peak[] =>
    distinct(from.map(({ start, starts }) => {
      const maximum = climb(target, start, climbing);
      iterations += maximum.iterations;
      if (target === objective) evaluations += maximum.evaluations;
      return { maximum, starts };
    }));

  let peaks = climbAll(
    starts.map((start) => ({ start, starts: 1 })),
    rough ?? objective,
  );
  if (rough) {
    peaks = climbAll(
      peaks.map((peak) => ({
        start: peak.maximum.theta,
        starts: peak.starts,
      })),
      objective,
    );
  }
  const best = peaks[0]!;
  return {
    ...best.maximum,
    iterations,
    evaluations,
    starts: starts.length,
    startsThatAgree: best.starts,
  };
}
