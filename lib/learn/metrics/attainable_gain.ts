import { InputError } from "perdura/core/mod.ts";
import { weightedMean } from "./_weighted_mean.ts";
import { rowLogLoss } from "./log_loss.ts";

/** How near probabilities come to the best ones there are. */
export interface AttainableGain {
  /** Expected log-loss of always saying the base rate. */
  readonly baseRate: number;
  /** Expected log-loss of the probabilities. */
  readonly model: number;
  /** Expected log-loss of the true probabilities: nobody does better. */
  readonly best: number;
  /** (base rate − model) / (base rate − best): 0 for no gain, 1 for all there is. */
  readonly share: number;
}

/**
 * The share of the attainable gain in log-loss that probabilities reach, on simulated rows whose
 * true probabilities are known.
 *
 * Losses are expectations under the true probabilities π, −π ln p − (1 − π) ln (1 − p), so that the
 * luck of single rows does not enter.
 *
 * @param probabilities n probabilities of a model
 * @param truth n true probabilities
 * @param baseRate what a model without features says; default the mean of the true probabilities
 * @throws {InputError} where the columns differ in length
 *
 * @example
 * ```ts
 * import { attainableGain } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const truth = Float64Array.of(0.1, 0.3);
 * assertAlmostEquals(attainableGain(truth, truth).share, 1, 1e-12);
 * assertAlmostEquals(attainableGain(Float64Array.of(0.2, 0.2), truth).share, 0, 1e-12);
 * ```
 */
export function attainableGain(
  probabilities: Float64Array,
  truth: Float64Array,
  baseRate = weightedMean(truth),
): AttainableGain {
  if (probabilities.length !== truth.length) {
    throw new InputError(
      `Compare probabilities of the same rows: ${probabilities.length} are the model's and ` +
        `${truth.length} the true ones`,
    );
  }
  const base = expectedLogLoss(truth.map(() => baseRate), truth);
  const model = expectedLogLoss(probabilities, truth), best = expectedLogLoss(truth, truth);
  return { baseRate: base, model, best, share: (base - model) / (base - best) };
}

function expectedLogLoss(probabilities: Float64Array, truth: Float64Array): number {
  const ofYes = rowLogLoss(probabilities, new Float64Array(truth.length).fill(1));
  const ofNo = rowLogLoss(probabilities, new Float64Array(truth.length));
  return weightedMean(truth.map((p, row) => p * ofYes[row]! + (1 - p) * ofNo[row]!));
}
