import { InputError } from "perdura/core/mod.ts";
import { z } from "zod";
import type { FeatureMatrix, RawColumn } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { codeCategories, lookUp } from "./_categories.ts";
import { checkOutcome } from "./_check_outcome.ts";
import {
  apartOf,
  type BinSums,
  encodeOutOfFold,
  type OutOfFold,
  sumByBin,
} from "./_out_of_fold.ts";
import { edgesBelow, sortedKnown } from "./_quantiles.ts";
import { columnOf } from "./_raw_columns.ts";

/** How columns become weights of evidence. */
export interface WoeEncoderOptions {
  /** Bins of a column of numbers, of about equal size, beside that of missing values; default 10. */
  readonly bins?: number;
  /** The a of the formula, default 0.5: so many yeses and noes are added to every bin. */
  readonly smoothing?: number;
}

const common = { name: z.string(), informationValue: z.number(), values: z.array(z.number()) };
const shape = z.object({
  kind: z.literal("woe-encoder"),
  columns: z.array(z.discriminatedUnion("kind", [
    // The value of bin k, of numbers above k edges; the last value is that of missing numbers.
    z.object({ ...common, kind: z.literal("number"), edges: z.array(z.number()) }),
    z.object({ ...common, kind: z.literal("category"), categories: z.array(z.string()) }),
  ])),
}).refine(
  ({ columns }) =>
    columns.every((column) =>
      column.values.length ===
        (column.kind === "number" ? column.edges.length + 2 : column.categories.length)
    ),
  { message: "a value for each bin" },
);

type FittedColumn = z.infer<typeof shape>["columns"][number];
type Bins =
  & { readonly codes: Uint32Array; readonly bins: number }
  & (
    | { readonly kind: "number"; readonly edges: Float64Array }
    | { readonly kind: "category"; readonly categories: readonly string[] }
  );

/**
 * Weight of evidence: what a bin of a column says about a yes, as a difference of logarithms.
 *
 * WOE = ln((yes + a) / (Y + 2a)) − ln((no + a) / (N + 2a)), with the yeses and noes of the bin and of
 * all rows. Above 0 the bin has more than its share of the yeses. Categories are bins, numbers are
 * put into bins of about equal size, and missing values are a bin of their own; what was not seen is
 * 0. The information value of a column is Σ (share of the yeses − share of the noes) × WOE: below
 * 0.02 it says nothing, from 0.3 on much; above 0.5 ask whether it knows the answer.
 *
 * @example
 * ```ts
 * import { WoeEncoder } from "perdura/features/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const source = (...values: string[]) => [{ name: "source", kind: "category" as const, values }];
 * const bought = Float64Array.of(1, 1, 0, 0, 0, 0);
 * const encoder = WoeEncoder.fit(source("email", "email", "email", "ad", "ad", "ad"), bought);
 * const [woe] = encoder.transform(source("email")).columns;
 * assertAlmostEquals(woe![0]!, Math.log(2.5 / 3) - Math.log(1.5 / 5), 1e-12);
 * ```
 *
 * Source: Siddiqi, "Credit risk scorecards" (2006), chapter 6; Good, "Weight of evidence: a brief
 * survey" (1985).
 */
export class WoeEncoder {
  /** Of each column, by its name. */
  readonly informationValue: Readonly<Record<string, number>>;

  private constructor(private readonly columns: readonly FittedColumn[]) {
    this.informationValue = Object.fromEntries(
      columns.map(({ name, informationValue }) => [name, informationValue]),
    );
  }

  /**
   * @param columns categories or numbers of n rows
   * @param outcome n values, 1 for a yes and 0 for a no
   * @throws {InputError} where lengths differ, or all outcomes are alike
   */
  static fit(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    { bins = 10, smoothing = 0.5 }: WoeEncoderOptions = {},
  ): WoeEncoder {
    checkBothKinds(outcome);
    return new WoeEncoder(columns.map((column) => {
      const binned = binsOf(column, outcome, bins);
      return fittedColumn(
        column.name,
        binned,
        sumByBin(binned.codes, binned.bins, outcome),
        smoothing,
      );
    }));
  }

  /**
   * Fits, and encodes the same rows, those of small bins out of fold: from the rows of the others.
   *
   * @param options the fold of each row, or groups that are dealt out to folds
   * @returns the encoder, fitted on all rows, for others; and the features of these
   */
  static fitTransform(
    columns: readonly RawColumn[],
    outcome: Float64Array,
    options: WoeEncoderOptions & OutOfFold,
  ): { encoder: WoeEncoder; features: FeatureMatrix } {
    const apart = apartOf(options, outcome.length), { bins = 10, smoothing = 0.5 } = options;
    const features = columns.map((column) => {
      const binned = binsOf(column, outcome, bins);
      const encode = (sums: BinSums) => evidence(sums, smoothing).woe;
      return encodeOutOfFold(binned.codes, binned.bins, outcome, apart, encode).values;
    });
    return {
      encoder: WoeEncoder.fit(columns, outcome, { bins, smoothing }),
      features: { names: columns.map(({ name }) => name), columns: features },
    };
  }

  /** The encoder that `toJSON` wrote. */
  static fromJSON(json: unknown): WoeEncoder {
    return new WoeEncoder(readModelJson(json, shape, "WOE encoder").columns);
  }

  /**
   * Encodes rows that were not fitted, under the names of the columns.
   *
   * @throws {InputError} where a fitted column is missing or of the other kind
   */
  transform(columns: readonly RawColumn[]): FeatureMatrix {
    return {
      names: this.columns.map(({ name }) => name),
      columns: this.columns.map((fitted) => {
        const { values } = fitted;
        if (fitted.kind === "category") {
          const table = new Map(fitted.categories.map((category, k) => [category, values[k]!]));
          return lookUp(columnOf(columns, fitted.name, "category").values, table, 0);
        }
        const edges = Float64Array.from(fitted.edges);
        return columnOf(columns, fitted.name, "number").values
          .map((value) => values[binOf(value, edges)]!);
      }),
    };
  }

  /** The encoder as plain data. */
  toJSON(): z.infer<typeof shape> {
    return { kind: "woe-encoder", columns: [...this.columns] };
  }
}

function binsOf(column: RawColumn, outcome: Float64Array, bins: number): Bins {
  checkOutcome(column, outcome);
  if (column.kind === "category") {
    const { codes, categories } = codeCategories(column.values);
    return { kind: "category", codes, bins: categories.length, categories };
  }
  const sorted = sortedKnown(column.values), n = sorted.length;
  const inner = Array.from(
    { length: bins - 1 },
    (_, k) => sorted[Math.ceil((k + 1) * n / bins) - 1]!,
  );
  const edges = Float64Array.from(new Set(inner.filter((edge) => edge < sorted[n - 1]!)));
  const codes = Uint32Array.from(column.values, (value) => binOf(value, edges));
  return { kind: "number", codes, bins: edges.length + 2, edges };
}

/** The bin whose upper edge a number does not exceed; the last one is for missing numbers. */
function binOf(value: number, edges: Float64Array): number {
  return Number.isNaN(value) ? edges.length + 1 : edgesBelow(edges, value);
}

function fittedColumn(name: string, bins: Bins, sums: BinSums, smoothing: number): FittedColumn {
  const { woe, informationValue } = evidence(sums, smoothing);
  const common = { name, informationValue, values: [...woe] };
  return bins.kind === "number"
    ? { ...common, kind: "number", edges: [...bins.edges] }
    : { ...common, kind: "category", categories: [...bins.categories] };
}

/** The weight of evidence of each bin, 0 of one without rows, and what all say together. */
function evidence(
  { rows, sum }: BinSums,
  smoothing: number,
): { woe: Float64Array; informationValue: number } {
  const allYes = sum.reduce((all, yes) => all + yes, 0);
  const allNo = rows.reduce((all, count) => all + count, 0) - allYes;
  let informationValue = 0;
  const woe = rows.map((count, bin) => {
    if (count === 0) return 0;
    const yesShare = (sum[bin]! + smoothing) / (allYes + 2 * smoothing);
    const noShare = (count - sum[bin]! + smoothing) / (allNo + 2 * smoothing);
    const value = Math.log(yesShare) - Math.log(noShare);
    informationValue += (yesShare - noShare) * value;
    return value;
  });
  return { woe, informationValue };
}

function checkBothKinds(outcome: Float64Array): void {
  const yes = outcome.reduce((sum, y) => sum + y, 0);
  if (yes > 0 && yes < outcome.length) return;
  throw new InputError(
    `Encode rows with a yes and rows with a no: all ${outcome.length} outcomes are alike`,
  );
}
