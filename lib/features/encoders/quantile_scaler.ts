import { normalQuantile } from "perdura/stats/mod.ts";
import { z } from "zod";
import { columnsNamed } from "../columns_named.ts";
import type { FeatureMatrix } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { edgesBelow, quantileOf, sortedKnown } from "./_quantiles.ts";

/** How finely a column is looked at. */
export interface QuantileScalerOptions {
  /** At most so many quantiles are kept of a column, default 1,000. */
  readonly quantiles?: number;
}

const shape = z.object({
  kind: z.literal("quantile-scaler"),
  columns: z.array(
    z.object({ name: z.string(), at: z.array(z.number()), score: z.array(z.number()) })
      .refine(({ at, score }) => at.length === score.length, { message: "a score for each value" }),
  ),
});

interface FittedColumn {
  readonly name: string;
  /** Different values, ascending. */
  readonly at: Float64Array;
  /** The normal score of each. */
  readonly score: Float64Array;
}

/**
 * Normal scores: a value becomes the quantile of the standard normal distribution that its rank is.
 *
 * Whatever the shape of a column, its scores look alike: good for networks. Equal values share the
 * score of their middle rank; between known values scores are joined by lines; the lowest and the
 * highest of m quantiles are those of 0.5 / m from the end, and nothing is beyond. A missing value
 * becomes 0, the score of the median.
 *
 * @example
 * ```ts
 * import { QuantileScaler } from "perdura/features/mod.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const spend = { names: ["spend"], columns: [Float64Array.of(1, 10, 1e6)] };
 * const scaler = QuantileScaler.fit(spend);
 * const [scores] = scaler.transform({ names: ["spend"], columns: [Float64Array.of(10, NaN, 1e9)] }).columns;
 * assertEquals(scores!.subarray(0, 2), Float64Array.of(0, 0));
 * assertAlmostEquals(scores![2]!, 0.967421566, 1e-9); // of 5/6
 * ```
 *
 * Source: van der Waerden, "Order tests for the two-sample problem" (1953).
 */
export class QuantileScaler {
  private constructor(private readonly columns: readonly FittedColumn[]) {}

  static fit(
    { names, columns }: FeatureMatrix,
    { quantiles = 1000 }: QuantileScalerOptions = {},
  ): QuantileScaler {
    return new QuantileScaler(columns.map((values, j) => fitColumn(names[j]!, values, quantiles)));
  }

  static fitTransform(
    matrix: FeatureMatrix,
    options: QuantileScalerOptions = {},
  ): { scaler: QuantileScaler; features: FeatureMatrix } {
    const scaler = QuantileScaler.fit(matrix, options);
    return { scaler, features: scaler.transform(matrix) };
  }

  /** The scaler that `toJSON` wrote. */
  static fromJSON(json: unknown): QuantileScaler {
    const { columns } = readModelJson(json, shape, "quantile scaler");
    return new QuantileScaler(columns.map(({ name, at, score }) => ({
      name,
      at: Float64Array.from(at),
      score: Float64Array.from(score),
    })));
  }

  /**
   * @returns scores, none missing
   * @throws {InputError} where a fitted column is missing
   */
  transform(matrix: FeatureMatrix): FeatureMatrix {
    const names = this.columns.map(({ name }) => name);
    const columns = columnsNamed(matrix, names)
      .map((values, j) => scoresOf(values, this.columns[j]!));
    return { names, columns };
  }

  /** The scaler as plain data. */
  toJSON(): z.infer<typeof shape> {
    return {
      kind: "quantile-scaler",
      columns: this.columns.map(({ name, at, score }) => ({
        name,
        at: [...at],
        score: [...score],
      })),
    };
  }
}

function fitColumn(name: string, values: Float64Array, quantiles: number): FittedColumn {
  const sorted = sortedKnown(values);
  const grid = Math.min(quantiles, sorted.length);
  const at: number[] = [], score: number[] = [];
  for (let first = 0, last = 0; first < grid; first = last + 1) {
    const value = atPlace(sorted, first, grid);
    for (last = first; last + 1 < grid && atPlace(sorted, last + 1, grid) <= value;) last++;
    const share = grid === 1 ? 0.5 : (first + last) / 2 / (grid - 1);
    at.push(value);
    score.push(normalQuantile(Math.min(1 - 0.5 / grid, Math.max(0.5 / grid, share))));
  }
  return { name, at: Float64Array.from(at), score: Float64Array.from(score) };
}

function atPlace(sorted: Float64Array, place: number, grid: number): number {
  return grid === 1 ? sorted[0]! : quantileOf(sorted, place / (grid - 1));
}

function scoresOf(values: Float64Array, { at, score }: FittedColumn): Float64Array {
  const scores = new Float64Array(values.length);
  const last = at.length - 1;
  if (last < 0) return scores; // nothing was known of the column
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const above = edgesBelow(at, value);
    if (above > last) scores[i] = score[last]!;
    else if (above === 0 || at[above] === value) scores[i] = score[above]!;
    else {
      const from = at[above - 1]!;
      const share = (value - from) / (at[above]! - from);
      const between = score[above - 1]! + share * (score[above]! - score[above - 1]!);
      scores[i] = Math.min(score[above]!, between); // rounding must not turn the order
    }
  }
  return scores;
}
