import { tf } from "./_backend.ts";
import { type Dropout, forward, type Layers } from "./_forward.ts";
import { headLosses } from "./_heads.ts";
import type { Batch } from "./_training_rows.ts";

/** Sums over the rows of a batch, and the gradient of its mean loss. */
export interface LossGradients {
  /** Σ weight · log-loss. */
  readonly loss: number;
  /** Σ weight of the rows on the right side of 1/2. */
  readonly right: number;
  /** By each variable, in their order. */
  readonly gradients: readonly Float32Array[];
}

/**
 * The loss of a batch, and its gradient by the weights.
 *
 * @param variables weights to derive by
 * @param dropout what the dropout layers do
 */
export function lossGradients(
  layers: Layers,
  batch: Batch,
  variables: tf.Variable[],
  dropout: Dropout,
): LossGradients {
  let loss = 0, right = 0, gradients: Float32Array[] = [];
  tf.tidy(() => {
    const { grads } = tf.variableGrads(() => {
      const outputs = forward(
        layers,
        tf.tensor2d(batch.values, [batch.rows, batch.width]),
        dropout,
      );
      const losses = headLosses(outputs.map(numbersOf), batch.outcomes, batch.weights);
      ({ loss, right } = losses);
      // Not the loss, but a sum with its gradient; that one is computed in double precision.
      const slopes = losses.gradients.map((slope) => tf.tensor2d(slope, [batch.rows, 1]));
      return tf.addN(outputs.map((z, head) => tf.sum(tf.mul(z, slopes[head]!)))).asScalar();
    }, variables);
    gradients = variables.map(({ name }) => numbersOf(grads[name]!));
  });
  return { loss, right, gradients };
}

const numbersOf = (tensor: tf.Tensor) => tensor.dataSync() as Float32Array;
