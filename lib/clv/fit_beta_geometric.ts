import type { Objective } from "perdura/stats/mod.ts";
import { type BgKind, bgObjective, chances } from "./_bg_likelihood.ts";
import { survivalOf } from "./_bg_process.ts";
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

// A coefficient of variation of the rates below a tenth, or as little spread of the dropout
// probabilities: customers are all alike.
const HOMOGENEOUS = 100;

function flagsOf(kind: BgKind, theta: Float64Array, unitScale: number): FitFlag[] {
  const [r, alpha, a, b] = Array.from(theta, Math.exp) as [number, number, number, number];
  const flags: FitFlag[] = [];
  if (r > HOMOGENEOUS) {
    flags.push({
      code: "homogeneous-purchase-rates",
      parameters: ["r", "alpha"],
      message: "Read only r / alpha, the common purchase rate: the customers do not differ in it " +
        "enough to tell r and alpha apart",
    });
  }
  const m = chances(kind, 0);
  const alive = (m === 0 ? 1 : b / (a + b)) *
    survivalOf({ k: kind.k, done: 0, shape: r, scale: alpha, a, b: b + m }, unitScale);
  if (1 - alive < 0.01) {
    flags.push({
      code: "no-dropout",
      parameters: ["a", "b"],
      message: "Treat P(alive) as 1 or observe for longer: by this fit fewer than 1 % of the " +
        "customers stop within the mean observation length, so that a and b are guesses",
    });
  } else if (a + b > HOMOGENEOUS) {
    flags.push({
      code: "homogeneous-dropout",
      parameters: ["a", "b"],
      message: "Read only a / (a + b), the common dropout probability: the customers do not " +
        "differ in it enough to tell a and b apart",
    });
  }
  return flags;
}
