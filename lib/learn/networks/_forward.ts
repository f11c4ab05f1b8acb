import { affine } from "./_affine.ts";
import { tf } from "./_backend.ts";
import { HEAD } from "./_model.ts";
import type { DenseRows } from "./_rows.ts";

/** Rows that go through a network at once where nothing is learnt. */
const CHUNK = 8192;

/** The layers of a network, in the order in which rows go through them. */
export interface Layers {
  readonly trunk: readonly tf.layers.Layer[];
  /** The last dense layer of each head. */
  readonly heads: readonly tf.layers.Layer[];
}

/** What a layer does to the rows of a training step that it leaves alone later. */
export type Dropout = (rows: tf.Tensor2D, rate: number) => tf.Tensor2D;

/** The layers of a model that {@linkcode buildModel} made, now or before it was saved. */
export function layersOf(model: tf.LayersModel): Layers {
  const first = model.layers.findIndex(({ name }) => name.startsWith(HEAD));
  return {
    trunk: model.layers.slice(1, first),
    heads: model.layers.filter(({ name }) => name.startsWith(HEAD)),
  };
}

/**
 * The outputs z of the heads, before their sigmoid.
 *
 * @param rows rows × features
 * @param dropout given while training, to layers that switch units off
 * @returns rows × 1 for each head
 */
export function forward(layers: Layers, rows: tf.Tensor2D, dropout?: Dropout): tf.Tensor2D[] {
  const training = dropout !== undefined;
  const dense = (layer: tf.layers.Layer, input: tf.Tensor2D) => {
    const [kernel, bias] = layer.getWeights() as [tf.Tensor2D, tf.Tensor1D];
    const sums = affine(input, kernel, bias, training);
    return layer.getConfig().activation === "relu" ? tf.relu(sums) : sums;
  };
  let trunk = rows;
  for (const layer of layers.trunk) {
    const kind = layer.getClassName();
    if (kind === "Dense") trunk = dense(layer, trunk);
    else if (kind !== "Dropout") trunk = layer.apply(trunk, { training }) as tf.Tensor2D;
    else if (dropout) trunk = dropout(trunk, layer.getConfig().rate as number);
  }
  return layers.heads.map((head) => dense(head, trunk));
}

/** The outputs z of the heads for rows of any number, one value per row. */
export function outputsOf(layers: Layers, { values, rows, width }: DenseRows): Float32Array[] {
  const outputs = layers.heads.map(() => new Float32Array(rows));
  for (let start = 0; start < rows; start += CHUNK) {
    const end = Math.min(start + CHUNK, rows);
    tf.tidy(() => {
      const chunk = tf.tensor2d(values.subarray(start * width, end * width), [end - start, width]);
      forward(layers, chunk).forEach((z, head) => outputs[head]!.set(z.dataSync(), start));
    });
  }
  return outputs;
}
