import { InputError, similarName } from "perdura/core/mod.ts";
import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";
import { boost, type BoostingHistory } from "./_boost.ts";
import { settingsOf } from "./_check_options.ts";
import { checkFinite, checkRows } from "./_check_training.ts";
import { type CodedForest, codedForest, type Forest, forestMargin } from "./_forest.ts";
import { forestToJson, type GradientBoostingJson, modelFromJson } from "./_json.ts";
import { forestShap, type ShapValues } from "./_shap.ts";
import type { BoostingLoss, GradientBoostingOptions } from "./gradient_boosting_options.ts";

/**
 * Gradient boosted decision trees: a sum of small trees, each fitted to what the ones before leave
 * open.
 *
 * Features are cut into at most 254 bins once; a tree is grown best split first from histograms of
 * first and second derivatives of the loss, where a missing value goes to the side on which it
 * loses least. A leaf's weight is −G / (H + L2), G shrunk by L1; the gain of a split is
 * G²/(H + L2) of both sides less that of the node. With the same settings it grows the trees of
 * xgboost (`tree_method="hist"`, `grow_policy="lossguide"`), but for the choice of bins.
 *
 * @example
 * ```ts
 * import { GradientBoosting } from "perdura/learn/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const recency = Float64Array.from({ length: 100 }, (_, i) => i);
 * const features = { names: ["recency"], columns: [recency] };
 * const model = await GradientBoosting.fit(features, recency.map((r) => Number(r < 30)), { trees: 20 });
 * const [soon, late] = model.predict({ names: ["recency"], columns: [Float64Array.of(10, 80)] });
 * assert(soon! > 0.8 && late! < 0.2);
 * ```
 *
 * Source: Chen and Guestrin, "XGBoost: a scalable tree boosting system" (KDD 2016), sections 2 and 3.
 */
export class GradientBoosting {
  /** What it was fitted to predict. */
  readonly loss: BoostingLoss;
  /** Names of the features that it reads. */
  readonly features: readonly string[];
  /** Mean loss after each tree that was grown, also those after the best one. */
  readonly history: BoostingHistory;
  readonly #forest: Forest;
  #coded: CodedForest | undefined;

  private constructor(
    { loss, features, history }: Pick<GradientBoosting, "loss" | "features" | "history">,
    forest: Forest,
  ) {
    this.loss = loss;
    this.features = features;
    this.history = history;
    this.#forest = forest;
  }

  /**
   * Fits trees.
   *
   * @param features n rows; NaN where a value is missing
   * @param outcome n values: 0 or 1, numbers, or durations, by the loss
   * @throws {InputError} where rows or options cannot be used
   */
  static async fit(
    features: FeatureMatrix,
    outcome: Float64Array,
    options: GradientBoostingOptions = {},
  ): Promise<GradientBoosting> {
    const settings = settingsOf(options, features);
    const { weight, event, validation, monotone = {} } = options;
    const training = { features, outcome, weight, event };
    const { names } = features;
    checkRows(training, settings.loss, "training");
    for (const [name, direction] of Object.entries(monotone)) {
      if (names.includes(name) && (direction === 1 || direction === -1)) continue;
      throw new InputError(
        `Set "monotone" to 1 or -1 for features that are there: "${name}" is ` +
          (names.includes(name) ? `set to ${direction}` : `not one${suggestion(name, names)}`),
      );
    }
    const chosen = validation && { ...validation, features: choose(validation.features, names) };
    if (chosen !== undefined) checkRows(chosen, settings.loss, "validation");
    const { history, ...forest } = await boost(training, settings, {
      ...options,
      ...(chosen && { validation: chosen }),
    });
    return new GradientBoosting({ loss: settings.loss, features: names, history }, forest);
  }

  /** How many trees it has. */
  get trees(): number {
    return this.#forest.trees.length;
  }

  /**
   * What is expected of each row: the probability of a yes, the value, or the hazard relative to a
   * row of margin 0.
   *
   * @param features n rows with at least the features of the fit, in any order
   * @throws {InputError} where one is not there or has infinite values
   */
  predict(features: FeatureMatrix): Float64Array {
    const margin = this.margin(features);
    if (this.loss === "regression") return margin;
    return margin.map(this.loss === "cox" ? Math.exp : (m) => 1 / (1 + Math.exp(-m)));
  }

  /**
   * The sum of the trees for each row: log-odds, value, or log-hazard.
   *
   * @param features n rows with at least the features of the fit, in any order
   * @throws {InputError} where one is not there or has infinite values
   */
  margin(features: FeatureMatrix): Float64Array {
    this.#coded ??= codedForest(this.#forest);
    return forestMargin(this.#coded, this.#columns(features));
  }

  /**
   * How much each feature adds to the margin of each row: exact, path-dependent SHAP values.
   *
   * The base and the values of a row sum to its margin.
   *
   * @param features n rows with at least the features of the fit, in any order
   * @returns n values for each feature of the fit, in the order of the fit
   * @throws {InputError} where one is not there or has infinite values
   */
  shap(features: FeatureMatrix): ShapValues {
    return forestShap(this.#forest, this.#columns(features));
  }

  /** The share of each feature in what all splits gained, which sums to 1; 0 where none was made. */
  gainImportance(): Record<string, number> {
    const gains = new Float64Array(this.features.length);
    for (const { feature, gain } of this.#forest.trees) {
      feature.forEach((asked, node) => {
        if (asked !== -1) gains[asked]! += gain[node]!;
      });
    }
    const total = gains.reduce((sum, gain) => sum + gain, 0);
    return Object.fromEntries(this.features.map((name, i) => [name, gains[i]! / (total || 1)]));
  }

  /** As plain data. */
  toJSON(): GradientBoostingJson {
    const { loss, features, history } = this;
    return {
      format: "perdura gradient boosting 1",
      loss,
      features: [...features],
      history: { train: [...history.train], validation: [...history.validation] },
      ...forestToJson(this.#forest),
    };
  }

  /**
   * The model that {@linkcode GradientBoosting.toJSON} wrote; it predicts the same to the last bit.
   *
   * @throws {InputError} where this is something else
   */
  static fromJSON(json: unknown): GradientBoosting {
    const { model, forest } = modelFromJson(json);
    return new GradientBoosting(model, forest);
  }

  #columns(features: FeatureMatrix): readonly Float64Array[] {
    const { columns } = choose(features, this.features);
    columns.forEach((column, i) => checkFinite(column, this.features[i]!));
    return columns;
  }
}

/** The features of some names, in their order. */
function choose(features: FeatureMatrix, names: readonly string[]): FeatureMatrix {
  const rows = rowsOf(features);
  const columns = names.map((name) => {
    const column = features.columns[features.names.indexOf(name)];
    if (column === undefined) {
      throw new InputError(
        `Give all features that the trees were fitted on: "${name}" is not there` +
          suggestion(name, features.names),
      );
    }
    if (column.length !== rows) {
      throw new InputError(
        `Give features of the same rows: "${name}" has ${column.length} and others ${rows}`,
      );
    }
    return column;
  });
  return { names, columns };
}

function suggestion(name: string, names: readonly string[]): string {
  const similar = similarName(name, names);
  return similar === undefined ? "" : `; did you mean "${similar}"?`;
}
