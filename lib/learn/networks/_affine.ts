import { tf } from "./_backend.ts";

/**
 * rows · kernel + bias, with gradients by plain products of matrices.
 *
 * Those that TensorFlow.js takes of its own product transpose within the product, which its
 * WebAssembly backend does ten times as slowly as the product itself.
 *
 * @param rows n × inputs
 * @param kernel inputs × units
 * @param bias units
 * @param learning whether gradients by kernel and bias are asked for, not that by rows alone
 */
export function affine(
  rows: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D,
  learning: boolean,
): tf.Tensor2D {
  const byRows = (slopes: tf.Tensor) => tf.matMul(slopes, tf.transpose(kernel));
  const value = (a: tf.Tensor) => tf.fused.matMul({ a: a as tf.Tensor2D, b: kernel, bias });
  if (!learning) {
    return tf.customGrad((a) => ({ value: value(a as tf.Tensor), gradFunc: byRows }))(
      rows,
    ) as tf.Tensor2D;
  }
  const operation = tf.customGrad((a, _kernel, _bias, save) => {
    (save as tf.GradSaveFunc)([a as tf.Tensor]);
    return {
      value: value(a as tf.Tensor),
      gradFunc: (slopes: tf.Tensor, [a]: tf.Tensor[]) => [
        byRows(slopes),
        tf.matMul(tf.transpose(a!), slopes),
        tf.reshape(tf.matMul(tf.ones([1, a!.shape[0]!]), slopes), bias.shape),
      ],
    };
  });
  return operation(rows, kernel, bias) as tf.Tensor2D;
}
