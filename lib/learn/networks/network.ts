import { InputError } from "perdura/core/mod.ts";
import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";
import { startBackend } from "./_backend.ts";
import { type Layers, layersOf, outputsOf } from "./_forward.ts";
import { logOdds, sigmoid } from "./_heads.ts";
import { attributions } from "./_integrated_gradients.ts";
import { readModel, type TrainedModel, writeModel } from "./_saved_model.ts";
import { checkNames, denseRows } from "./_rows.ts";
import type { EpochRecord } from "./network_options.ts";

/** Rows that are scored at once. */
const CHUNK = 65536;

/** A network in the layers format of TensorFlow.js. */
export interface SavedNetwork {
  /** Text of `model.json`; it names `weights.bin`. */
  readonly modelJson: string;
  /** Bytes of `weights.bin`. */
  readonly weights: Uint8Array;
}

/** What {@linkcode Network.integratedGradients} explains, and against what. */
export interface IntegratedGradientsOptions {
  /** One value per feature, where nothing is to be explained; default 0, the middle of scaled features. */
  readonly baseline?: Float64Array;
  /** Which outcome, 0 or 1; default 0. */
  readonly head?: number;
  /** Points between the baseline and each row, default 32. */
  readonly steps?: number;
}

/**
 * A trained network: probabilities of one outcome, or of two of which the first implies the second.
 *
 * It holds memory of TensorFlow.js until it is disposed of. What it is saved as, TensorFlow.js
 * loads in a browser with `tf.loadLayersModel`, and nothing of this library; but for periodic
 * embeddings, a layer that has to be registered there.
 */
export class Network {
  readonly #trained: TrainedModel;
  readonly #layers: Layers;

  /** Use {@linkcode trainNetwork} or {@linkcode Network.load}. */
  constructor(trained: TrainedModel) {
    this.#trained = trained;
    this.#layers = layersOf(trained.model);
  }

  /** Names of the features that it reads, in their order. */
  get features(): readonly string[] {
    return this.#trained.features;
  }

  /** What each epoch of its training brought. */
  get history(): readonly EpochRecord[] {
    return this.#trained.history;
  }

  /** The epoch whose weights it has: the one with the lowest validation loss. */
  get bestEpoch(): number {
    return this.#trained.bestEpoch;
  }

  /**
   * Probabilities of the outcomes.
   *
   * @param features n rows of the features it was trained on
   * @returns n probabilities for each head
   * @throws {InputError} where other features are given or values are missing
   */
  predict(features: FeatureMatrix): readonly Float64Array[] {
    checkNames(features.names, this.features);
    const rows = rowsOf(features);
    const predicted = this.#layers.heads.map(() => new Float64Array(rows));
    for (let start = 0; start < rows; start += CHUNK) {
      const chunk = denseRows(features, start, Math.min(start + CHUNK, rows));
      const odds = logOdds(outputsOf(this.#layers, chunk));
      odds.forEach((values, head) => predicted[head]!.set(values.map(sigmoid), start));
    }
    return predicted;
  }

  /**
   * How much each feature adds to the log-odds of each row, by integrated gradients.
   *
   * The sum over features is the log-odds of the row minus those of the baseline, but for the
   * error of the steps.
   *
   * @param features n rows of the features it was trained on
   * @returns n values for each feature
   * @throws {InputError} where other features are given, values are missing or an option is wrong
   *
   * Source: Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks" (2017), eq. 3.
   */
  integratedGradients(
    features: FeatureMatrix,
    options: IntegratedGradientsOptions = {},
  ): readonly Float64Array[] {
    const width = this.features.length;
    const { baseline = new Float64Array(width), head = 0, steps = 32 } = options;
    checkNames(features.names, this.features);
    if (baseline.length !== width || !baseline.every(Number.isFinite)) {
      throw new InputError(
        `Give a baseline with a value for each of the ${width} features: it has ` +
          `${baseline.filter(Number.isFinite).length}`,
      );
    }
    if (!(head in this.#layers.heads)) {
      const heads = this.#layers.heads.length;
      throw new InputError(`Explain one of the ${heads} outcomes, from 0: there is no ${head}`);
    }
    if (!(Number.isInteger(steps) && steps >= 1)) {
      throw new InputError(`Set "steps" to a whole number from 1: it is ${steps}`);
    }
    return attributions(this.#layers, denseRows(features), { baseline, head, steps });
  }

  /** The network in the layers format of TensorFlow.js; equal networks give equal bytes. */
  save(): SavedNetwork {
    return writeModel(this.#trained);
  }

  /**
   * The network that {@linkcode Network.save} wrote; it predicts the same to the last bit.
   *
   * @param modelJson text of `model.json`
   * @param weights bytes of `weights.bin`
   * @throws {InputError} where these are not a network, or weights of another one
   * @throws {UnreachableError} where the engine of the networks does not start
   */
  static async load(modelJson: string, weights: Uint8Array): Promise<Network> {
    await startBackend();
    return new Network(await readModel(modelJson, weights));
  }

  /** Gives its memory back; it cannot be used afterwards. */
  dispose(): void {
    this.#trained.model.dispose();
  }
}
