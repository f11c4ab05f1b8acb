import { InputError } from "perdura/core/mod.ts";
import { OneHotEncoder } from "perdura/features/encoders/one_hot_encoder.ts";
import type { FeatureMatrix, RawColumn } from "perdura/features/feature_matrix.ts";
import { UpliftModel, type UpliftModelJson } from "./uplift_model.ts";

/** An {@linkcode UpliftScorer} as plain data. */
export interface UpliftScorerJson {
  readonly numbers: readonly string[];
  readonly categories: unknown;
  readonly model: UpliftModelJson;
}

/**
 * Columns as they come from a table, ready for trees: numbers as they are, with NaN where one is
 * missing, and a column of 0 and 1 for each category. Responses play no part in it.
 */
export class UpliftEncoder {
  readonly #numbers: readonly string[];
  readonly #categories: OneHotEncoder;

  /**
   * @param numbers names of the columns of numbers
   * @param categories fitted on the others
   */
  constructor(numbers: readonly string[], categories: OneHotEncoder) {
    this.#numbers = numbers;
    this.#categories = categories;
  }

  /** Learns which categories there are. */
  static fit(columns: readonly RawColumn[]): UpliftEncoder {
    return new UpliftEncoder(
      columns.filter(({ kind }) => kind === "number").map(({ name }) => name),
      OneHotEncoder.fit(columns.filter(({ kind }) => kind === "category")),
    );
  }

  /** @throws {InputError} where a column is missing */
  transform(columns: readonly RawColumn[]): FeatureMatrix {
    const numbers = this.#numbers.map((name) => {
      const column = columns.find((column) => column.name === name);
      if (column?.kind === "number") return column.values;
      throw new InputError(`Give the column "${name}", of numbers: the model of uplift reads it`);
    });
    const categories = this.#categories.transform(columns);
    return {
      names: [...this.#numbers, ...categories.names],
      columns: [...numbers, ...categories.columns],
    };
  }

  /** As plain data. */
  toJSON(): Pick<UpliftScorerJson, "numbers" | "categories"> {
    return { numbers: this.#numbers, categories: this.#categories.toJSON() };
  }
}

/** A model of uplift that reads columns as they come from a table. */
export class UpliftScorer {
  readonly encoder: UpliftEncoder;
  readonly model: UpliftModel;

  constructor(encoder: UpliftEncoder, model: UpliftModel) {
    this.encoder = encoder;
    this.model = model;
  }

  /**
   * How many responses more a message to each customer brings.
   *
   * @param columns of n customers, with at least those of the fit
   * @returns n differences of probabilities
   * @throws {InputError} where a column is missing
   */
  predict(columns: readonly RawColumn[]): Float64Array {
    return this.model.predict(this.encoder.transform(columns));
  }

  /** As plain data. */
  toJSON(): UpliftScorerJson {
    return { ...this.encoder.toJSON(), model: this.model.toJSON() };
  }

  /** The scorer that {@linkcode UpliftScorer.toJSON} wrote. */
  static fromJSON({ numbers, categories, model }: UpliftScorerJson): UpliftScorer {
    return new UpliftScorer(
      new UpliftEncoder(numbers, OneHotEncoder.fromJSON(categories)),
      UpliftModel.fromJSON(model),
    );
  }
}
