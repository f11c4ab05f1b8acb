import { sigmoid } from "../_newton.ts";
import { logit } from "./_logit.ts";
import type { Calibrator } from "./calibrator.ts";

/** Half of the distance between the log-odds that are compared. */
const step = 0.01;

/**
 * How much calibrated log-odds change with those of the model: d logit(q) / d logit(p), for each of n
 * probabilities p of the model, by a difference over 0.02. For smooth curves.
 *
 * What a feature adds to the log-odds of a model, times this, is what it adds to calibrated ones.
 *
 * @example
 * ```ts
 * import { calibrationSlope, PlattCalibrator } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [slope] = calibrationSlope(new PlattCalibrator(0.4, -1), Float64Array.of(0.2));
 * assertAlmostEquals(slope!, 0.4, 1e-9);
 * ```
 */
export function calibrationSlope(calibrator: Calibrator, p: Float64Array): Float64Array {
  const moved = (by: number) =>
    calibrator.apply(p.map((value) => sigmoid(logit(value) + by))).map(logit);
  const [above, below] = [moved(step), moved(-step)];
  return above.map((value, i) => (value - below[i]!) / (2 * step));
}
