import type { Parameter } from "./_adam.ts";
import { tf } from "./_backend.ts";

/** Copies of all weights of a model, in its order. */
export function readWeights(model: tf.LayersModel): Float32Array[] {
  return model.weights.map((weight) => weight.read().dataSync() as Float32Array);
}

/** Puts weights that were read back in place. */
export function writeWeights(model: tf.LayersModel, values: readonly Float32Array[]): void {
  tf.tidy(() => {
    model.weights.forEach((weight, k) => {
      weight.write(tf.tensor(values[k]!, weight.shape as number[]));
    });
  });
}

/**
 * The weights of a model that are learnt, as variables and as numbers outside of TensorFlow.js.
 *
 * `store` gives the variables the numbers.
 */
export function trainableParameters(model: tf.LayersModel): {
  readonly variables: tf.Variable[];
  readonly parameters: readonly Parameter[];
  readonly store: () => void;
} {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const parameters = model.trainableWeights.map((weight) => ({
    values: weight.read().dataSync() as Float32Array,
    decays: weight.originalName.endsWith("/kernel"),
  }));
  const store = () =>
    tf.tidy(() => {
      variables.forEach((variable, k) => {
        variable.assign(tf.tensor(parameters[k]!.values, variable.shape));
      });
    });
  return { variables, parameters, store };
}
