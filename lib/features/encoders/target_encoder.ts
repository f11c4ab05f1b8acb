import { z } from "zod";
import type { FeatureMatrix, RawColumn } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { codeCategories, lookUp } from "./_categories.ts";
import { checkOutcome } from "./_check_outcome.ts";
import { apartOf, encodeOutOfFold, type OutOfFold, sumByBin } from "./_out_of_fold.ts";
import { categoriesOf, type CategoryColumn, columnOf } from "./_raw_columns.ts";
import { smoothedMeans } from "./_smoothed_means.ts";

/** How categories are encoded by the outcome. */
export interface TargetEncoderOptions {
  /**
   * The m of the formula: how many rows the mean of all counts for, beside those of the category.
   *
   * `"credibility"` (default): as many as the variance within categories is to that between them,
   * σ² / τ², both over all categories of the column; 1 to 300, so that no category is trusted fully
   * and a large one keeps its own mean where nothing is known to differ. `"auto"`: as scikit-learn
   * has it, with the variance within each category for σ² and that of all outcomes for τ²; mind that
   * a category is then trusted fully where all its outcomes are alike, be they three.
   */
  readonly smoothing?: number | "credibility" | "auto";
}

const shape = z.object({
  kind: z.literal("target-encoder"),
  prior: z.number(),
  columns: z.array(
    z.object({ name: z.string(), categories: z.array(z.string()), values: z.array(z.number()) })
      .refine(({ categories, values }) => categories.length === values.length, {
        message: "a value for each category",
      }),
  ),
});

type FittedColumn = z.infer<typeof shape>["columns"][number];

/**
 * Target encoding: a category becomes the mean outcome of its rows, drawn towards the mean of all.
 *
 * (Σ outcome + m × prior) / (rows + m). A missing value is a category of its own; one that was not
 * seen becomes the prior. Rows that a model learns from need {@linkcode TargetEncoder.fitTransform}:
 * from their own outcome, `fit` and `transform` would tell the model the answer.
 *
 * @example
 * ```ts
 * import { TargetEncoder } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const city = (...values: string[]) => [{ name: "city", kind: "category" as const, values }];
 * const bought = Float64Array.of(1, 0, 1, 0);
 * const encoder = TargetEncoder.fit(city("Lima", "Lima", "Lima", "Quito"), bought, { smoothing: 1 });
 * assertEquals(encoder.transform(city("Lima", "Quito", "Oslo")).columns[0], Float64Array.of(0.625, 0.25, 0.5));
 * ```
 *
 * Source: Micci-Barreca, "A preprocessing scheme for high-cardinality categorical attributes in
 * classification and prediction problems", SIGKDD Explorations 3 (2001); "auto" and folds as
 * `TargetEncoder` of scikit-learn; "credibility" as Bühlmann and Gisler, "A course in credibility
 * theory and its applications" (2005), chapter 4, the model of Bühlmann and Straub.
 */
export class TargetEncoder {
  private constructor(
    private readonly columns: readonly FittedColumn[],
    /** Mean of all outcomes. */
    readonly prior: number,
  ) {}

  /**
   * @param columns categories of n rows
   * @param outcome n values
   * @throws {InputError} where a column is of numbers, or lengths differ
   */
  static fit(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    { smoothing = "credibility" }: TargetEncoderOptions = {},
  ): TargetEncoder {
    const fitted = categoriesOf(columns).map((column) => {
      checkOutcome(column, outcome);
      const { codes, categories } = codeCategories(column.values);
      const table = smoothedMeans(sumByBin(codes, categories.length, outcome), smoothing);
      return fittedColumn(column, categories, table);
    });
    return new TargetEncoder(fitted, meanOf(outcome));
  }

  /**
   * Fits, and encodes the same rows, those of small categories out of fold: from the rows of the
   * others.
   *
   * @param options the fold of each row, or groups that are dealt out to folds
   * @returns the encoder, fitted on all rows, for others; and the features of these
   */
  static fitTransform(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    options: TargetEncoderOptions & OutOfFold,
  ): { encoder: TargetEncoder; features: FeatureMatrix } {
    const apart = apartOf(options, outcome.length), { smoothing = "credibility" } = options;
    const encoded = categoriesOf(columns).map((column) => {
      checkOutcome(column, outcome);
      const { codes, categories } = codeCategories(column.values);
      const { table, values } = encodeOutOfFold(
        codes,
        categories.length,
        outcome,
        apart,
        (sums) => smoothedMeans(sums, smoothing),
      );
      return { fitted: fittedColumn(column, categories, table), values };
    });
    return {
      encoder: new TargetEncoder(encoded.map(({ fitted }) => fitted), meanOf(outcome)),
      features: {
        names: encoded.map(({ fitted }) => fitted.name),
        columns: encoded.map(({ values }) => values),
      },
    };
  }

  /** The encoder that `toJSON` wrote. */
  static fromJSON(json: unknown): TargetEncoder {
    const { columns, prior } = readModelJson(json, shape, "target encoder");
    return new TargetEncoder(columns, prior);
  }

  /**
   * Encodes rows that were not fitted, under the names of the columns.
   *
   * @throws {InputError} where a fitted column is missing
   */
  transform(columns: readonly RawColumn[]): FeatureMatrix {
    return {
      names: this.columns.map(({ name }) => name),
      columns: this.columns.map(({ name, categories, values }) => {
        const table = new Map(categories.map((category, k) => [category, values[k]!]));
        return lookUp(columnOf(columns, name, "category").values, table, this.prior);
      }),
    };
  }

  /** The encoder as plain data. */
  toJSON(): z.infer<typeof shape> {
    return { kind: "target-encoder", prior: this.prior, columns: [...this.columns] };
  }
}

function fittedColumn(
  { name }: CategoryColumn,
  categories: readonly string[],
  table: Float64Array,
): FittedColumn {
  return { name, categories: [...categories], values: [...table] };
}

function meanOf(outcome: Float64Array): number {
  return outcome.reduce((sum, y) => sum + y, 0) / outcome.length;
}
