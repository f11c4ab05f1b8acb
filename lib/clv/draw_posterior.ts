import { InputError, seededRandom } from "perdura/core/mod.ts";
import { climb, type Objective } from "perdura/stats/mod.ts";
import { ridgeProposal } from "./_ridge_proposal.ts";
import { smoothWeights } from "./_pareto_smoothing.ts";
import type { ParametricModel } from "./parametric_model.ts";
import { type Prior, weakPrior, withPrior } from "./prior.ts";
import { Posterior } from "./posterior.ts";
import type { CustomerSummary } from "./types.ts";

/** Options of `samplePosterior`. */
export interface PosteriorOptions {
  /** Number of draws, at least 100. */
  readonly draws: number;
  /** The same seed gives the same draws. */
  readonly seed: number;
  /**
   * What is believed before the data are seen; default the prior of the fit, if any. Parameters
   * that it leaves out have a prior that hardly says more than that a posterior exists.
   */
  readonly prior?: Prior;
  /** The customers, where the model was not fitted but made from parameters or JSON. */
  readonly summary?: CustomerSummary;
}

/**
 * Draws from the posterior of a model's parameters: from an approximation that follows the ridge
 * of the posterior, weighted by how much more probable the posterior makes each draw, and resampled
 * by these weights.
 *
 * @param model where to start from; also how models at the draws are made
 * @param likelihood of the data, on the scale of estimation
 * @param unitScale of the data, for the prior
 */
export function drawPosterior<Model extends ParametricModel>(
  model: Model,
  likelihood: Objective,
  unitScale: number,
  options: PosteriorOptions,
): Posterior<Model> {
  const { draws, seed } = options;
  if (!(Number.isInteger(draws) && draws >= 100)) {
    throw new InputError(`Ask for at least 100 posterior draws: it is ${draws}`);
  }
  const { space } = model;
  const n = space.names.length;
  const prior = { ...weakPrior(space), ...options.prior ?? model.fit?.prior };
  const target = withPrior(likelihood, space, prior, unitScale);
  const mode = climb(target, model.theta);
  const proposal = ridgeProposal(target, mode);
  const random = seededRandom(seed);
  const proposals = new Float64Array(draws * n);
  const logWeights = new Float64Array(draws);
  const theta = new Float64Array(n);
  for (let d = 0; d < draws; d++) {
    const logDensity = proposal.draw(random, theta);
    const value = target.value(theta);
    logWeights[d] = Number.isFinite(value) ? value - logDensity : -Infinity;
    proposals.set(theta, d * n);
  }
  const smoothed = smoothWeights(logWeights);
  const chosen = resample(smoothed.weights, random.next());
  const thetas = new Float64Array(draws * n);
  chosen.forEach((from, to) => thetas.set(proposals.subarray(from * n, (from + 1) * n), to * n));
  return new Posterior(model, thetas, {
    ...smoothed,
    converged: mode.converged,
  });
}

/** Systematic resampling: each draw is chosen nearly as often as its weight says. */
function resample(weights: Float64Array, offset: number): Uint32Array {
  const n = weights.length;
  const chosen = new Uint32Array(n);
  let at = 0;
  let cumulated = weights[0]!;
  for (let k = 0; k < n; k++) {
    const point = (k + offset) / n;
    while (cumulated < point && at < n - 1) cumulated += weights[++at]!;
    chosen[k] = at;
  }
  return chosen;
}
