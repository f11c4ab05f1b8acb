import type { Objective } from "perdura/stats/mod.ts";
import { type BgKind, bgObjective, chances } from "./_bg_likelihood.ts";
import { survivalOf } from "./_bg_process.ts";
import { LARGEST_K } from "./_check_k.ts";
import { heterogeneityFlags } from "./_heterogeneity_flags.ts";
import { coefficientNames } from "./_row_scale.ts";
import { betaGeometricSpace, type BgNbdParams, intervalsConstant } from "./beta_geometric_model.ts";
import { checkSummary } from "./check_summary.ts";
import { compressSummary, thin } from "./compress.ts";
import type { FitFlag } from "./convergence.ts";
import { type Fit, fitLikelihood } from "./fit_likelihood.ts";
import type { FitOptions } from "./fit_options.ts";
import { fromTheta, toTheta } from "./parameters.ts";
import { checkEnough, purchaseMoments } from "./purchase_moments.ts";
import type { CustomerSummary } from "./types.ts";

// Rows of the first search; its differences from the whole are made up for by two or three steps.
const ROUGH_ROWS = 400;

/** What a model of the family is made from after its fit. */
export interface BetaGeometricFit {
  readonly params: BgNbdParams;
  readonly fit: Fit;
  readonly objective: Objective;
}

/**
 * Fits one model with beta-geometric dropout, k given.
 *
 * @throws {InputError} where the summary breaks a rule, has no repeat purchase at all, or lacks
 *   `logIntervals` for k above 1
 */
export function fitBetaGeometric(
  summary: CustomerSummary,
  kind: BgKind,
  options: FitOptions,
): BetaGeometricFit {
  checkSummary(summary);
  const data = compressSummary(summary);
  checkEnough(data);
  const constant = intervalsConstant(kind, summary);
  const coefficients = coefficientNames(summary);
  const space = betaGeometricSpace(coefficients);
  const { rate, shape, unitScale } = purchaseMoments(data);
  const starts = [
    [1, 3],
    [0.3, 3],
    [0.02, 1],
    [3, 10],
  ].map(([a, b]) => ({ r: shape, alpha: shape / (kind.k * rate), a: a!, b: b! }));
  const zeros = Object.fromEntries(coefficients.map((name) => [name, 0]));
  const part = thin(data, ROUGH_ROWS);
  const objective = bgObjective(kind, data, constant);
  const fit = fitLikelihood({
    space,
    likelihood: objective,
    ...(part !== data && { rough: bgObjective(kind, part, constant) }),
    starts: [...starts, ...options.starts ?? []].map((start) =>
      toTheta(space, { ...zeros, ...start })
    ),
    customers: data.customers,
    distinctRows: data.length,
    unitScale,
    prior: options.prior,
    flags: (theta) => flagsOf(kind, theta, unitScale),
  });
  return {
    params: fromTheta(space, Float64Array.from(fit.theta)) as BgNbdParams,
    fit,
    objective,
  };
}

function flagsOf(kind: BgKind, theta: Float64Array, unitScale: number): FitFlag[] {
  const [r, alpha, a, b] = Array.from(theta, Math.exp) as [number, number, number, number];
  const m = chances(kind, 0);
  const stays = m === 0 ? 1 : b / (a + b);
  const customer = { k: kind.k, done: 0, shape: r, scale: alpha, a, b: b + m };
  return [
    ...heterogeneityFlags({
      rateShape: r,
      lost: 1 - stays * survivalOf(customer, unitScale),
      dropoutShape: a + b,
      dropoutParameters: ["a", "b"],
      dropoutMean: "a / (a + b), the common dropout probability",
    }),
    ...(kind.k === LARGEST_K
      ? [{
        code: "very-regular-purchases" as const,
        parameters: ["k"],
        message: `Read k as at least ${LARGEST_K}: purchases are as regular as the model can be, ` +
          "look whether they are subscriptions, which need another kind of model",
      }]
      : []),
  ];
}
