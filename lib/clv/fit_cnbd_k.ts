import { checkK, LARGEST_K } from "./_check_k.ts";
import { BgCnbdK } from "./bg_cnbd_k.ts";
import { type BetaGeometricFit, fitBetaGeometric } from "./fit_beta_geometric.ts";
import type { FitOptions } from "./fit_options.ts";
import { MbgCnbdK } from "./mbg_cnbd_k.ts";
import type { CustomerSummary } from "./types.ts";

/** Options of the fit of a model of regular purchases. */
export interface RegularFitOptions extends FitOptions {
  /** Stages between two purchases, 1 … 24; by default the k of the highest likelihood. */
  readonly k?: number;
}

/**
 * Fits a BG/CNBD-k model: how regular purchases are (k), then the rest, by maximum likelihood or
 * with a prior.
 *
 * Covariates act as in `fitBgNbd`.
 *
 * @param summary customers with `logIntervals`, times in any one unit; α is in that unit
 * @returns the model with its uncertainty (k taken as known) and diagnosis; look at `warnings`
 * @throws {InputError} where the summary breaks a rule, has no repeat purchase at all, or lacks
 *   `logIntervals`
 *
 * @example
 * ```ts
 * import { fitBgCnbdK } from "perdura/clv/mod.ts";
 * import { assert } from "@std/assert";
 *
 * // Customers who buy every ten weeks or so, until they stop
 * const frequency = Float64Array.of(3, 4, 2, 5, 1, 3, 4, 0, 2, 5);
 * const model = fitBgCnbdK({
 *   customerId: Array.from(frequency, (_, i) => `${i}`),
 *   frequency,
 *   recency: frequency.map((x) => 10 * x),
 *   T: frequency.map(() => 52),
 *   logIntervals: frequency.map((x) => x * Math.log(10) - (x > 1 ? 0.2 : 0)),
 * }, { prior: { r: { median: 1, sdLog: 1 }, a: { median: 1, sdLog: 1 }, b: { median: 4, sdLog: 1 } } });
 * assert(model.params.k > 1);
 * ```
 *
 * Source: Platzer and Reutterer, Marketing Science 35 (2016).
 */
export function fitBgCnbdK(summary: CustomerSummary, options: RegularFitOptions = {}): BgCnbdK {
  const { k, params, fit, objective } = chooseK(summary, false, options);
  return new BgCnbdK({ ...params, k }, fit, objective);
}

/**
 * Fits an MBG/CNBD-k model: {@linkcode fitBgCnbdK} for customers who can be lost right after the
 * first purchase.
 *
 * @param summary customers with `logIntervals`, times in any one unit; α is in that unit
 * @returns the model with its uncertainty (k taken as known) and diagnosis; look at `warnings`
 * @throws {InputError} as {@linkcode fitBgCnbdK}
 *
 * @example
 * ```ts
 * import { fitMbgCnbdK, fitMbgNbd } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const summary = {
 *   customerId: ["a", "b", "c", "d"],
 *   frequency: Float64Array.of(0, 3, 1, 8),
 *   recency: Float64Array.of(0, 20, 2, 38),
 *   T: Float64Array.of(39, 39, 39, 39),
 * };
 * const prior = { r: { median: 1, sdLog: 1 }, a: { median: 1, sdLog: 1 }, b: { median: 3, sdLog: 1 } };
 * const { logLikelihood } = fitMbgCnbdK(summary, { k: 1, prior });
 * assertAlmostEquals(logLikelihood, fitMbgNbd(summary, { prior }).logLikelihood, 1e-9);
 * ```
 *
 * Source: Reutterer, Platzer and Schröder, International Journal of Research in Marketing 38 (2021).
 */
export function fitMbgCnbdK(summary: CustomerSummary, options: RegularFitOptions = {}): MbgCnbdK {
  const { k, params, fit, objective } = chooseK(summary, true, options);
  return new MbgCnbdK({ ...params, k }, fit, objective);
}

/** Tries k = 1, 2, … until the likelihood has fallen twice. */
function chooseK(
  summary: CustomerSummary,
  modified: boolean,
  { k: wanted, ...options }: RegularFitOptions,
): BetaGeometricFit & { readonly k: number } {
  if (wanted !== undefined) {
    return { k: wanted, ...fitBetaGeometric(summary, { k: checkK(wanted), modified }, options) };
  }
  const fitAt = (k: number, last?: BetaGeometricFit) => {
    // At one more stage, the rate of stages grows in proportion.
    const near = last && { ...last.params, alpha: last.params.alpha * (k - 1) / k };
    const starts = [...near ? [near] : [], ...options.starts ?? []];
    return { k, ...fitBetaGeometric(summary, { k, modified }, { ...options, starts }) };
  };
  let last = fitAt(1);
  let best = last;
  for (let k = 2; k <= LARGEST_K && k <= best.k + 2; k++) {
    last = fitAt(k, last);
    if (last.fit.logLikelihood > best.fit.logLikelihood) best = last;
  }
  return best;
}
