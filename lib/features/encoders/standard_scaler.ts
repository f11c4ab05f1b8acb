import { z } from "zod";
import type { FeatureMatrix } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { movedAndScaled } from "./_moved_and_scaled.ts";

const shape = z.object({
  kind: z.literal("standard-scaler"),
  names: z.array(z.string()),
  mean: z.array(z.number()),
  deviation: z.array(z.number().positive()),
});

/**
 * Standardising: (value − mean) / standard deviation, of each column.
 *
 * Missing values are passed over, and stay missing. A column of equal values becomes 0.
 *
 * @example
 * ```ts
 * import { StandardScaler } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ages = { names: ["age"], columns: [Float64Array.of(20, 40, NaN)] };
 * assertEquals(StandardScaler.fit(ages).transform(ages).columns[0], Float64Array.of(-1, 1, NaN));
 * ```
 */
export class StandardScaler {
  private constructor(
    readonly names: readonly string[],
    /** Of each column. */
    readonly mean: readonly number[],
    /** Of each column, over n; 1 of a column of equal values. */
    readonly deviation: readonly number[],
  ) {}

  static fit({ names, columns }: FeatureMatrix): StandardScaler {
    const moments = columns.map(momentsOf);
    const mean = moments.map((one) => one.mean);
    return new StandardScaler(names, mean, moments.map((one) => one.deviation));
  }

  static fitTransform(matrix: FeatureMatrix): { scaler: StandardScaler; features: FeatureMatrix } {
    const scaler = StandardScaler.fit(matrix);
    return { scaler, features: scaler.transform(matrix) };
  }

  /** The scaler that `toJSON` wrote. */
  static fromJSON(json: unknown): StandardScaler {
    const { names, mean, deviation } = readModelJson(json, shape, "standard scaler");
    return new StandardScaler(names, mean, deviation);
  }

  /** @throws {InputError} where a fitted column is missing */
  transform(matrix: FeatureMatrix): FeatureMatrix {
    return movedAndScaled({ ...this, shift: this.mean, scale: this.deviation }, matrix);
  }

  /** The scaler as plain data. */
  toJSON(): z.infer<typeof shape> {
    const { names, mean, deviation } = this;
    return {
      kind: "standard-scaler",
      names: [...names],
      mean: [...mean],
      deviation: [...deviation],
    };
  }
}

function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  let rows = 0, sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    rows++;
  }
  const mean = rows === 0 ? 0 : sum / rows;
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / rows);
  // Equal values leave rounding behind, which is no spread.
  return { mean, deviation: deviation > 1e-12 * Math.abs(mean) ? deviation : 1 };
}
