/** Sums over rows, and the gradient of the loss. */
export interface HeadLosses {
  /** Σ weight · log-loss, the mean over heads. */
  readonly loss: number;
  /** Σ weight of the rows on the right side of 1/2, the mean over heads. */
  readonly right: number;
  /** The slope of the mean loss by z of each head, one value per row. */
  readonly gradients: readonly Float32Array[];
}

/** 1 / (1 + e⁻ˣ). */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x));
}

/**
 * The log-odds of each head, from the outputs of the last layer.
 *
 * With two heads p₂ = p₁ + (1 − p₁) σ(z₂), so that its odds are e^z₁ + e^z₂ + e^(z₁ + z₂).
 *
 * @param outputs z of each head, one value per row
 */
export function logOdds(outputs: readonly Float32Array[]): Float64Array[] {
  const first = Float64Array.from(outputs[0]!);
  if (outputs.length === 1) return [first];
  return [first, Float64Array.from(outputs[1]!, (z, i) => eitherLogOdds(first[i]!, z))];
}

/**
 * The gradient of one head's log-odds with respect to the outputs of the last layer.
 *
 * @param head 0 or 1
 * @returns one value per row for each z
 */
export function logOddsGradients(outputs: readonly Float32Array[], head: number): Float32Array[] {
  if (head === 0) return outputs.map((z, k) => new Float32Array(z.length).fill(k === 0 ? 1 : 0));
  const [z1, z2] = outputs as [Float32Array, Float32Array];
  return [z1.map((z, i) => eitherSlope(z, z2[i]!)), z2.map((z, i) => eitherSlope(z, z1[i]!))];
}

/**
 * The log-loss of rows, and the gradient of its mean over them.
 *
 * @param outputs z of each head, one value per row
 * @param outcomes 0 or 1, one value per row of each head
 * @param weights one value per row of each head
 */
export function headLosses(
  outputs: readonly Float32Array[],
  outcomes: readonly Float32Array[],
  weights: readonly Float32Array[],
): HeadLosses {
  const odds = logOdds(outputs);
  const rows = odds[0]!.length, heads = odds.length;
  const gradients = outputs.map((z) => new Float32Array(z.length));
  let loss = 0, right = 0;
  for (let head = 0; head < heads; head++) {
    for (let i = 0; i < rows; i++) {
      const x = odds[head]![i]!, y = outcomes[head]![i]!, weight = weights[head]![i]! / heads;
      loss += weight * (Math.max(x, 0) - x * y + Math.log1p(Math.exp(-Math.abs(x))));
      if (x > 0 === y > 0.5) right += weight;
      const slope = weight * (sigmoid(x) - y) / rows;
      if (head === 0) gradients[0]![i]! += slope;
      else {
        const z1 = outputs[0]![i]!, z2 = outputs[1]![i]!;
        gradients[0]![i]! += slope * eitherSlope(z1, z2);
        gradients[1]![i]! += slope * eitherSlope(z2, z1);
      }
    }
  }
  return { loss, right, gradients };
}

/** ln(e^a + e^b + e^(a + b)), the log-odds of either of two independent events. */
function eitherLogOdds(a: number, b: number): number {
  const most = Math.max(a, b, a + b);
  return most + Math.log(Math.exp(a - most) + Math.exp(b - most) + Math.exp(a + b - most));
}

/** The derivative of {@linkcode eitherLogOdds} by its first argument. */
function eitherSlope(a: number, b: number): number {
  const most = Math.max(a, b, a + b);
  const other = Math.exp(b - most), both = Math.exp(a - most) + Math.exp(a + b - most);
  return both / (both + other);
}
