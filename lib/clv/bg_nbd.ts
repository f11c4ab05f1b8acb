import type { Objective } from "perdura/stats/mod.ts";
import { BetaGeometricModel, type BgNbdParams } from "./beta_geometric_model.ts";
import type { Fit } from "./fit_likelihood.ts";
import { readModelJson } from "./parametric_model.ts";

/**
 * The BG/NBD model: while alive, a customer buys at a constant rate λ, and after each repeat
 * purchase is lost with probability p; λ ~ Gamma(r, α) and p ~ Beta(a, b) independently over
 * customers, α in time units.
 *
 * A customer is only ever lost at a purchase, so that P(alive) is 1 for everybody who bought once.
 * Where that is not wanted, use the Pareto/NBD or the MBG/NBD model.
 *
 * The likelihood of (x, t_x, T) is, with B the beta function,
 * Γ(r+x)/Γ(r) α^r (B(a,b+x)/B(a,b) (α+T)^−(r+x) + [x>0] B(a+1,b+x−1)/B(a,b) (α+t_x)^−(r+x)).
 *
 * @example
 * ```ts
 * import { BgNbd } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const model = BgNbd.fromParams({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
 * assertAlmostEquals(model.pmf(0, 39), 0.57378635209601, 1e-12);
 * ```
 *
 * Source: Fader, Hardie and Lee, "Counting your customers the easy way: an alternative to the
 * Pareto/NBD model", Marketing Science 24 (2005).
 */
export class BgNbd extends BetaGeometricModel {
  readonly name = "bg-nbd";

  /** Use {@linkcode BgNbd.fromParams} or `fitBgNbd`. */
  constructor(params: BgNbdParams, fit?: Fit, objective?: Objective) {
    super(params, { k: 1, modified: false }, fit, objective);
  }

  /**
   * The model at given parameters.
   *
   * @throws {InputError} where a parameter is missing or not above 0
   */
  static fromParams(params: BgNbdParams): BgNbd {
    return new BgNbd(params);
  }

  /**
   * The model that `toJSON` wrote.
   *
   * @throws {InputError} where it is another model
   */
  static fromJSON(json: unknown): BgNbd {
    const { params, fit } = readModelJson(json, "bg-nbd");
    return new BgNbd(params as BgNbdParams, fit);
  }

  protected override at(params: BgNbdParams): this {
    return new BgNbd(params) as this;
  }
}
