import { tf } from "./_backend.ts";
import { forward, type Layers } from "./_forward.ts";
import { logOddsGradients } from "./_heads.ts";
import type { DenseRows } from "./_rows.ts";

/** Points that go through a network at once. */
const CHUNK = 1024;

/** Between which points, and over how many of them, gradients are averaged. */
export interface Paths {
  /** One value per feature. */
  readonly baseline: Float64Array;
  readonly head: number;
  readonly steps: number;
}

/**
 * Integrated gradients of one head's log-odds: (x − x′) times the mean gradient over the middles of
 * equal steps on the straight line from the baseline x′ to x.
 *
 * @returns one value per row for each feature
 */
export function attributions(
  layers: Layers,
  { values, rows, width }: DenseRows,
  { baseline, head, steps }: Paths,
): Float64Array[] {
  const found = Array.from({ length: width }, () => new Float64Array(rows));
  const perChunk = Math.max(1, Math.floor(CHUNK / steps));
  const points = new Float32Array(perChunk * steps * width);
  for (let start = 0; start < rows; start += perChunk) {
    const end = Math.min(start + perChunk, rows), count = (end - start) * steps;
    for (let i = start, at = 0; i < end; i++) {
      for (let step = 0; step < steps; step++) {
        const share = (step + 0.5) / steps;
        for (let j = 0; j < width; j++) {
          const from = baseline[j]!;
          points[at++] = from + share * (values[i * width + j]! - from);
        }
      }
    }
    const slopes = gradients(layers, points.subarray(0, count * width), [count, width], head);
    for (let i = start, at = 0; i < end; i++) {
      for (let step = 0; step < steps; step++) {
        for (let j = 0; j < width; j++) found[j]![i]! += slopes[at++]!;
      }
    }
  }
  return found.map((sums, j) =>
    sums.map((sum, i) => sum / steps * (values[i * width + j]! - baseline[j]!))
  );
}

/** The gradient of one head's log-odds with respect to the features of each point. */
function gradients(
  layers: Layers,
  points: Float32Array,
  shape: [points: number, width: number],
  head: number,
): Float32Array {
  let found = new Float32Array(0);
  tf.tidy(() => { // gives nothing back, or it would look for tensors among the numbers
    const slope = tf.grad((x: tf.Tensor) => {
      const outputs = forward(layers, x as tf.Tensor2D);
      const slopes = logOddsGradients(outputs.map((z) => z.dataSync() as Float32Array), head);
      return tf.addN(outputs.map((z, k) => tf.sum(tf.mul(z, tf.tensor2d(slopes[k]!, z.shape)))));
    });
    found = slope(tf.tensor2d(points, shape)).dataSync() as Float32Array<ArrayBuffer>;
  });
  return found;
}
