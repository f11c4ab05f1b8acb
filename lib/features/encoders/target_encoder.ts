import { z } from "zod";
import type { FeatureMatrix, RawColumn } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { codeCategories, lookUp } from "./_categories.ts";
import { checkOutcome } from "./_check_outcome.ts";
import {
  type BinSums,
  encodeOutOfFold,
  foldsOf,
  type OutOfFold,
  sumByBin,
} from "./_out_of_fold.ts";
import { categoriesOf, type CategoryColumn, columnOf } from "./_raw_columns.ts";

/** How categories are encoded by the outcome. */
export interface TargetEncoderOptions {
  /**
   * How many rows the overall mean counts for, beside those of the category. Default "auto": as many
   * as the variance within the category is to the variance of all outcomes (empirical Bayes).
   */
  readonly smoothing?: number | "auto";
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
 * `TargetEncoder` of scikit-learn.
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
    { smoothing = "auto" }: TargetEncoderOptions = {},
  ): TargetEncoder {
    const fitted = categoriesOf(columns).map((column) => {
      checkOutcome(column, outcome);
      const { codes, categories } = codeCategories(column.values);
      const table = encode(sumByBin(codes, categories.length, outcome), smoothing);
      return fittedColumn(column, categories, table);
    });
    return new TargetEncoder(fitted, meanOf(outcome));
  }

  /**
   * Fits, and encodes the same rows out of fold: each from the rows of the other folds.
   *
   * @param options the fold of each row, or groups that are dealt out to folds
   * @returns the encoder, fitted on all rows, for others; and the features of these
   */
  static fitTransform(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    options: TargetEncoderOptions & OutOfFold,
  ): { encoder: TargetEncoder; features: FeatureMatrix } {
    const folds = foldsOf(options, outcome.length), { smoothing = "auto" } = options;
    const encoded = categoriesOf(columns).map((column) => {
      checkOutcome(column, outcome);
      const { codes, categories } = codeCategories(column.values);
      const { table, values } = encodeOutOfFold(
        codes,
        categories.length,
        outcome,
        folds,
        (sums) => encode(sums, smoothing),
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

/** The encoded mean of each bin; the prior of a bin without rows. */
function encode({ rows, sum, squares }: BinSums, smoothing: number | "auto"): Float64Array {
  const total = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
  const n = total(rows), prior = total(sum) / n;
  const variance = total(squares) / n - prior ** 2;
  return rows.map((count, bin) => {
    if (count === 0) return prior;
    const mean = sum[bin]! / count;
    if (smoothing !== "auto") return (sum[bin]! + smoothing * prior) / (count + smoothing);
    // Sums of squares leave rounding where there is no variance.
    const within = Math.max(0, squares[bin]! / count - mean ** 2);
    const trust = variance * count / (variance * count + within);
    return Number.isNaN(trust) ? prior : trust * mean + (1 - trust) * prior;
  });
}
