import { z } from "zod";
import type { FeatureMatrix, RawColumn } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { codeCategories } from "./_categories.ts";
import type { OutOfFold } from "./_out_of_fold.ts";
import {
  type CategoryColumn,
  columnOf,
  type NumberColumn,
  requireSameRows,
} from "./_raw_columns.ts";
import { OneHotEncoder } from "./one_hot_encoder.ts";
import { QuantileScaler } from "./quantile_scaler.ts";
import { RobustScaler } from "./robust_scaler.ts";
import { StandardScaler } from "./standard_scaler.ts";
import { TargetEncoder } from "./target_encoder.ts";

/** How columns are made ready for a network. */
export interface FeatureEncoderOptions {
  /** Columns with at most so many categories become one column for each, default 10; others are encoded by the outcome. */
  readonly oneHotUpTo?: number;
  /** Fewest rows of a category with a column of its own, default 1. */
  readonly minimumCount?: number;
  /** As of {@linkcode TargetEncoder}. */
  readonly smoothing?: number | "credibility" | "auto";
  /** What is done to numbers, and to categories encoded by the outcome; default "quantile". */
  readonly scaling?: "quantile" | "robust" | "standard";
}

const scalers = { quantile: QuantileScaler, robust: RobustScaler, standard: StandardScaler };

const shape = z.object({
  kind: z.literal("feature-encoder"),
  scaling: z.enum(["quantile", "robust", "standard"]),
  numbers: z.array(z.string()),
  gaps: z.array(z.string()),
  target: z.unknown(),
  oneHot: z.unknown(),
  scaler: z.unknown(),
});

interface Parts {
  readonly scaling: keyof typeof scalers;
  /** Columns of numbers, and those of them with missing values. */
  readonly numbers: readonly string[];
  readonly gaps: readonly string[];
  readonly target: TargetEncoder;
  readonly oneHot: OneHotEncoder;
  readonly scaler: QuantileScaler | RobustScaler | StandardScaler;
}

/**
 * Everything a network needs: numbers only, of like size, none missing.
 *
 * Columns of few categories become one of 0 and 1 for each; those of many are encoded by the outcome.
 * These and numbers are scaled. Where a number was missing in a fitted row there is a column
 * `name is missing`, and the number itself becomes 0, which is the middle. The order is: numbers,
 * categories by outcome, categories one by one, what is missing.
 *
 * Rows that a model learns from need {@linkcode FeatureEncoder.fitTransform}, which keeps
 * small categories from their own outcomes.
 *
 * @example
 * ```ts
 * import { FeatureEncoder } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = [
 *   { name: "age", kind: "number" as const, values: Float64Array.of(20, NaN, 40) },
 *   { name: "source", kind: "category" as const, values: ["ad", "email", "ad"] },
 * ];
 * const encoder = FeatureEncoder.fit(columns, Float64Array.of(0, 1, 1), { scaling: "standard" });
 * const features = encoder.transform(columns);
 * assertEquals(features.names, ["age", "source=ad", "source=email", "age is missing"]);
 * assertEquals(features.columns[0], Float64Array.of(-1, 0, 1));
 * ```
 */
export class FeatureEncoder {
  private constructor(private readonly parts: Parts) {}

  /**
   * @param columns of n rows
   * @param outcome n values
   */
  static fit(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    options: FeatureEncoderOptions = {},
  ): FeatureEncoder {
    const sorted = sortOut(columns, options);
    const target = TargetEncoder.fit(sorted.many, outcome, options);
    return new FeatureEncoder(partsOf(sorted, target, target.transform(columns), options));
  }

  /**
   * Fits, and encodes the same rows, small categories by the outcome of rows in other folds.
   *
   * @param options the fold of each row, or groups that are dealt out to folds
   * @returns the encoder, fitted on all rows, for others; and the features of these
   */
  static fitTransform(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    options: FeatureEncoderOptions & OutOfFold,
  ): { encoder: FeatureEncoder; features: FeatureMatrix } {
    const sorted = sortOut(columns, options);
    const { encoder: target, features: byOutcome } = TargetEncoder.fitTransform(
      sorted.many,
      outcome,
      options,
    );
    const encoder = new FeatureEncoder(partsOf(sorted, target, byOutcome, options));
    return { encoder, features: encoder.assemble(columns, byOutcome) };
  }

  /** The encoder that `toJSON` wrote. */
  static fromJSON(json: unknown): FeatureEncoder {
    const { scaling, numbers, gaps, ...read } = readModelJson(json, shape, "feature encoder");
    return new FeatureEncoder({
      scaling,
      numbers,
      gaps,
      target: TargetEncoder.fromJSON(read.target),
      oneHot: OneHotEncoder.fromJSON(read.oneHot),
      scaler: scalers[scaling].fromJSON(read.scaler),
    });
  }

  /**
   * @returns features without missing values
   * @throws {InputError} where a fitted column is missing or of another kind, or columns differ in length
   */
  transform(columns: readonly RawColumn[]): FeatureMatrix {
    return this.assemble(columns, this.parts.target.transform(columns));
  }

  /** The encoder as plain data. */
  toJSON(): z.infer<typeof shape> {
    const { scaling, numbers, gaps, target, oneHot, scaler } = this.parts;
    return {
      kind: "feature-encoder",
      scaling,
      numbers: [...numbers],
      gaps: [...gaps],
      target: target.toJSON(),
      oneHot: oneHot.toJSON(),
      scaler: scaler.toJSON(),
    };
  }

  private assemble(columns: readonly RawColumn[], byOutcome: FeatureMatrix): FeatureMatrix {
    requireSameRows(columns);
    const { numbers, gaps, oneHot, scaler } = this.parts;
    const valuesOf = (name: string) => columnOf(columns, name, "number").values;
    const scaled = scaler.transform({
      names: [...numbers, ...byOutcome.names],
      columns: [...numbers.map(valuesOf), ...byOutcome.columns],
    });
    scaled.columns.forEach(fillGaps);
    const hot = oneHot.transform(columns);
    return {
      names: [...scaled.names, ...hot.names, ...gaps.map((name) => `${name} is missing`)],
      columns: [
        ...scaled.columns,
        ...hot.columns,
        ...gaps.map((name) => whereMissing(valuesOf(name))),
      ],
    };
  }
}

interface SortedColumns {
  readonly numbers: readonly NumberColumn[];
  readonly few: readonly CategoryColumn[];
  readonly many: readonly CategoryColumn[];
}

function sortOut(
  columns: readonly RawColumn[],
  { oneHotUpTo = 10 }: FeatureEncoderOptions,
): SortedColumns {
  const numbers = columns.filter((column) => column.kind === "number");
  const few: CategoryColumn[] = [], many: CategoryColumn[] = [];
  for (const column of columns) {
    if (column.kind === "number") continue;
    (codeCategories(column.values).categories.length <= oneHotUpTo ? few : many).push(column);
  }
  return { numbers, few, many };
}

function partsOf(
  { numbers, few }: SortedColumns,
  target: TargetEncoder,
  byOutcome: FeatureMatrix,
  options: FeatureEncoderOptions,
): Parts {
  const { scaling = "quantile" } = options;
  return {
    scaling,
    numbers: numbers.map(({ name }) => name),
    gaps: numbers.filter(({ values }) => values.some(Number.isNaN)).map(({ name }) => name),
    target,
    oneHot: OneHotEncoder.fit(few, options),
    scaler: scalers[scaling].fit({
      names: [...numbers.map(({ name }) => name), ...byOutcome.names],
      columns: [...numbers.map(({ values }) => values), ...byOutcome.columns],
    }),
  };
}

/** Puts 0, which is the middle of a scaled column, where a value is missing. */
function fillGaps(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) values[i] = 0;
}

function whereMissing(values: Float64Array): Float64Array {
  const is = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) is[i] = 1;
  return is;
}
