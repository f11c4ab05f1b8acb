import type { Random } from "perdura/core/mod.ts";
import { tf } from "./_backend.ts";
import type { Dropout } from "./_forward.ts";

/**
 * Switches units off at random, and scales the others up so that their mean stays.
 *
 * Two units share a random number of 32 bits, so the rate is kept to 2⁻¹⁶. TensorFlow.js's own
 * dropout repeats its choice where it has a seed, and cannot be repeated where it has none.
 *
 * Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting",
 * JMLR 15 (2014).
 */
export function seededDropout(random: Random): Dropout {
  return (rows, rate) => {
    const mask = new Float32Array(rows.size);
    const off = Math.round(rate * 65536), kept = 1 / (1 - rate);
    for (let i = 0; i < mask.length; i += 2) {
      const bits = random.integer(4294967296);
      if ((bits & 65535) >= off) mask[i] = kept;
      if ((bits >>> 16) >= off) mask[i + 1] = kept; // one past the end is ignored
    }
    return tf.mul(rows, tf.tensor2d(mask, rows.shape));
  };
}
