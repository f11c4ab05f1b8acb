import type { TrainingOptions } from "./network_options.ts";

/**
 * The learning rate of each step: a straight rise over the warm-up, then constant or half a cosine
 * down to 0.
 *
 * @param stepsPerEpoch steps of one epoch
 * @returns from the number of a step, 0 for the first, to its rate
 *
 * Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017),
 * eq. 5, without restarts.
 */
export function learningRates(
  options: Required<Pick<TrainingOptions, "learningRate" | "schedule" | "warmUp" | "epochs">>,
  stepsPerEpoch: number,
): (step: number) => number {
  const { learningRate, schedule, epochs } = options;
  const warmUp = options.warmUp * stepsPerEpoch, steps = epochs * stepsPerEpoch;
  return (step) => {
    if (step < warmUp) return learningRate * (step + 1) / (warmUp + 1);
    if (schedule === "constant") return learningRate;
    return learningRate * (1 + Math.cos(Math.PI * (step - warmUp) / (steps - warmUp))) / 2;
  };
}
