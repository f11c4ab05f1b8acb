import type { SmoothedWeights } from "./_pareto_smoothing.ts";
import { fromTheta } from "./parameters.ts";
import type { ParametricModel } from "./parametric_model.ts";
import { everyRow, selectRows } from "./select_rows.ts";
import type { CustomerSummary } from "./types.ts";

/** The posterior distribution of one number. */
export interface PosteriorSummary {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The posterior distribution of one number per customer, and of their sum. */
export interface PosteriorPredictions {
  readonly mean: Float64Array;
  readonly standardDeviation: Float64Array;
  readonly lower: Float64Array;
  readonly median: Float64Array;
  readonly upper: Float64Array;
  /** Of the sum over customers, weighted where the summary is. */
  readonly total: PosteriorSummary;
}

// Predictions held at a time, draws times customers: 16 megabytes.
const HELD = 2_000_000;

/**
 * Equally weighted draws from the posterior of a model's parameters, with a measure of their worth.
 */
export class Posterior<Model extends ParametricModel> {
  /** Names of the parameters, the columns of `draws`. */
  readonly names: readonly string[];
  /** Number of draws. */
  readonly count: number;
  /** count × parameters, row by row. */
  readonly draws: Float64Array;
  /** How many independent draws these are worth. */
  readonly effectiveSampleSize: number;
  /** Tail shape of the importance weights; the draws can be relied on below 0.7. */
  readonly paretoK: number;
  /** Can the draws be relied on? */
  readonly trusted: boolean;
  /** Why not, and what to do; empty where they can. */
  readonly warnings: readonly string[];
  readonly #models: readonly Model[];

  constructor(
    model: Model,
    thetas: Float64Array,
    { paretoK, effectiveSampleSize, converged }: SmoothedWeights & { converged: boolean },
  ) {
    this.names = model.space.names;
    const n = this.names.length;
    this.count = thetas.length / n;
    this.#models = Array.from(
      { length: this.count },
      (_, d) => model.withTheta(thetas.slice(d * n, (d + 1) * n)),
    );
    this.draws = new Float64Array(thetas.length);
    for (let d = 0; d < this.count; d++) {
      const params = fromTheta(model.space, thetas.subarray(d * n, (d + 1) * n));
      this.names.forEach((name, i) => this.draws[d * n + i] = params[name]!);
    }
    this.paretoK = paretoK;
    this.effectiveSampleSize = effectiveSampleSize;
    const good = paretoK < 0.7 && effectiveSampleSize >= 100;
    this.trusted = good && converged;
    this.warnings = this.trusted ? [] : [
      good
        ? "Do not use these draws: the mode of the posterior was not found; give a prior"
        : `Do not use these draws: they are worth only ${effectiveSampleSize.toFixed(0)} ` +
          `independent ones (Pareto k ${paretoK.toFixed(2)}, and it must be below 0.7), because ` +
          "the posterior is far from a bell shape; give a more informative prior or a simpler model",
    ];
  }

  /**
   * The posterior of each parameter.
   *
   * @param level of the interval from `lower` to `upper`, default 0.95
   */
  parameters(level = 0.95): Record<string, PosteriorSummary> {
    const n = this.names.length;
    return Object.fromEntries(this.names.map((name, i) => {
      const column = Float64Array.from({ length: this.count }, (_, d) => this.draws[d * n + i]!);
      return [name, summarise(column, level)];
    }));
  }

  /**
   * The posterior of a prediction for each customer, reduced customer by customer: memory does not
   * grow with draws times customers.
   *
   * Where `predict` gives expectations, the result says how well they are known. Where it draws what
   * customers do (`sampleFuturePurchases`), the result says what they may do.
   *
   * @param predict one number per customer of the part it is given
   * @param summary n customers
   * @param level of the interval from `lower` to `upper`, default 0.95
   */
  predict(
    predict: (model: Model, part: CustomerSummary) => Float64Array,
    summary: CustomerSummary,
    level = 0.95,
  ): PosteriorPredictions {
    const n = summary.frequency.length;
    const column = (): Float64Array => new Float64Array(n);
    const result = {
      mean: column(),
      standardDeviation: column(),
      lower: column(),
      median: column(),
      upper: column(),
    };
    const totals = new Float64Array(this.count);
    const size = Math.max(1, Math.floor(HELD / this.count));
    for (let from = 0; from < n; from += size) {
      const part = selectRows(summary, everyRow(from, Math.min(from + size, n)));
      const rows = part.frequency.length;
      const held = new Float64Array(rows * this.count); // by customer, then draw
      this.#models.forEach((model, d) => {
        const predictions = predict(model, part);
        for (let i = 0; i < rows; i++) {
          held[i * this.count + d] = predictions[i]!;
          totals[d]! += predictions[i]! * (part.weight?.[i] ?? 1);
        }
      });
      for (let i = 0; i < rows; i++) {
        const one = summarise(held.subarray(i * this.count, (i + 1) * this.count), level);
        result.mean[from + i] = one.mean;
        result.standardDeviation[from + i] = one.standardDeviation;
        result.lower[from + i] = one.lower;
        result.median[from + i] = one.median;
        result.upper[from + i] = one.upper;
      }
    }
    return { ...result, total: summarise(totals, level) };
  }
}

/** Mean, standard deviation and quantiles; sorts the values. */
export function summarise(values: Float64Array, level: number): PosteriorSummary {
  const n = values.length;
  values.sort();
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return {
    mean,
    standardDeviation: Math.sqrt(squares / (n - 1)),
    lower: quantile(values, (1 - level) / 2),
    median: quantile(values, 0.5),
    upper: quantile(values, (1 + level) / 2),
  };
}

/** Linear between the order statistics. */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const below = sorted[low]!;
  const above = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return below === above ? below : below + (at - low) * (above - below);
}
