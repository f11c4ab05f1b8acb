import type { Objective } from "perdura/stats/mod.ts";
import { checkK } from "./_check_k.ts";
import { BetaGeometricModel, type BgNbdParams } from "./beta_geometric_model.ts";
import type { CnbdKParams } from "./cnbd_k_params.ts";
import type { Fit } from "./fit_likelihood.ts";
import { readModelJson } from "./parametric_model.ts";

/**
 * The MBG/CNBD-k model: the MBG/NBD model with regular purchases. Times between purchases are
 * Erlang distributed, the sum of k exponential stages of rate λ each, so that their coefficient of
 * variation is 1/√k instead of 1: a customer who is late is noticed sooner.
 *
 * r, α and a, b are as in the MBG/NBD model, λ ~ Gamma(r, α) being the rate of stages: purchases
 * come at the rate λ/k. The likelihood is that of the purchase times; it needs the sum of the
 * logarithms of the intervals, `logIntervals` of the summary. Predictions do not.
 *
 * @example
 * ```ts
 * import { MbgCnbdK, MbgNbd } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const params = { r: 0.5, alpha: 10, a: 0.8, b: 2.5 };
 * assertAlmostEquals(
 *   MbgCnbdK.fromParams({ ...params, k: 1 }).expectedPurchases(52),
 *   MbgNbd.fromParams(params).expectedPurchases(52),
 *   1e-14,
 * );
 * ```
 *
 * Source: Platzer and Reutterer, "Ticking away the moments: timing regularity helps to better predict
 * customer activity", Marketing Science 35 (2016); Reutterer, Platzer and Schröder, "Leveraging
 * purchase regularity for predicting customer behavior the easy way", International Journal of
 * Research in Marketing 38 (2021). Predictions are exact, unlike theirs.
 */
export class MbgCnbdK extends BetaGeometricModel {
  readonly name = "mbg-cnbd-k";
  declare readonly params: CnbdKParams;

  /** Use {@linkcode MbgCnbdK.fromParams} or `fitMbgCnbdK`. */
  constructor(params: CnbdKParams, fit?: Fit, objective?: Objective) {
    super(params, { k: checkK(params.k), modified: true }, fit, objective);
  }

  /**
   * The model at given parameters.
   *
   * @throws {InputError} where a parameter is missing or not above 0, or k is not 1 … 24
   */
  static fromParams(params: CnbdKParams): MbgCnbdK {
    return new MbgCnbdK(params);
  }

  /**
   * The model that `toJSON` wrote.
   *
   * @throws {InputError} where it is another model
   */
  static fromJSON(json: unknown): MbgCnbdK {
    const { params, fit } = readModelJson(json, "mbg-cnbd-k");
    return new MbgCnbdK(params as CnbdKParams, fit);
  }

  protected override at(params: BgNbdParams): this {
    return new MbgCnbdK(params as CnbdKParams) as this;
  }
}
