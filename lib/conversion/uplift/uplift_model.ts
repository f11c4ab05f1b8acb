import { InputError } from "perdura/core/mod.ts";
import { type FeatureMatrix, takeRows, takeValues } from "perdura/features/feature_matrix.ts";
import {
  GradientBoosting,
  type GradientBoostingJson,
  type GradientBoostingOptions,
} from "perdura/learn/trees/mod.ts";
import type { UpliftRows } from "./uplift_ranking.ts";

/**
 * How uplift is learnt: `"t-learner"` from one model of the response with the message and one
 * without; `"x-learner"` from what each customer did against what the model of the other group
 * expects; `"transformed-outcome"` from an outcome whose mean is the uplift; `"proportional"` from a
 * model of the response, as if the message made every customer respond more by the same factor.
 */
export type UpliftLearner = "t-learner" | "x-learner" | "transformed-outcome" | "proportional";

/** Customers to learn from: what was known before the message, who got it, who responded. */
export interface UpliftTraining extends UpliftRows {
  readonly features: FeatureMatrix;
}

/** How trees learn uplift. Effects are small, so the defaults are cautious. */
export interface UpliftOptions {
  readonly learner: UpliftLearner;
  /** Number of trees of each model, default 60. */
  readonly trees?: number;
  /** Default 0.05. */
  readonly learningRate?: number;
  /** Most questions from the root to a leaf, default 2. */
  readonly depth?: number;
  /** Fewest customers in a leaf, as a share of all; default 0.01. */
  readonly leastShare?: number;
  /** Penalty on the weights of leaves, default 10. */
  readonly l2?: number;
}

/** An {@linkcode UpliftModel} as plain data. */
export interface UpliftModelJson {
  readonly format: "perdura uplift 1";
  readonly learner: UpliftLearner;
  /** Share of the customers who got the message. */
  readonly propensity: number;
  /** The factor of a proportional model, the effect over the response rate; 1 for the others. */
  readonly factor: number;
  /** With the message and without; for the last two learners one. */
  readonly models: readonly GradientBoostingJson[];
}

/**
 * How many responses more a message to each customer brings, learnt by boosted trees from a campaign
 * in which chance decided who got it.
 *
 * With e the share that got the message, Y the response and T the message:
 * T-learner: m₁(x) − m₀(x), of models of Y in each group. X-learner: e τ₀(x) + (1 − e) τ₁(x), where
 * τ₁ learns Y − m₀(x) from those with the message and τ₀ learns m₁(x) − Y from those without.
 * Transformed outcome: a model of Y (T − e) / (e (1 − e)), whose mean is the uplift. Proportional:
 * m(x) · effect / response rate, with a model m of Y in both groups.
 *
 * @example
 * ```ts
 * import { UpliftModel } from "perdura/conversion/uplift/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const age = Float64Array.from({ length: 400 }, (_, i) => 20 + (i >> 1) % 50);
 * const treatment = Uint8Array.from(age, (_, i) => i % 2);
 * // The message moves the young, and nobody else responds.
 * const outcome = age.map((years, i) => years < 45 ? treatment[i]! : 0);
 * const features = { names: ["age"], columns: [age] };
 * const model = await UpliftModel.fit({ features, treatment, outcome }, { learner: "x-learner" });
 * const [young, old] = model.predict({ names: ["age"], columns: [Float64Array.of(25, 60)] });
 * assert(young! > 0.5 && old! < 0.3);
 * ```
 *
 * Source: Künzel, Sekhon, Bickel and Yu, "Metalearners for estimating heterogeneous treatment
 * effects", PNAS 116 (2019); Athey and Imbens, "Machine learning methods for estimating
 * heterogeneous causal effects" (2015), arXiv:1504.01132, for the transformed outcome.
 */
export class UpliftModel {
  readonly learner: UpliftLearner;
  /** Share of the customers who got the message. */
  readonly propensity: number;
  readonly #factor: number;
  readonly #models: readonly GradientBoosting[];

  private constructor(
    learner: UpliftLearner,
    propensity: number,
    models: readonly GradientBoosting[],
    factor = 1,
  ) {
    this.learner = learner;
    this.propensity = propensity;
    this.#models = models;
    this.#factor = factor;
  }

  /**
   * Learns uplift.
   *
   * @throws {InputError} where nobody, or everybody, got the message
   */
  static async fit(rows: UpliftTraining, options: UpliftOptions): Promise<UpliftModel> {
    const { treatment, outcome, features } = rows;
    const [control, treated] = [0, 1].map((arm) =>
      Uint32Array.from(treatment, (_, row) => row).filter((row) => treatment[row] === arm)
    ) as [Uint32Array, Uint32Array];
    if (control.length === 0 || treated.length === 0) {
      throw new InputError(
        "Learn uplift from customers with and without the message: " +
          `${treated.length} got it and ${control.length} did not`,
      );
    }
    const propensity = treated.length / treatment.length;
    const { learner } = options;
    if (learner === "transformed-outcome") {
      const spread = propensity * (1 - propensity);
      const transformed = outcome.map((y, row) => y * (treatment[row]! - propensity) / spread);
      return new UpliftModel(learner, propensity, [
        await GradientBoosting.fit(
          features,
          transformed,
          trees(options, transformed, "regression"),
        ),
      ]);
    }
    const part = (rows: Uint32Array) => ({
      features: takeRows(features, rows),
      outcome: takeValues(outcome, rows),
    });
    // A group in which nobody, or everybody, responded has no log-odds.
    const lossOf = (outcome: Float64Array) =>
      outcome.includes(0) && outcome.includes(1) ? "binary" : "regression";
    const response = ({ features, outcome }: Pick<UpliftTraining, "features" | "outcome">) =>
      GradientBoosting.fit(features, outcome, trees(options, outcome, lossOf(outcome)));
    const [withMessage, without] = [part(treated), part(control)];
    if (learner === "proportional") {
      const effect = meanOf(withMessage.outcome) - meanOf(without.outcome);
      const factor = effect / (meanOf(outcome) || 1);
      return new UpliftModel(learner, propensity, [await response({ features, outcome })], factor);
    }
    const [m1, m0] = [await response(withMessage), await response(without)];
    if (learner === "t-learner") return new UpliftModel(learner, propensity, [m1, m0]);
    const expected = m0.predict(withMessage.features);
    const reachable = m1.predict(without.features);
    const gained = withMessage.outcome.map((y, row) => y - expected[row]!);
    const missed = without.outcome.map((y, row) => reachable[row]! - y);
    return new UpliftModel(learner, propensity, [
      await GradientBoosting.fit(
        withMessage.features,
        gained,
        trees(options, gained, "regression"),
      ),
      await GradientBoosting.fit(without.features, missed, trees(options, missed, "regression")),
    ]);
  }

  /**
   * The uplift of each customer.
   *
   * @param features n rows with at least the features of the fit
   * @returns n differences of probabilities
   */
  predict(features: FeatureMatrix): Float64Array {
    const [first, second] = this.#models.map((model) => model.predict(features));
    const e = this.propensity;
    switch (this.learner) {
      case "t-learner":
        return first!.map((p, row) => p - second![row]!);
      case "x-learner":
        return first!.map((gained, row) => e * second![row]! + (1 - e) * gained);
      case "transformed-outcome":
        return first!;
      case "proportional":
        return first!.map((p) => p * this.#factor);
    }
  }

  /** As plain data. */
  toJSON(): UpliftModelJson {
    return {
      format: "perdura uplift 1",
      learner: this.learner,
      propensity: this.propensity,
      factor: this.#factor,
      models: this.#models.map((model) => model.toJSON()),
    };
  }

  /**
   * The model that {@linkcode UpliftModel.toJSON} wrote.
   *
   * @throws {InputError} where it is something else
   */
  static fromJSON(json: UpliftModelJson): UpliftModel {
    if (json?.format !== "perdura uplift 1") {
      throw new InputError('Cannot read a model of uplift: its format is not "perdura uplift 1"');
    }
    return new UpliftModel(
      json.learner,
      json.propensity,
      json.models.map((model) => GradientBoosting.fromJSON(model)),
      json.factor,
    );
  }
}

function trees(
  { trees = 60, learningRate = 0.05, depth = 2, leastShare = 0.01, l2 = 10 }: UpliftOptions,
  outcome: Float64Array,
  loss: "binary" | "regression",
): GradientBoostingOptions {
  const mean = meanOf(outcome);
  // The weight of a row is its second derivative, p (1 − p) for probabilities.
  const each = loss === "binary" ? mean * (1 - mean) : 1;
  return {
    loss,
    trees,
    learningRate,
    depth,
    leaves: 2 ** depth,
    l2: l2 * each,
    minimumChildWeight: Math.max(1e-9, leastShare * outcome.length * each),
  };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
