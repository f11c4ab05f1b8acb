import { InputError } from "perdura/core/mod.ts";
import type { Objective } from "perdura/stats/mod.ts";
import type { ParameterSpace } from "./parameters.ts";

/** What is believed about a positive parameter, or a ratio of two: a log-normal distribution. */
export interface LogNormalPrior {
  readonly median: number;
  /** Standard deviation of the logarithm; 1 means "within a factor of 7, nearly surely". */
  readonly sdLog: number;
}

/** What is believed about the coefficient of a covariate: a normal distribution. */
export interface NormalPrior {
  readonly mean: number;
  readonly sd: number;
}

/**
 * What is believed before the data are seen, by parameter name ("r", "alpha", "purchase.age") or by
 * ratio of two names ("r/alpha" is the mean purchase rate, "s/beta" the mean dropout rate).
 *
 * Anything with a unit is given in multiples of a scale of the data: the mean observation length for
 * times, the mean value of a purchase for money. A median of 2 for "r/alpha" is two purchases in the
 * average customer's observation period. So the same prior serves data in days and in weeks. Densities are with respect to the logarithms of
 * the parameters; a parameter that is not named has a flat prior.
 */
export type Prior = Readonly<Record<string, LogNormalPrior | NormalPrior>>;

interface Term {
  /** Coefficients of the parameters, on the scale of estimation. */
  readonly direction: Float64Array;
  readonly centre: number;
  readonly precision: number;
}

/**
 * The log-posterior: a log-likelihood plus a prior.
 *
 * @param likelihood on the scale of estimation
 * @param unitScale what times, or money, in the prior are multiples of, in the unit of the data
 */
export function withPrior(
  likelihood: Objective,
  space: ParameterSpace,
  prior: Prior,
  unitScale: number,
): Objective {
  const { dimension } = likelihood;
  const terms = Object.entries(prior).map(([name, belief]) =>
    termOf(name, belief, space, unitScale)
  );
  const distance = (term: Term, theta: Float64Array): number =>
    term.direction.reduce((sum, d, i) => sum + d * theta[i]!, -term.centre);
  const logPrior = (theta: Float64Array): number =>
    terms.reduce((sum, term) => {
      const off = distance(term, theta);
      return sum -
        (term.precision * off * off - Math.log(term.precision / (2 * Math.PI))) / 2;
    }, 0);
  return {
    dimension,
    value: (theta) => likelihood.value(theta) + logPrior(theta),
    derivatives(theta, gradient, hessian) {
      const value = likelihood.derivatives(theta, gradient, hessian);
      for (const term of terms) {
        const { direction, precision } = term;
        const pull = precision * distance(term, theta);
        for (let i = 0; i < dimension; i++) {
          gradient[i]! -= pull * direction[i]!;
          for (let j = 0; j < dimension; j++) {
            hessian[i * dimension + j]! -= precision * direction[i]! * direction[j]!;
          }
        }
      }
      return value + logPrior(theta);
    },
  };
}

function termOf(
  name: string,
  belief: LogNormalPrior | NormalPrior,
  space: ParameterSpace,
  unitScale: number,
): Term {
  const logNormal = "median" in belief;
  const sd = logNormal ? belief.sdLog : belief.sd;
  const parts = name.split("/");
  const indices = parts.map((part) => space.names.indexOf(part));
  const known = indices.every((i) => i >= 0) && parts.length <= 2;
  const scale = logNormal ? "log" : "identity";
  if (!known || indices.some((i) => space.scales[i] !== scale)) {
    throw new InputError(
      `Check the prior of "${name}": ${
        known
          ? "a positive parameter takes { median, sdLog }, a coefficient { mean, sd }"
          : `the parameters are ${space.names.join(", ")}, and ratios of two of them`
      }`,
    );
  }
  if (!(sd > 0) || (logNormal && !(belief.median > 0))) {
    throw new InputError(`Check the prior of "${name}": its median and its spread must be above 0`);
  }
  const direction = new Float64Array(space.names.length);
  let unitPower = 0;
  indices.forEach((index, k) => {
    const sign = k === 0 ? 1 : -1;
    direction[index]! += sign;
    unitPower += sign * space.unitPowers[index]!;
  });
  const centre = logNormal
    ? Math.log(belief.median) + unitPower * Math.log(unitScale)
    : belief.mean;
  return { direction, centre, precision: 1 / (sd * sd) };
}

/**
 * A prior that hardly says more than that a posterior exists: each positive parameter within a
 * factor of 400 of 1, or of the scale of the data, with 95 % probability.
 */
export function weakPrior(space: ParameterSpace): Prior {
  return Object.fromEntries(
    space.names
      .filter((_, i) => space.scales[i] === "log")
      .map((name) => [name, { median: 1, sdLog: 3 }]),
  );
}
