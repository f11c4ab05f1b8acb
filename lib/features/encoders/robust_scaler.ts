import { z } from "zod";
import type { FeatureMatrix } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { movedAndScaled } from "./_moved_and_scaled.ts";
import { quantileOf, sortedKnown } from "./_quantiles.ts";

const shape = z.object({
  kind: z.literal("robust-scaler"),
  names: z.array(z.string()),
  median: z.array(z.number()),
  range: z.array(z.number().positive()),
});

/**
 * Robust scaling: (value − median) / interquartile range, of each column.
 *
 * A few huge values change nothing for the others. Missing values are passed over, and stay missing;
 * where the middle half of a column is one value, it is moved and not scaled.
 *
 * @example
 * ```ts
 * import { RobustScaler } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const spend = { names: ["spend"], columns: [Float64Array.of(10, 20, 30, 40, 1e6)] };
 * const [scaled] = RobustScaler.fit(spend).transform(spend).columns;
 * assertEquals(scaled!.subarray(0, 3), Float64Array.of(-1, -0.5, 0));
 * ```
 */
export class RobustScaler {
  private constructor(
    readonly names: readonly string[],
    /** Of each column. */
    readonly median: readonly number[],
    /** From the first to the third quartile of each column; 1 where they are equal. */
    readonly range: readonly number[],
  ) {}

  static fit({ names, columns }: FeatureMatrix): RobustScaler {
    const sorted = columns.map(sortedKnown);
    return new RobustScaler(
      names,
      sorted.map((values) => values.length === 0 ? 0 : quantileOf(values, 0.5)),
      sorted.map((values) => quantileOf(values, 0.75) - quantileOf(values, 0.25) || 1),
    );
  }

  static fitTransform(matrix: FeatureMatrix): { scaler: RobustScaler; features: FeatureMatrix } {
    const scaler = RobustScaler.fit(matrix);
    return { scaler, features: scaler.transform(matrix) };
  }

  /** The scaler that `toJSON` wrote. */
  static fromJSON(json: unknown): RobustScaler {
    const { names, median, range } = readModelJson(json, shape, "robust scaler");
    return new RobustScaler(names, median, range);
  }

  /** @throws {InputError} where a fitted column is missing */
  transform(matrix: FeatureMatrix): FeatureMatrix {
    return movedAndScaled({ ...this, shift: this.median, scale: this.range }, matrix);
  }

  /** The scaler as plain data. */
  toJSON(): z.infer<typeof shape> {
    const { names, median, range } = this;
    return { kind: "robust-scaler", names: [...names], median: [...median], range: [...range] };
  }
}
