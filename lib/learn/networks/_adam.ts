/** A weight of a network, in one piece. */
export interface Parameter {
  readonly values: Float32Array;
  /** Whether it is shrunk, as weights are and biases are not. */
  readonly decays: boolean;
}

/** What one step of {@linkcode Adam} is made with. */
export interface AdamStep {
  readonly learningRate: number;
  /** Share by which weights shrink, times the learning rate. */
  readonly weightDecay: number;
}

const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

/**
 * Adam, with the decoupled weight decay of AdamW.
 *
 * Sources: Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1;
 * Loshchilov and Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
 */
export class Adam {
  readonly #parameters: readonly Parameter[];
  readonly #means: readonly Float64Array[];
  readonly #squares: readonly Float64Array[];
  #steps = 0;

  constructor(parameters: readonly Parameter[]) {
    this.#parameters = parameters;
    this.#means = parameters.map(({ values }) => new Float64Array(values.length));
    this.#squares = parameters.map(({ values }) => new Float64Array(values.length));
  }

  /** Changes the values of the parameters, against their gradients. */
  step(gradients: readonly Float32Array[], { learningRate, weightDecay }: AdamStep): void {
    this.#steps++;
    const rate = learningRate / (1 - MEAN_DECAY ** this.#steps);
    const scale = 1 / Math.sqrt(1 - SQUARE_DECAY ** this.#steps);
    this.#parameters.forEach(({ values, decays }, k) => {
      const gradient = gradients[k]!, mean = this.#means[k]!, square = this.#squares[k]!;
      const kept = decays ? 1 - learningRate * weightDecay : 1;
      for (let i = 0; i < values.length; i++) {
        const g = gradient[i]!;
        const m = mean[i] = MEAN_DECAY * mean[i]! + (1 - MEAN_DECAY) * g;
        const v = square[i] = SQUARE_DECAY * square[i]! + (1 - SQUARE_DECAY) * g * g;
        values[i] = kept * values[i]! - rate * m / (Math.sqrt(v) * scale + EPSILON);
      }
    });
  }
}

/** Adds the gradient of l2 · Σ w² over the parameters that decay. */
export function addRidge(
  gradients: readonly Float32Array[],
  parameters: readonly Parameter[],
  l2: number,
): void {
  parameters.forEach(({ values, decays }, k) => {
    if (decays) {
      for (let i = 0; i < values.length; i++) gradients[k]![i]! += 2 * l2 * values[i]!;
    }
  });
}

/** Shortens gradients together to at most a length. */
export function clipGradients(gradients: readonly Float32Array[], longest: number): void {
  let squares = 0;
  for (const gradient of gradients) for (const g of gradient) squares += g * g;
  const length = Math.sqrt(squares);
  if (length <= longest) return;
  for (const gradient of gradients) {
    for (let i = 0; i < gradient.length; i++) gradient[i]! *= longest / length;
  }
}
