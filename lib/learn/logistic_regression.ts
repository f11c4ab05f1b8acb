import { InputError } from "perdura/core/mod.ts";
import { columnsNamed } from "perdura/features/columns_named.ts";
import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";
import { readModelJson } from "perdura/features/read_model_json.ts";
import { z } from "zod";
import { marginOf, newton, sigmoid } from "./_newton.ts";
import { standardised } from "./_standardised.ts";

/** How a logistic regression is fitted. */
export interface LogisticRegressionOptions {
  /**
   * Strength of the pull of the slopes towards 0, default 1: l2 / 2 times the sum of their squares, on
   * features of standard deviation 1, is added to the sum of the rows' log-losses.
   */
  readonly l2?: number;
  /** How many times each row counts; default 1. */
  readonly weight?: Float64Array;
}

const shape = z.object({
  kind: z.literal("logistic-regression"),
  names: z.array(z.string()),
  coefficients: z.array(z.number()),
  intercept: z.number(),
  converged: z.boolean(),
}).refine(({ names, coefficients }) => names.length === coefficients.length, {
  message: "a coefficient for each name",
});

/** A logistic regression as plain data. */
export type LogisticRegressionJson = z.infer<typeof shape>;

/**
 * Logistic regression: ln(p / (1 − p)) = intercept + Σ coefficient × feature.
 *
 * Features are standardised for the fit, so that the penalty treats them alike whatever their unit;
 * the coefficients are those of the features as given. Where a feature separates the outcomes, the
 * penalty keeps the coefficients finite; without a penalty they end where the loss no longer falls.
 *
 * @example
 * ```ts
 * import { LogisticRegression } from "perdura/learn/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const features = { names: ["treated"], columns: [Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1)] };
 * const bought = Float64Array.of(0, 0, 0, 1, 0, 1, 1, 1);
 * const model = LogisticRegression.fit(features, bought, { l2: 0 });
 * assertAlmostEquals(model.coefficients["treated"]!, Math.log(9), 1e-9); // odds 3 against odds 1/3
 * assertAlmostEquals(model.predict(features)[7]!, 0.75, 1e-9);
 * ```
 *
 * Source: Hastie, Tibshirani and Friedman, "The elements of statistical learning", section 4.4.
 */
export class LogisticRegression {
  /** What one unit of a feature adds to ln(p / (1 − p)), by its name. */
  readonly coefficients: Readonly<Record<string, number>>;

  private constructor(
    private readonly names: readonly string[],
    private readonly slopes: Float64Array,
    /** ln(p / (1 − p)) of a row whose features are all 0. */
    readonly intercept: number,
    /** False where the coefficients would go on growing. */
    readonly converged: boolean,
  ) {
    this.coefficients = Object.fromEntries(names.map((name, j) => [name, slopes[j]!]));
  }

  /**
   * Fits the coefficients.
   *
   * @param features n rows without missing values
   * @param outcome n values, 1 for a yes and 0 for a no; shares between are allowed
   * @throws {InputError} where a value is missing, or all outcomes are alike
   */
  static fit(
    features: FeatureMatrix,
    outcome: Float64Array,
    { l2 = 1, weight = new Float64Array(outcome.length).fill(1) }: LogisticRegressionOptions = {},
  ): LogisticRegression {
    check(features, outcome, weight);
    const { columns, mean, deviation } = standardised(features, weight);
    const { coefficients, converged } = newton({ columns, outcome, weight, l2 });
    const slopes = deviation.map((scale, j) => coefficients[j + 1]! / scale);
    const shift = slopes.reduce((sum, slope, j) => sum + slope * mean[j]!, 0);
    return new LogisticRegression(features.names, slopes, coefficients[0]! - shift, converged);
  }

  /** The model that `toJSON` wrote. */
  static fromJSON(json: unknown): LogisticRegression {
    const read = readModelJson(json, shape, "logistic regression");
    const slopes = Float64Array.from(read.coefficients);
    return new LogisticRegression(read.names, slopes, read.intercept, read.converged);
  }

  /** The probability of a yes, of each row; NaN where a feature is missing. */
  predict(features: FeatureMatrix): Float64Array {
    return this.margin(features).map(sigmoid);
  }

  /** ln(p / (1 − p)) of each row. */
  margin(features: FeatureMatrix): Float64Array {
    const columns = columnsNamed(features, this.names);
    return marginOf(columns, Float64Array.of(this.intercept, ...this.slopes), rowsOf(features));
  }

  /** The model as plain data. */
  toJSON(): LogisticRegressionJson {
    const { names, slopes, intercept, converged } = this;
    return {
      kind: "logistic-regression",
      names: [...names],
      coefficients: [...slopes],
      intercept,
      converged,
    };
  }
}

function check(features: FeatureMatrix, outcome: Float64Array, weight: Float64Array): void {
  const rows = rowsOf(features);
  if (rows !== outcome.length || rows !== weight.length) {
    throw new InputError(
      `Fit features, outcomes and weights of the same rows: there are ${rows} rows of features, ` +
        `${outcome.length} outcomes and ${weight.length} weights`,
    );
  }
  let total = 0, yes = 0;
  for (let i = 0; i < rows; i++) {
    const y = outcome[i]!;
    if (!(y >= 0 && y <= 1)) {
      throw new InputError(`Fit outcomes from 0 to 1: row ${i} has ${y}`);
    }
    total += weight[i]!;
    yes += weight[i]! * y;
  }
  if (yes > 0 && yes < total) return;
  throw new InputError(
    `Fit rows with a yes and rows with a no: all ${rows} rows have the outcome ${yes > 0 ? 1 : 0}`,
  );
}
