import { InputError } from "perdura/core/mod.ts";

/** How near probabilities come to the best ones there are. */
export interface AttainableGain {
  /** Expected log-loss of always saying the base rate. */
  readonly baseRate: number;
  /** Expected log-loss of the model. */
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
 * @param truth n true probabilities, between 0 and 1
 * @param baseRate what a model without features says
 * @throws {InputError} where the columns differ in length
 *
 * @example
 * ```ts
 * import { attainableGain } from "perdura/conversion/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const truth = Float64Array.of(0.1, 0.3);
 * assertEquals(attainableGain(truth, truth, 0.2).share, 1);
 * assertEquals(attainableGain(Float64Array.of(0.2, 0.2), truth, 0.2).share, 0);
 * ```
 */
export function attainableGain(
  probabilities: Float64Array,
  truth: Float64Array,
  baseRate: number,
): AttainableGain {
  if (probabilities.length !== truth.length) {
    throw new InputError(
      `Compare probabilities of the same rows: ${probabilities.length} are the model's and ` +
        `${truth.length} the true ones`,
    );
  }
  const loss = (p: (row: number) => number) => {
    let sum = 0;
    for (let row = 0; row < truth.length; row++) sum += expectedLoss(truth[row]!, p(row));
    return sum / truth.length;
  };
  const [base, model, best] = [
    loss(() => baseRate),
    loss((row) => probabilities[row]!),
    loss((row) => truth[row]!),
  ];
  return { baseRate: base, model, best, share: (base - model) / (base - best) };
}

function expectedLoss(truth: number, p: number): number {
  const bounded = Math.min(1 - 1e-12, Math.max(1e-12, p));
  const yes = truth === 0 ? 0 : -truth * Math.log(bounded);
  const no = truth === 1 ? 0 : -(1 - truth) * Math.log(1 - bounded);
  return yes + no;
}
