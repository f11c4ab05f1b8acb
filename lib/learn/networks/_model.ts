import type { Random } from "perdura/core/mod.ts";
import { tf } from "./_backend.ts";
import type { NetworkShape } from "./network_options.ts";
import { PeriodicEmbedding } from "./periodic_embedding.ts";

/** The form of a network, with its defaults. */
export type FullShape = Required<Omit<NetworkShape, "embedding">> & Pick<NetworkShape, "embedding">;

/**
 * A network as TensorFlow.js keeps it: what is trained is what is saved.
 *
 * The names of the layers are fixed, so that equal networks are saved as equal bytes, and so that
 * a network that was loaded finds its heads.
 *
 * @param width number of features
 */
export function buildModel(shape: FullShape, width: number, random: Random): tf.LayersModel {
  const seed = () => random.integer(2 ** 31);
  const dense = (name: string, units: number, activation: "linear" | "relu" = "linear") =>
    tf.layers.dense({
      name,
      units,
      activation,
      kernelInitializer: tf.initializers.glorotUniform({ seed: seed() }),
    });
  const input = tf.input({ shape: [width], name: "features" });
  let trunk = input;
  const pass = (layer: tf.layers.Layer) => trunk = layer.apply(trunk) as tf.SymbolicTensor;
  if (shape.embedding) {
    const { frequencies = 8, dimensions = 4, sigma = 0.1 } = shape.embedding;
    const config = { name: "embedding", frequencies, dimensions, sigma, seed: seed() };
    pass(new PeriodicEmbedding(config));
  }
  shape.hidden.forEach((units, i) => {
    const number = i + 1;
    if (shape.batchNorm) {
      pass(dense(`dense_${number}`, units));
      pass(tf.layers.batchNormalization({ name: `norm_${number}` }));
      pass(tf.layers.activation({ name: `relu_${number}`, activation: "relu" }));
    } else pass(dense(`dense_${number}`, units, "relu"));
    if (shape.dropout > 0) {
      pass(tf.layers.dropout({ name: `dropout_${number}`, rate: shape.dropout }));
    }
  });
  const outputs = Array.from({ length: shape.heads }, (_, head) => {
    const odds = dense(`${HEAD}${head + 1}`, 1).apply(trunk);
    const name = head === 0 ? "probability_1" : "conditional_2";
    return tf.layers.activation({ name, activation: "sigmoid" }).apply(odds) as tf.SymbolicTensor;
  });
  return tf.model({
    name: "network",
    inputs: input,
    outputs: outputs.length === 2 ? [outputs[0]!, either(outputs[0]!, outputs[1]!)] : outputs,
  });
}

/** What the names of the layers begin with whose outputs are the heads' z. */
export const HEAD = "head_";

/** p₁ + (1 − p₁) q of layers that every reader of the format knows. */
function either(p: tf.SymbolicTensor, q: tf.SymbolicTensor): tf.SymbolicTensor {
  const complement = tf.layers.dense({
    name: "complement_1",
    units: 1,
    trainable: false,
    kernelInitializer: tf.initializers.constant({ value: -1 }),
    biasInitializer: "ones",
  }).apply(p) as tf.SymbolicTensor;
  const later = tf.layers.multiply({ name: "later_2" }).apply([complement, q]);
  return tf.layers.add({ name: "probability_2" })
    .apply([p, later as tf.SymbolicTensor]) as tf.SymbolicTensor;
}
