import { differentiate, normalQuantile, quadraticForm, sumOf } from "perdura/stats/mod.ts";
import type { Interval, ParametricModel } from "./parametric_model.ts";

/** Options of {@linkcode predictionIntervals}. */
export interface IntervalOptions {
  /** Share of such intervals that contain the true expectation, default 0.95. */
  readonly level?: number;
  /**
   * On what scale the interval is symmetric: "log" for what is positive (the default), "logit" for
   * probabilities, "identity" for what can be negative.
   */
  readonly scale?: "log" | "logit" | "identity";
  /** How many customers each prediction stands for in the total, default 1. */
  readonly weight?: Float64Array;
}

/** Predictions with the uncertainty that comes from the parameters. */
export interface PredictionIntervals {
  readonly estimate: Float64Array;
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The weighted sum of all predictions. */
  readonly total: Interval;
}

/**
 * Intervals of predictions by the delta method: the variance of g(θ) is ∇gᵀ V ∇g, with V the
 * covariance of the parameters on the scale of estimation.
 *
 * They say how well the expectation itself is known. What a customer will do varies around it;
 * `samplePosterior` and `revenueForecast` include that.
 *
 * Works for any prediction of any models here: it is differentiated numerically in the logarithms of
 * the parameters, which takes 16 predictions for a model of four parameters.
 *
 * @param models fitted models, independent of each other
 * @param predict their prediction, one number per customer; called with models of the same kinds
 * @returns n intervals and that of the sum; NaN where a fit has no covariance
 *
 * @example
 * ```ts
 * import { fitGammaGamma, fitParetoNbd, predictionIntervals } from "perdura/clv/mod.ts";
 * import { customerLifetimeValue, type CustomerSummary } from "perdura/clv/mod.ts";
 *
 * function intervalsOf(summary: CustomerSummary) {
 *   const models = [fitParetoNbd(summary), fitGammaGamma(summary)] as const;
 *   return {
 *     alive: predictionIntervals(
 *       [models[0]],
 *       (purchases) => purchases.probabilityAlive(summary),
 *       { scale: "logit" },
 *     ),
 *     value: predictionIntervals(models, (purchases, spend) =>
 *       customerLifetimeValue({ purchases, spend, summary, horizon: 52, discountRate: 0.0027 })),
 *   };
 * }
 * ```
 */
export function predictionIntervals<const Models extends readonly ParametricModel[]>(
  models: Models,
  predict: (...models: Models) => Float64Array,
  options: IntervalOptions = {},
): PredictionIntervals {
  const { level = 0.95, scale = "log", weight } = options;
  const estimate = predict(...models);
  const n = estimate.length;
  const variance = new Float64Array(n);
  let totalVariance = 0;
  models.forEach((model, which) => {
    const gradients = differentiate(
      (theta) => {
        const moved = models.map((other, i) => i === which ? modelAt(model, theta) : other);
        return predict(...moved as unknown as Models);
      },
      model.theta,
    );
    const { values: covariance } = model.thetaCovariance;
    const gradient = new Float64Array(gradients.length);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < gradient.length; j++) gradient[j] = gradients[j]![i]!;
      variance[i]! += quadraticForm(gradient, covariance);
    }
    const totals = Float64Array.from(gradients, (column) => sumOf(column, weight));
    totalVariance += quadraticForm(totals, covariance);
  });

  const z = normalQuantile((1 + level) / 2);
  const standardError = variance.map(Math.sqrt);
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    [lower[i], upper[i]] = ends(estimate[i]!, standardError[i]!, z, scale);
  }
  const sum = sumOf(estimate, weight);
  const sumError = Math.sqrt(totalVariance);
  const [sumLower, sumUpper] = ends(sum, sumError, z, scale === "logit" ? "log" : scale);
  return {
    estimate,
    standardError,
    lower,
    upper,
    total: { estimate: sum, standardError: sumError, lower: sumLower, upper: sumUpper },
  };
}

/**
 * Models near a fitted one, kept as long as it is: predictions of several kinds are differentiated
 * at the same parameters, and a model may remember what they have in common.
 */
const nearby = new WeakMap<ParametricModel, Map<string, ParametricModel>>();

function modelAt(model: ParametricModel, theta: Float64Array): ParametricModel {
  let known = nearby.get(model);
  if (!known) nearby.set(model, known = new Map());
  const key = theta.join();
  let moved = known.get(key);
  if (!moved) known.set(key, moved = model.withTheta(theta));
  return moved;
}

function ends(
  estimate: number,
  error: number,
  z: number,
  scale: "log" | "logit" | "identity",
): [lower: number, upper: number] {
  if (scale === "identity") return [estimate - z * error, estimate + z * error];
  if (estimate === 0 || (scale === "logit" && estimate === 1)) return [estimate, estimate];
  if (scale === "log") {
    const reach = Math.exp(z * error / estimate);
    return [estimate / reach, estimate * reach];
  }
  const odds = estimate / (1 - estimate);
  const reach = Math.exp(z * error / (estimate * (1 - estimate)));
  return [1 / (1 + reach / odds), 1 / (1 + 1 / (odds * reach))];
}
