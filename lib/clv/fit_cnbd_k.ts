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
