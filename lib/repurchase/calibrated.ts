import { calibrate, type Calibrator } from "perdura/learn/mod.ts";
import { type PerHorizon, perHorizon } from "./horizons.ts";
import type { LearningSet } from "./learning_set.ts";

/**
 * Learns what probabilities of a model mean, from rows that it has not seen.
 *
 * @param predict the model's probabilities of some encoded rows
 */
export function calibrators(
  { calibrate: rows }: LearningSet,
  predict: (features: LearningSet["train"]["features"]) => PerHorizon<Float64Array>,
): PerHorizon<Calibrator> {
  return perHorizon((horizon) => {
    const { bought, features } = rows[horizon];
    return calibrate(predict(features)[horizon], bought[horizon], { method: "smooth" });
  });
}
