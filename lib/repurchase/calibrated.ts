import { calibrate, type Calibrator } from "perdura/learn/mod.ts";
import { type PerHorizon, perHorizon } from "./horizons.ts";
import type { LearningSet } from "./learning_set.ts";

/** Below this number of buyers, or of others, a curve of two parameters is enough. */
const fewestForBeta = 200;

/**
 * Learns what probabilities of a model mean, from rows that it has not seen.
 *
 * A smooth curve, which keeps the order of customers: steps would give many of them the same place
 * in a list.
 *
 * @param predict the model's probabilities of some encoded rows
 */
export function calibrators(
  { calibrate: rows }: LearningSet,
  predict: (features: LearningSet["train"]["features"]) => PerHorizon<Float64Array>,
): PerHorizon<Calibrator> {
  return perHorizon((horizon) => {
    const { bought, features } = rows[horizon];
    const outcome = bought[horizon];
    const yes = outcome.reduce((sum, value) => sum + value, 0);
    const method = Math.min(yes, outcome.length - yes) < fewestForBeta ? "platt" : "beta";
    return calibrate(predict(features)[horizon], outcome, { method });
  });
}
