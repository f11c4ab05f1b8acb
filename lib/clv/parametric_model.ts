import { InputError } from "perdura/core/mod.ts";
import { normalQuantile, type Objective } from "perdura/stats/mod.ts";
import type { Convergence } from "./convergence.ts";
import type { Fit } from "./fit_likelihood.ts";
import { type ParameterSpace, toTheta } from "./parameters.ts";
import { drawPosterior, type PosteriorOptions } from "./draw_posterior.ts";
import type { Posterior } from "./posterior.ts";
import type { CustomerSummary, Matrix } from "./types.ts";

/** An estimate with its uncertainty. */
export interface Interval {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** A log-likelihood as a function of the parameters on the scale of estimation. */
export interface Likelihood {
  readonly objective: Objective;
  /** The scale of the data, which priors are relative to. */
  readonly unitScale: number;
}

/** A model as plain data, as it is written to and read from JSON. */
export interface ModelJson {
  readonly model: string;
  readonly params: Readonly<Record<string, number>>;
  readonly fit?: Fit;
}

/**
 * What all models here have in common: parameters by name, and what is known about their
 * uncertainty when they were fitted.
 *
 * A model adds what it predicts, and says how to make itself at other parameters
 * ({@linkcode ParametricModel.withTheta}), which is all that intervals and posteriors need.
 */
export abstract class ParametricModel {
  /** Which model, for example "pareto-nbd". */
  abstract readonly name: string;
  /** What the parameters are. */
  abstract readonly space: ParameterSpace;
  /** The parameters by name. */
  readonly params: Readonly<Record<string, number>>;
  /** How they were estimated; absent where the model was made from parameters alone. */
  readonly fit?: Fit;

  readonly #objective?: Objective;

  /**
   * @param fit where the model was fitted
   * @param objective the log-likelihood of the data it was fitted to
   */
  constructor(params: Readonly<Record<string, number>>, fit?: Fit, objective?: Objective) {
    this.params = Object.freeze({ ...params });
    if (fit) this.fit = fit;
    if (objective) this.#objective = objective;
  }

  /**
   * The same model at other parameters, without a fit.
   *
   * @param theta on the scale of estimation, in the order of the names in `space`
   */
  abstract withTheta(theta: Float64Array): this;

  /** The log-likelihood of given customers as a function of the parameters. */
  abstract likelihoodOf(summary: CustomerSummary): Likelihood;

  /** The parameters on the scale of estimation. */
  get theta(): Float64Array {
    return toTheta(this.space, this.params);
  }

  /** The maximised log-likelihood; NaN for a model made from parameters alone. */
  get logLikelihood(): number {
    return this.fit?.logLikelihood ?? NaN;
  }

  /** How the fit ended, with its flags. */
  get convergence(): Convergence | undefined {
    return this.fit?.convergence;
  }

  /** What must be known before relying on the fit, in plain words; empty for a good one. */
  get warnings(): string[] {
    return this.fit?.convergence.flags.map((flag) => flag.message) ?? [];
  }

  /** Covariance on the scale of estimation; NaN where it is not known. */
  get thetaCovariance(): Matrix {
    const { names } = this.space;
    const n = names.length;
    return {
      rows: n,
      columns: n,
      values: this.fit
        ? Float64Array.from(this.fit.thetaCovariance)
        : new Float64Array(n * n).fill(NaN),
      names,
    };
  }

  /** Covariance of the parameters themselves, by the delta method; NaN where it is not known. */
  get covariance(): Matrix {
    const { rows: n, values, names } = this.thetaCovariance;
    const slope = this.#slopes();
    return {
      rows: n,
      columns: n,
      values: values.map((value, k) => value * slope[Math.floor(k / n)]! * slope[k % n]!),
      ...(names && { names }),
    };
  }

  /** Standard errors of the parameters by name; NaN where they are not known. */
  get standardErrors(): Record<string, number> {
    const { rows: n, values } = this.covariance;
    return Object.fromEntries(
      this.space.names.map((name, i) => [name, Math.sqrt(values[i * n + i]!)]),
    );
  }

  /**
   * Confidence intervals of the parameters, symmetric on the scale of estimation, so that a
   * positive parameter has a positive interval.
   *
   * @param level share of such intervals that contain the truth, default 0.95
   */
  parameterIntervals(level = 0.95): Record<string, Interval> {
    const z = normalQuantile((1 + level) / 2);
    const { rows: n, values } = this.thetaCovariance;
    const theta = this.theta;
    const errors = this.standardErrors;
    return Object.fromEntries(this.space.names.map((name, i) => {
      const reach = z * Math.sqrt(values[i * n + i]!);
      const at = (value: number): number =>
        this.space.scales[i] === "log" ? Math.exp(value) : value;
      return [name, {
        estimate: this.params[name]!,
        standardError: errors[name]!,
        lower: at(theta[i]! - reach),
        upper: at(theta[i]! + reach),
      }];
    }));
  }

  /**
   * Draws from the posterior of the parameters.
   *
   * @returns equally weighted draws with predictions; look at `trusted` and `warnings`
   * @throws {InputError} where neither a fit nor a summary says what the data are
   */
  samplePosterior(options: PosteriorOptions): Posterior<this> {
    const { summary } = options;
    const { objective, unitScale } = summary
      ? this.likelihoodOf(summary)
      : { objective: this.#objective, unitScale: this.fit?.unitScale ?? 1 };
    if (!objective) {
      throw new InputError(
        "Give the customer summary to samplePosterior: this model was made from parameters or " +
          "JSON and holds no data",
      );
    }
    return drawPosterior(this, objective, unitScale, options);
  }

  /** The model as plain data; `fromJSON` of its class makes it again. */
  toJSON(): ModelJson {
    return {
      model: this.name,
      params: this.params,
      ...(this.fit && { fit: this.fit }),
    };
  }

  /** d parameter / d theta. */
  #slopes(): Float64Array {
    return Float64Array.from(
      this.space.names,
      (name, i) => this.space.scales[i] === "log" ? this.params[name]! : 1,
    );
  }
}

/**
 * Reads what {@linkcode ParametricModel.toJSON} wrote, whether it went through text or not.
 *
 * @param json parsed JSON
 * @param name the model it must be
 * @throws {InputError} where it is not
 */
export function readModelJson(json: unknown, name: string): ModelJson {
  const data = json as Partial<ModelJson> | null;
  if (typeof data !== "object" || data?.model !== name || typeof data.params !== "object") {
    throw new InputError(
      `Check the stored model: it says "${data?.model}" and "${name}" was wanted`,
    );
  }
  const { fit } = data;
  // JSON has no NaN and writes null.
  const numbers = (values: readonly (number | null)[]): number[] =>
    values.map((value) => value ?? NaN);
  return {
    model: name,
    params: data.params,
    ...(fit && {
      fit: {
        ...fit,
        theta: numbers(fit.theta),
        thetaCovariance: numbers(fit.thetaCovariance),
        logLikelihood: fit.logLikelihood ?? NaN,
      },
    }),
  };
}

/**
 * Checks parameters given by hand.
 *
 * @throws {InputError} naming the parameter that is missing or cannot be
 */
export function checkParams(
  space: ParameterSpace,
  params: Readonly<Record<string, number>>,
): void {
  space.names.forEach((name, i) => {
    const value = params[name];
    const good = typeof value === "number" && Number.isFinite(value) &&
      (space.scales[i] === "identity" || value > 0);
    if (!good) {
      throw new InputError(
        `Give the parameter "${name}": it is ${value} and must be a ${
          space.scales[i] === "log" ? "number above 0" : "number"
        }`,
      );
    }
  });
}
