import type { Objective } from "perdura/stats/mod.ts";
import { BetaGeometricModel, type BgNbdParams } from "./beta_geometric_model.ts";
import type { Fit } from "./fit_likelihood.ts";
import { readModelJson } from "./parametric_model.ts";

/**
 * The MBG/NBD model: the BG/NBD model in which a customer can also be lost right after the first
 * purchase, so that P(alive) is below 1 for those who bought once.
 *
 * While alive, a customer buys at a constant rate λ, and after each purchase, the first one
 * included, is lost with probability p; λ ~ Gamma(r, α) and p ~ Beta(a, b) independently over
 * customers, α in time units. The likelihood of (x, t_x, T) is, with B the beta function,
 * Γ(r+x)/Γ(r) α^r (B(a,b+x+1)/B(a,b) (α+T)^−(r+x) + B(a+1,b+x)/B(a,b) (α+t_x)^−(r+x)).
 *
 * @example
 * ```ts
 * import { MbgNbd } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const model = MbgNbd.fromParams({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 });
 * assertAlmostEquals(model.expectedPurchases(52), 1.42, 0.01);
 * ```
 *
 * Source: Batislam, Denizel and Filiztekin, "Empirical validation and comparison of models for
 * customer base analysis", International Journal of Research in Marketing 24 (2007).
 */
export class MbgNbd extends BetaGeometricModel {
  readonly name = "mbg-nbd";

  /** Use {@linkcode MbgNbd.fromParams} or `fitMbgNbd`. */
  constructor(params: BgNbdParams, fit?: Fit, objective?: Objective) {
    super(params, { k: 1, modified: true }, fit, objective);
  }

  /**
   * The model at given parameters.
   *
   * @throws {InputError} where a parameter is missing or not above 0
   */
  static fromParams(params: BgNbdParams): MbgNbd {
    return new MbgNbd(params);
  }

  /**
   * The model that `toJSON` wrote.
   *
   * @throws {InputError} where it is another model
   */
  static fromJSON(json: unknown): MbgNbd {
    const { params, fit } = readModelJson(json, "mbg-nbd");
    return new MbgNbd(params as BgNbdParams, fit);
  }

  protected override at(params: BgNbdParams): this {
    return new MbgNbd(params) as this;
  }
}
