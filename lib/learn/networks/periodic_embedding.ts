import * as tf from "@tensorflow/tfjs";
import { waves } from "./_waves.ts";

/** What a {@linkcode PeriodicEmbedding} is made of. */
export interface PeriodicEmbeddingConfig {
  readonly name?: string;
  readonly trainable?: boolean;
  /** Frequencies of each feature, k. */
  readonly frequencies: number;
  /** Numbers that each feature becomes, d. */
  readonly dimensions: number;
  /** Standard deviation of the frequencies before training, cycles per unit. */
  readonly sigma: number;
  /** Seed of the first weights. */
  readonly seed: number;
}

/**
 * A layer that gives each feature x its own d numbers, ReLU(W [sin 2πcx, cos 2πcx] + b), with k
 * frequencies c that are learnt.
 *
 * It is the one layer here that TensorFlow.js does not have. A page that loads a network with
 * embeddings imports this file before, which registers it; it uses nothing of Deno.
 *
 * Input: rows × features. Output: rows × (features · d).
 *
 * Source: Gorishniy, Rubachev and Babenko, "On embeddings for numerical features in tabular deep
 * learning" (2022), section 3.3, "PLR".
 */
export class PeriodicEmbedding extends tf.layers.Layer {
  static readonly className = "PeriodicEmbedding";
  readonly #config: PeriodicEmbeddingConfig;
  #frequencies!: tf.LayerVariable;
  #kernel!: tf.LayerVariable;
  #bias!: tf.LayerVariable;

  constructor(config: PeriodicEmbeddingConfig) {
    super(config.name === undefined ? {} : { name: config.name });
    this.#config = config;
  }

  override build(inputShape: tf.Shape): void {
    const { frequencies, dimensions, sigma, seed } = this.#config;
    const features = inputShape[1]!;
    const add = (name: string, shape: number[], first: ReturnType<typeof tf.initializers.zeros>) =>
      this.addWeight(name, shape, "float32", first);
    this.#frequencies = add(
      "frequencies",
      [features, frequencies],
      tf.initializers.randomNormal({ mean: 0, stddev: sigma, seed }),
    );
    const limit = 1 / Math.sqrt(2 * frequencies); // as PyTorch's linear layers begin
    this.#kernel = add(
      "kernel",
      [features, 2 * frequencies, dimensions],
      tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed: seed + 1 }),
    );
    this.#bias = add("bias", [features, 1, dimensions], tf.initializers.zeros());
    super.build(inputShape);
  }

  override computeOutputShape([rows, features]: tf.Shape): tf.Shape {
    return [rows!, features! * this.#config.dimensions];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const rows = Array.isArray(inputs) ? inputs[0]! : inputs;
      const [n, features] = rows.shape as [number, number];
      const periodic = waves(rows as tf.Tensor2D, this.#frequencies.read() as tf.Tensor2D);
      const linear = tf.add(tf.matMul(periodic, this.#kernel.read()), this.#bias.read());
      const numbers = tf.transpose(tf.relu(linear), [1, 0, 2]);
      return tf.reshape(numbers, [n, features * this.#config.dimensions]);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { frequencies, dimensions, sigma, seed } = this.#config;
    return { ...super.getConfig(), frequencies, dimensions, sigma, seed };
  }
}

tf.serialization.registerClass(PeriodicEmbedding);
