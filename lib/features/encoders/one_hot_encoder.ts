import { z } from "zod";
import type { FeatureMatrix, RawColumn } from "../feature_matrix.ts";
import { readModelJson } from "../read_model_json.ts";
import { codeCategories, lookUp } from "./_categories.ts";
import { categoriesOf, columnOf } from "./_raw_columns.ts";

/** Which categories get a column. */
export interface OneHotEncoderOptions {
  /** Fewest rows with the category, default 1; rarer ones are as if they were not there. */
  readonly minimumCount?: number;
}

const shape = z.object({
  kind: z.literal("one-hot-encoder"),
  columns: z.array(z.object({ name: z.string(), categories: z.array(z.string()) })),
});

type FittedColumn = z.infer<typeof shape>["columns"][number];

/**
 * One-hot encoding: a column of 0 and 1 for each category, named `column=category`.
 *
 * A missing value is the category `missing`. A category that was not seen, or is too rare, is 0 in
 * all columns.
 *
 * @example
 * ```ts
 * import { OneHotEncoder } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const source = (...values: (string | null)[]) => [{ name: "source", kind: "category" as const, values }];
 * const encoder = OneHotEncoder.fit(source("search", "email", null));
 * const { names, columns } = encoder.transform(source("email", "carrier pigeon"));
 * assertEquals(names, ["source=email", "source=missing", "source=search"]);
 * assertEquals(columns[0], Float64Array.of(1, 0));
 * ```
 */
export class OneHotEncoder {
  private constructor(private readonly columns: readonly FittedColumn[]) {}

  /**
   * @param columns categories of n rows
   * @throws {InputError} where a column is of numbers
   */
  static fit(
    columns: readonly RawColumn[],
    { minimumCount = 1 }: OneHotEncoderOptions = {},
  ): OneHotEncoder {
    return new OneHotEncoder(
      categoriesOf(columns).map(({ name, values }) => {
        const { codes, categories } = codeCategories(values);
        const rows = new Float64Array(categories.length);
        for (const code of codes) rows[code]!++;
        return {
          name,
          categories: categories.filter((_, code) => rows[code]! >= minimumCount).sort(),
        };
      }),
    );
  }

  /** Fits and transforms the same rows; the outcome plays no part, so that nothing leaks. */
  static fitTransform(
    columns: readonly RawColumn[],
    options: OneHotEncoderOptions = {},
  ): { encoder: OneHotEncoder; features: FeatureMatrix } {
    const encoder = OneHotEncoder.fit(columns, options);
    return { encoder, features: encoder.transform(columns) };
  }

  /** The encoder that `toJSON` wrote. */
  static fromJSON(json: unknown): OneHotEncoder {
    return new OneHotEncoder(readModelJson(json, shape, "one-hot encoder").columns);
  }

  /** @throws {InputError} where a fitted column is missing */
  transform(columns: readonly RawColumn[]): FeatureMatrix {
    const names: string[] = [], encoded: Float64Array[] = [];
    for (const { name, categories } of this.columns) {
      const { values } = columnOf(columns, name, "category");
      const hot = categories.map(() => new Float64Array(values.length));
      const codes = lookUp(
        values,
        new Map(categories.map((category, code) => [category, code])),
        -1,
      );
      codes.forEach((code, row) => {
        if (code >= 0) hot[code]![row] = 1;
      });
      names.push(...categories.map((category) => `${name}=${category}`));
      encoded.push(...hot);
    }
    return { names, columns: encoded };
  }

  /** The encoder as plain data. */
  toJSON(): z.infer<typeof shape> {
    return { kind: "one-hot-encoder", columns: [...this.columns] };
  }
}
