import type { ParameterSpace } from "./parameters.ts";

/** Something about a fit that its user must know before relying on it. */
export interface FitFlag {
  /** A fixed word for programs. */
  readonly code:
    | "not-converged"
    | "starts-disagree"
    | "boundary"
    | "flat-direction"
    | "weak-parameter"
    | "homogeneous-purchase-rates"
    | "homogeneous-dropout"
    | "no-dropout"
    | "very-regular-purchases"
    | "rows-left-out"
    | "infinite-mean-spend"
    | "spend-depends-on-frequency";
  /** The parameters concerned. */
  readonly parameters: readonly string[];
  /** What was found, what it means and what to do, for people. */
  readonly message: string;
}

/** How a fit ended: everything that is needed to judge whether it can be relied on. */
export interface Convergence {
  /** Did the climb to the best maximum end by its own criterion? */
  readonly converged: boolean;
  /** Length of the gradient of the log-likelihood (plus log-prior) on the scale of estimation. */
  readonly gradientNorm: number;
  /**
   * Eigenvalues of minus the Hessian on the scale of estimation, ascending, of the parameters that
   * are not at a bound; all positive at a maximum.
   */
  readonly hessianEigenvalues: readonly number[];
  /** Number of starting points. */
  readonly starts: number;
  /** How many of them led to the best maximum. */
  readonly startsThatAgree: number;
  /** Steps of all climbs. */
  readonly iterations: number;
  /** Evaluations of the whole likelihood with derivatives. */
  readonly evaluations: number;
  /** Rows of the likelihood after equal rows were put together. */
  readonly distinctRows: number;
  readonly flags: readonly FitFlag[];
}

/** What the general flags are decided on. */
export interface Evidence {
  readonly converged: boolean;
  readonly atBound: readonly boolean[];
  readonly eigenvalues: Float64Array;
  /** Standard errors on the scale of estimation, NaN where there is none. */
  readonly standardErrors: Float64Array;
  readonly starts: number;
  readonly startsThatAgree: number;
}

/**
 * The flags that any model can earn; models add their own.
 *
 * A standard error of a logarithm above 1 is a standard error larger than the estimate.
 */
export function generalFlags(space: ParameterSpace, evidence: Evidence): FitFlag[] {
  const { names, scales } = space;
  const flags: FitFlag[] = [];
  if (!evidence.converged) {
    flags.push({
      code: "not-converged",
      parameters: [...names],
      message: "Do not use these estimates: the likelihood was still rising when the search was " +
        "given up; give starting values, a prior or more data",
    });
  }
  if (evidence.startsThatAgree < evidence.starts / 2) {
    flags.push({
      code: "starts-disagree",
      parameters: [...names],
      message: `Compare with a fit that has a prior: only ${evidence.startsThatAgree} of ` +
        `${evidence.starts} starting points led to the best maximum found`,
    });
  }
  const bound = names.filter((_, i) => evidence.atBound[i]);
  if (bound.length > 0) {
    flags.push({
      code: "boundary",
      parameters: bound,
      message: `Do not interpret ${list(bound)}: the likelihood keeps rising as ` +
        `${bound.length > 1 ? "they leave" : "it leaves"} every sensible range, so that the data ` +
        "only give a bound; use a simpler model or a prior",
    });
  }
  const lowest = evidence.eigenvalues[0] ?? 1;
  // A standard deviation of a logarithm above 30: not even the order of magnitude is known.
  if (!(lowest > 1e-3)) {
    flags.push({
      code: "flat-direction",
      parameters: [...names],
      message: "Do not use standard errors or intervals of this fit: some combination of the " +
        "parameters does not change the likelihood; use a simpler model or a prior",
    });
  }
  const weak = names.filter((_, i) =>
    scales[i] === "log" && !evidence.atBound[i] &&
    !(evidence.standardErrors[i]! <= 1)
  );
  if (weak.length > 0) {
    flags.push({
      code: "weak-parameter",
      parameters: weak,
      message: `Do not interpret ${list(weak)} alone: the standard error is larger than the ` +
        "estimate, so that the data hardly say how large it is; predictions may still be good, " +
        "look at their intervals, or give a prior",
    });
  }
  return flags;
}

function list(names: readonly string[]): string {
  return names.length <= 1
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
