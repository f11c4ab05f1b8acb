import { heterogeneityFlags } from "./_heterogeneity_flags.ts";
import { paretoNbdObjective } from "./_pareto_nbd_likelihood.ts";
import { coefficientNames } from "./_row_scale.ts";
import { checkSummary } from "./check_summary.ts";
import { compressSummary, roughPart } from "./compress.ts";
import type { FitFlag } from "./convergence.ts";
import { fitLikelihood } from "./fit_likelihood.ts";
import type { FitOptions } from "./fit_options.ts";
import { fromTheta, toTheta } from "./parameters.ts";
import { ParetoNbd, type ParetoNbdParams, paretoNbdSpace } from "./pareto_nbd.ts";
import { checkEnough, purchaseMoments } from "./purchase_moments.ts";
import type { CustomerSummary } from "./types.ts";

/**
 * Fits a Pareto/NBD model by maximum likelihood, or by maximum posterior density with a prior.
 *
 * Static covariates in the summary act on the rates: λ ~ Gamma(r, α e^(−γ·z)) and
 * μ ~ Gamma(s, β e^(−δ·z)), so that a positive coefficient means more purchases, or earlier death.
 *
 * @param summary customers, times in any one unit; α and β are in that unit
 * @returns the model with its uncertainty and diagnosis; look at `warnings`
 * @throws {InputError} where the summary breaks a rule, or has no repeat purchase at all
 *
 * @example
 * ```ts
 * import { fitParetoNbd } from "perdura/clv/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const model = fitParetoNbd({
 *   customerId: ["a", "b", "c", "d"],
 *   frequency: Float64Array.of(0, 3, 1, 8),
 *   recency: Float64Array.of(0, 20, 2, 38),
 *   T: Float64Array.of(39, 39, 39, 39),
 * }, { prior: { r: { median: 1, sdLog: 1 }, s: { median: 1, sdLog: 1 } } });
 * assert(model.params.r > 0);
 * ```
 */
export function fitParetoNbd(summary: CustomerSummary, options: FitOptions = {}): ParetoNbd {
  checkSummary(summary);
  const data = compressSummary(summary);
  checkEnough(data);
  const coefficients = coefficientNames(summary);
  const space = paretoNbdSpace(coefficients);
  const { rate, shape, unitScale } = purchaseMoments(data);
  const starts = [
    [0.5, 0.5],
    [0.5, 5],
    [0.05, 1],
    [3, 10],
  ].map(([s, lifetimes]) => ({
    r: shape,
    alpha: shape / rate,
    s: s!,
    beta: lifetimes! * unitScale,
  }));
  const zeros = Object.fromEntries(coefficients.map((name) => [name, 0]));
  const part = roughPart(data);
  const likelihood = paretoNbdObjective(data);
  const fit = fitLikelihood({
    space,
    likelihood,
    ...(part !== data && { rough: paretoNbdObjective(part) }),
    starts: [...starts, ...options.starts ?? []].map((start) =>
      toTheta(space, { ...zeros, ...start })
    ),
    customers: data.customers,
    distinctRows: data.length,
    unitScale,
    prior: options.prior,
    flags: (theta) => flagsOf(theta, unitScale),
  });
  return new ParetoNbd(
    fromTheta(space, Float64Array.from(fit.theta)) as ParetoNbdParams,
    fit,
    likelihood,
  );
}

function flagsOf(theta: Float64Array, unitScale: number): FitFlag[] {
  const [r, , s, beta] = Array.from(theta, Math.exp) as [number, number, number, number];
  return heterogeneityFlags({
    rateShape: r,
    lost: -Math.expm1(-s * Math.log1p(unitScale / beta)),
    dropoutShape: s,
    dropoutParameters: ["s", "beta"],
    dropoutMean: "s / beta, the common dropout rate",
  });
}
