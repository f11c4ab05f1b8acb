import { BgNbd } from "./bg_nbd.ts";
import { fitBetaGeometric } from "./fit_beta_geometric.ts";
import type { FitOptions } from "./fit_options.ts";
import { MbgNbd } from "./mbg_nbd.ts";
import type { CustomerSummary } from "./types.ts";

/**
 * Fits a BG/NBD model by maximum likelihood, or by maximum posterior density with a prior.
 *
 * Static covariates in the summary act on the customers' parameters: α is α e^(−γ·z), so that a
 * positive coefficient means more purchases, and a is a e^(δ·z), so that a positive coefficient
 * means earlier dropout: the odds a/b are multiplied by e^(δ·z).
 *
 * @param summary customers, times in any one unit; α is in that unit
 * @returns the model with its uncertainty and diagnosis; look at `warnings`
 * @throws {InputError} where the summary breaks a rule, or has no repeat purchase at all
 *
 * @example
 * ```ts
 * import { fitBgNbd } from "perdura/clv/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const model = fitBgNbd({
 *   customerId: ["a", "b", "c", "d"],
 *   frequency: Float64Array.of(0, 3, 1, 8),
 *   recency: Float64Array.of(0, 20, 2, 38),
 *   T: Float64Array.of(39, 39, 39, 39),
 * }, {
 *   prior: {
 *     r: { median: 1, sdLog: 1 },
 *     a: { median: 1, sdLog: 1 },
 *     "a/b": { median: 0.3, sdLog: 1 },
 *   },
 * });
 * assert(model.params.r > 0);
 * ```
 *
 * Source: Fader, Hardie and Lee, Marketing Science 24 (2005); covariates after Fader and Hardie,
 * "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models" (2007), with those
 * of dropout on a alone.
 */
export function fitBgNbd(summary: CustomerSummary, options: FitOptions = {}): BgNbd {
  const { params, fit, objective } = fitBetaGeometric(summary, { k: 1, modified: false }, options);
  return new BgNbd(params, fit, objective);
}

/**
 * Fits an MBG/NBD model by maximum likelihood, or by maximum posterior density with a prior.
 *
 * Covariates act as in {@linkcode fitBgNbd}.
 *
 * @param summary customers, times in any one unit; α is in that unit
 * @returns the model with its uncertainty and diagnosis; look at `warnings`
 * @throws {InputError} where the summary breaks a rule, or has no repeat purchase at all
 *
 * @example
 * ```ts
 * import { fitMbgNbd } from "perdura/clv/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const summary = {
 *   customerId: ["a", "b", "c", "d"],
 *   frequency: Float64Array.of(0, 3, 1, 8),
 *   recency: Float64Array.of(0, 20, 2, 38),
 *   T: Float64Array.of(39, 39, 39, 39),
 * };
 * const model = fitMbgNbd(summary, {
 *   prior: {
 *     r: { median: 1, sdLog: 1 },
 *     a: { median: 1, sdLog: 1 },
 *     "a/b": { median: 0.3, sdLog: 1 },
 *   },
 * });
 * const [once, , , loyal] = model.probabilityAlive(summary);
 * assert(once! < loyal!);
 * ```
 *
 * Source: Batislam, Denizel and Filiztekin, International Journal of Research in Marketing 24 (2007).
 */
export function fitMbgNbd(summary: CustomerSummary, options: FitOptions = {}): MbgNbd {
  const { params, fit, objective } = fitBetaGeometric(summary, { k: 1, modified: true }, options);
  return new MbgNbd(params, fit, objective);
}
