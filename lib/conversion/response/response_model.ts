import { InputError } from "perdura/core/mod.ts";
import { FeatureEncoder } from "perdura/features/encoders/feature_encoder.ts";
import type { FeatureMatrix, RawColumn } from "perdura/features/mod.ts";
import { reasonsInWords } from "../reasons.ts";
import { CalibrationCurve, type CalibrationCurveJson, type Scores } from "./calibration_curve.ts";
import { messageColumn, messageFeature } from "./message_rows.ts";
import {
  type FileReader,
  loadScorer,
  type ModelFiles,
  type ResponseModelName,
  type Scorer,
} from "./scorer.ts";

const FORMAT = "perdura response 1";

/** Name of the file that says how raw rows become features, and scores become probabilities. */
export const preprocessingFile = "preprocessing.json";

/** What a {@linkcode ResponseModel} consists of. */
export interface ResponseModelParts {
  readonly scorer: Scorer;
  readonly encoder: FeatureEncoder;
  /** Raw columns, in the order in which the encoder knows them. */
  readonly columns: readonly ColumnSignature[];
  /** The features of a usual customer: the means of the rows learnt from. */
  readonly usual: Float64Array;
  readonly curve: CalibrationCurve;
  /** The messages that customers got; none where the campaign does not say. */
  readonly messages: readonly string[];
}

/** A raw column that a model needs. */
export interface ColumnSignature {
  readonly name: string;
  readonly kind: RawColumn["kind"];
}

/**
 * How likely customers respond to a message: from raw columns to calibrated probabilities, intervals
 * and reasons.
 *
 * A category that it has never seen is one more value that says nothing; a missing value is one that
 * may say something.
 */
export class ResponseModel {
  readonly #parts: ResponseModelParts;

  constructor(parts: ResponseModelParts) {
    this.#parts = parts;
  }

  /** Which kind of model it is. */
  get name(): ResponseModelName {
    return this.#parts.scorer.name;
  }

  /** The raw columns that it needs. */
  get columns(): readonly ColumnSignature[] {
    return this.#parts.columns;
  }

  /** The messages that customers got: values of `treatment`; none where the campaign does not say. */
  get messages(): readonly string[] {
    return this.#parts.messages;
  }

  /** How scores became probabilities: "platt" or "beta". */
  get calibration(): string {
    return this.#parts.curve.method;
  }

  /**
   * Raw columns as features.
   *
   * @throws {InputError} where a column is missing or of another kind
   */
  features(columns: readonly RawColumn[]): FeatureMatrix {
    return this.#parts.encoder.transform(this.#inOrder(columns));
  }

  /**
   * Calibrated probabilities of a response.
   *
   * @param columns n rows of the raw columns, in any order; others are not looked at
   * @throws {InputError} where a column is missing or of another kind
   */
  predict(columns: readonly RawColumn[]): Float64Array {
    const { scorer, curve } = this.#parts;
    return curve.probabilities(scorer.predict(this.features(columns)));
  }

  /** Calibrated probabilities with their 95 % intervals, as {@linkcode ResponseModel.predict}. */
  score(columns: readonly RawColumn[]): Scores {
    const { scorer, curve } = this.#parts;
    return curve.apply(scorer.predict(this.features(columns)));
  }

  /** Why each row has its probability, in words. */
  reasons(columns: readonly RawColumn[]): string[] {
    const { scorer } = this.#parts;
    const raw = this.#inOrder(columns);
    const features = this.#parts.encoder.transform(raw);
    const effects = scorer.effects(features);
    const rows = raw[0]?.values.length ?? 0;
    const sums = raw.map(() => new Float64Array(rows));
    const names = this.columns.map(({ name }) => name);
    features.names.forEach((feature, f) => {
      const sum = sums[columnOf(feature, names)]!, effect = effects[f]!;
      for (let row = 0; row < rows; row++) sum[row]! += effect[row]!;
    });
    // That a customer gets the only message there is tells nobody anything.
    const told = raw.map((_, column) => column).filter((column) =>
      this.messages.length > 1 || names[column] !== messageFeature
    );
    return reasonsInWords(told.map((column) => raw[column]!), told.map((column) => sums[column]!));
  }

  /** The raw columns in the order of the signature; the only message there is, where none is said. */
  #inOrder(columns: readonly RawColumn[]): RawColumn[] {
    const [message, ...others] = this.messages;
    const rows = columns[0]?.values.length ?? 0;
    const isSaid = columns.some(({ name }) => name === messageFeature);
    return inOrder(
      this.columns,
      isSaid || message === undefined || others.length > 0
        ? columns
        : [...columns, messageColumn(new Array(rows).fill(message))],
    );
  }

  /** Everything that {@linkcode ResponseModel.load} needs, by file name. */
  files(): ModelFiles {
    const { scorer, encoder, columns, usual, curve, messages } = this.#parts;
    const preprocessing = {
      format: FORMAT,
      model: scorer.name,
      columns,
      messages,
      encoder: encoder.toJSON(),
      usual: [...usual],
      calibration: curve.toJSON(),
    };
    return { ...scorer.files(), [preprocessingFile]: `${JSON.stringify(preprocessing)}\n` };
  }

  /**
   * The model that {@linkcode ResponseModel.files} gave; it predicts the same.
   *
   * @param read reads a file of the model's folder
   * @throws {InputError} where the folder holds no such model
   */
  static async load(read: FileReader): Promise<ResponseModel> {
    const json = JSON.parse(new TextDecoder().decode(await read(preprocessingFile))) as {
      format: string;
      model: ResponseModelName;
      columns: ColumnSignature[];
      messages: string[];
      encoder: Parameters<typeof FeatureEncoder.fromJSON>[0];
      usual: number[];
      calibration: CalibrationCurveJson;
    };
    if (json.format !== FORMAT) {
      throw new InputError(
        `Cannot load the response model: "${preprocessingFile}" is not of the format "${FORMAT}"`,
      );
    }
    const usual = Float64Array.from(json.usual);
    return new ResponseModel({
      scorer: await loadScorer(json.model, usual, read),
      encoder: FeatureEncoder.fromJSON(json.encoder),
      columns: json.columns,
      usual,
      curve: CalibrationCurve.fromJSON(json.calibration),
      messages: json.messages,
    });
  }

  /** Gives its memory back; it cannot be used afterwards. */
  dispose(): void {
    this.#parts.scorer.dispose();
  }
}

/** The raw columns in the order of a signature. */
function inOrder(
  wanted: readonly ColumnSignature[],
  columns: readonly RawColumn[],
): RawColumn[] {
  const found = new Map(columns.map((column) => [column.name, column]));
  const missing = wanted.filter(({ name }) => !found.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new InputError(
      `Cannot score these rows: the model needs the columns ${missing.join(", ")} ` +
        `(found: ${[...found.keys()].join(", ")})`,
    );
  }
  return wanted.map(({ name, kind }) => {
    const column = found.get(name)!;
    if (column.kind === kind) return column;
    throw new InputError(
      `Cannot score these rows: "${name}" is a column of ${words[column.kind]} and the model has ` +
        `learnt from ${words[kind]}`,
    );
  });
}

const words = { number: "numbers", category: "categories" } as const;

/** The raw column that a feature was made of: `gender=F` of `gender`, the longest name that fits. */
function columnOf(feature: string, columns: readonly string[]): number {
  let best = -1;
  columns.forEach((name, i) => {
    const fits = feature === name ||
      (feature.startsWith(name) && /^\W/.test(feature.slice(name.length)));
    if (fits && name.length > (columns[best]?.length ?? -1)) best = i;
  });
  return best;
}
