import type { Random } from "perdura/core/mod.ts";
import { logOnePlusExp, type Objective, sampleGamma, samplePoisson } from "perdura/stats/mod.ts";
import { checkCoefficients, covariateShifts } from "./_coefficients.ts";
import { discountedLifetime, expIntegral } from "./_lifetime.ts";
import { logOddsDead } from "./_pareto_nbd_death.ts";
import {
  logLikelihoodGivenOdds,
  logRisingTable,
  paretoNbdObjective,
} from "./_pareto_nbd_likelihood.ts";
import { paretoNbdPmf } from "./_pareto_nbd_pmf.ts";
import { OddsTable } from "./_odds_table.ts";
import { coefficientNames, rowScale } from "./_row_scale.ts";
import { checkCount, checkDiscount, checkTime } from "./check_arguments.ts";
import { checkSummary } from "./check_summary.ts";
import { compressSummary } from "./compress.ts";
import type { Fit } from "./fit_likelihood.ts";
import type { ParameterSpace } from "./parameters.ts";
import {
  checkParams,
  type Likelihood,
  ParametricModel,
  readModelJson,
} from "./parametric_model.ts";
import { purchaseMoments } from "./purchase_moments.ts";
import type { CustomerSummary, PurchaseModel, PurchaseSimulator } from "./types.ts";

/** r, α of the purchase rates, s, β of the dropout rates, and the coefficients of covariates. */
export type ParetoNbdParams = {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
} & Readonly<Record<string, number>>;

const BASE = ["r", "alpha", "s", "beta"];

/** The parameters of a Pareto/NBD model, with the coefficients named. */
export function paretoNbdSpace(coefficients: readonly string[]): ParameterSpace {
  return {
    names: [...BASE, ...coefficients],
    scales: [...BASE.map(() => "log" as const), ...coefficients.map(() => "identity" as const)],
    unitPowers: [0, 1, 0, 1, ...coefficients.map(() => 0)],
  };
}

/**
 * The Pareto/NBD model: while alive, a customer buys at a constant rate λ, and dies at a constant
 * rate μ; λ ~ Gamma(r, α) and μ ~ Gamma(s, β) independently over customers, α and β in time units.
 *
 * Given that a customer with history (x, t_x, T) is alive at T, λ ~ Gamma(r+x, α+T) and
 * μ ~ Gamma(s, β+T), again independently. Every conditional quantity is therefore P(alive) times
 * the quantity of a new customer at these parameters.
 *
 * @example
 * ```ts
 * import { ParetoNbd } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const model = ParetoNbd.fromParams({ r: 0.55, alpha: 10.56, s: 0.61, beta: 11.64 });
 * assertAlmostEquals(model.expectedPurchases(9), 0.389092109, 1e-9);
 * ```
 *
 * Source: Schmittlein, Morrison and Colombo, "Counting your customers", Management Science 33
 * (1987); Fader and Hardie, "A note on deriving the Pareto/NBD model" (2005).
 */
export class ParetoNbd extends ParametricModel implements PurchaseModel, PurchaseSimulator {
  readonly name = "pareto-nbd";
  readonly space: ParameterSpace;
  declare readonly params: ParetoNbdParams;
  readonly #coefficients: readonly string[];
  /** What {@linkcode ParetoNbd.probabilityAlive} and the others have in common. */
  readonly #logOdds = new WeakMap<CustomerSummary, Float64Array>();

  /** Use {@linkcode ParetoNbd.fromParams} or `fitParetoNbd`. */
  constructor(params: ParetoNbdParams, fit?: Fit, objective?: Objective) {
    const coefficients = Object.keys(params).filter((name) => !BASE.includes(name));
    super(params, fit, objective);
    this.#coefficients = coefficients;
    this.space = paretoNbdSpace(coefficients);
    checkParams(this.space, params);
  }

  /**
   * The model at given parameters.
   *
   * @throws {InputError} where a parameter is missing or not above 0
   */
  static fromParams(params: ParetoNbdParams): ParetoNbd {
    return new ParetoNbd(params);
  }

  /**
   * The model that `toJSON` wrote.
   *
   * @throws {InputError} where it is another model
   */
  static fromJSON(json: unknown): ParetoNbd {
    const { params, fit } = readModelJson(json, "pareto-nbd");
    return new ParetoNbd(params as ParetoNbdParams, fit);
  }

  override withTheta(theta: Float64Array): this {
    const params = Object.fromEntries(
      this.space.names.map((name, i) => [name, i < 4 ? Math.exp(theta[i]!) : theta[i]!]),
    );
    return new ParetoNbd(params as ParetoNbdParams) as this;
  }

  override likelihoodOf(summary: CustomerSummary): Likelihood {
    checkSummary(summary);
    checkCoefficients(this.#coefficients, coefficientNames(summary));
    const data = compressSummary(summary);
    return {
      objective: paretoNbdObjective(data),
      unitScale: purchaseMoments(data).unitScale,
    };
  }

  /**
   * E[X(t)] = (r/α) · β/(s−1) · (1 − (β/(β+t))^(s−1)), its limit at s = 1 included.
   *
   * @param t time from the first purchase, in the model's unit
   * @param covariates of the customer, by coefficient name; 0 where absent
   * @returns expected repeat purchases of a new customer in (0, t]
   */
  expectedPurchases(t: number, covariates: Readonly<Record<string, number>> = {}): number {
    checkTime(t);
    const { r, alpha, s, beta } = this.#of(covariates);
    return r / alpha * discountedLifetime(s, beta, 0, t);
  }

  /** P(X(t) = n): a new customer buys again n times in (0, t]. */
  pmf(n: number, t: number, covariates: Readonly<Record<string, number>> = {}): number {
    checkTime(t);
    checkCount(n);
    const { r, alpha, s, beta } = this.#of(covariates);
    return paretoNbdPmf(n, t, r, alpha, s, beta);
  }

  /**
   * E[X(T, T+t) | x, t_x, T] = P(alive) · E[X(t)] at (r+x, α+T, s, β+T).
   *
   * @param t time after the end of observation, in the model's unit
   * @param summary n customers
   * @returns n expected numbers of purchases in (T, T+t]
   */
  conditionalExpectedPurchases(t: number, summary: CustomerSummary): Float64Array {
    checkTime(t);
    const { r, s } = this.params;
    const known = new Map<number, number>();
    return this.#perRow(summary, (x, T, alpha, beta, logOdds) => {
      const later = beta + T;
      let lifetime = known.get(later);
      if (lifetime === undefined) {
        lifetime = later * expIntegral(s - 1, Math.log1p(t / later));
        known.set(later, lifetime);
      }
      return (r + x) / (alpha + T) * lifetime / (1 + Math.exp(logOdds));
    });
  }

  /** P(alive at T | x, t_x, T) of n customers. */
  probabilityAlive(summary: CustomerSummary): Float64Array {
    return this.#perRow(summary, (_x, _T, _alpha, _beta, logOdds) => 1 / (1 + Math.exp(logOdds)));
  }

  /** ln P(alive at T | x, t_x, T) of n customers, also where the probability itself is too small. */
  logProbabilityAlive(summary: CustomerSummary): Float64Array {
    return this.#perRow(summary, (_x, _T, _alpha, _beta, logOdds) => -logOnePlusExp(logOdds));
  }

  /** P(alive at T+t | x, t_x, T) = P(alive) · ((β+T)/(β+T+t))^s of n customers. */
  probabilityAliveAt(t: number, summary: CustomerSummary): Float64Array {
    checkTime(t);
    const { s } = this.params;
    return this.#perRow(
      summary,
      (_x, T, _alpha, beta, logOdds) =>
        Math.exp(-s * Math.log1p(t / (beta + T)) - logOnePlusExp(logOdds)),
    );
  }

  /** P(X(T, T+t) = n | x, t_x, T) of each customer. */
  conditionalPmf(n: number, t: number, summary: CustomerSummary): Float64Array {
    checkTime(t);
    checkCount(n);
    const { r, s } = this.params;
    const known = new Map<string, number>();
    return this.#perRow(summary, (x, T, alpha, beta, logOdds) => {
      const key = `${x} ${alpha + T} ${beta + T}`;
      let given = known.get(key);
      if (given === undefined) {
        given = paretoNbdPmf(n, t, r + x, alpha + T, s, beta + T);
        known.set(key, given);
      }
      const alive = 1 / (1 + Math.exp(logOdds));
      return alive * given + (n === 0 ? 1 / (1 + Math.exp(-logOdds)) : 0);
    });
  }

  /**
   * Discounted expected transactions: P(alive) · (r+x)/(α+T) · ∫ e^(−δu) ((β+T)/(β+T+u))^s du.
   *
   * @param rate δ, continuous, per time unit: ln(1 + annual rate) / (units in a year)
   * @param summary n customers
   * @param horizon end of the integral; for ever where absent (DERT), which needs a rate above 0
   * @returns n expected numbers of purchases after T, each discounted to T
   *
   * Source: Fader, Hardie and Lee, "RFM and CLV: using iso-value curves", Journal of Marketing
   * Research 42 (2005), by quadrature instead of the confluent hypergeometric function.
   */
  discountedExpectedTransactions(
    rate: number,
    summary: CustomerSummary,
    horizon = Infinity,
  ): Float64Array {
    checkDiscount(rate, horizon);
    const { r, s } = this.params;
    const known = new Map<number, number>();
    return this.#perRow(summary, (x, T, alpha, beta, logOdds) => {
      const later = beta + T;
      let lifetime = known.get(later);
      if (lifetime === undefined) {
        lifetime = discountedLifetime(s, later, rate, horizon);
        known.set(later, lifetime);
      }
      return (r + x) / (alpha + T) * lifetime / (1 + Math.exp(logOdds));
    });
  }

  /**
   * Draws what each customer does after the end of observation.
   *
   * @param ends ascending ends of k periods, times after T; the first period starts at T
   * @param summary n customers
   * @returns n × k numbers of purchases, customer by customer
   */
  sampleFuturePurchases(
    ends: readonly number[],
    summary: CustomerSummary,
    random: Random,
  ): Float64Array {
    const { r, s } = this.params;
    const k = ends.length;
    const counts = new Float64Array(summary.frequency.length * k);
    let row = 0;
    this.#perRow(summary, (x, T, alpha, beta, logOdds) => {
      const at = k * row++;
      if (random.next() * (1 + Math.exp(logOdds)) >= 1) return 0;
      // With a Gamma(s, β+T) dropout rate the time left is Pareto distributed.
      const left = (beta + T) * Math.expm1(-Math.log1p(-random.next()) / s);
      const purchaseRate = sampleGamma(random, r + x, alpha + T);
      // Given their number, the purchases of a Poisson process lie anywhere.
      const time = Math.min(left, ends[k - 1]!);
      for (let n = samplePoisson(random, purchaseRate * time); n > 0; n--) {
        const when = time * random.next();
        let j = 0;
        while (when >= ends[j]!) j++;
        counts[at + j]!++;
      }
      return 0;
    });
    return counts;
  }

  /** The log-likelihood of each customer's (x, t_x, T). */
  logLikelihoodOf(summary: CustomerSummary): Float64Array {
    const { r, s } = this.params;
    const most = summary.frequency.reduce((max, x) => Math.max(max, x), 0);
    const rising = logRisingTable(r, most);
    return this.#perRow(
      summary,
      (x, T, alpha, beta, logOdds) =>
        rising[x]! + logLikelihoodGivenOdds(
          r,
          Math.log(alpha),
          Math.log(alpha + T),
          s,
          Math.log(beta),
          Math.log(beta + T),
          x,
          logOdds,
        ),
    );
  }

  /** One number per customer from (x, T), its α and β, and its log-odds of being dead. */
  #perRow(
    summary: CustomerSummary,
    f: (x: number, T: number, alpha: number, beta: number, logOdds: number) => number,
  ): Float64Array {
    const odds = this.#logOddsOf(summary);
    const { frequency, T, covariates } = summary;
    const { alpha, beta } = this.params;
    const theta = this.theta;
    const dropoutFrom = 4 + (covariates?.purchase?.columns ?? 0);
    const result = new Float64Array(frequency.length);
    let ai = alpha, bi = beta;
    for (let i = 0; i < result.length; i++) {
      if (covariates) {
        ai = alpha * rowScale(covariates.purchase, i, theta, 4);
        bi = beta * rowScale(covariates.dropout, i, theta, dropoutFrom);
      }
      result[i] = f(frequency[i]!, T[i]!, ai, bi, odds[i]!);
    }
    return result;
  }

  /** The log-odds of being dead of each customer, worked out once for all that is asked of them. */
  #logOddsOf(summary: CustomerSummary): Float64Array {
    const before = this.#logOdds.get(summary);
    if (before) return before;
    checkSummary(summary);
    const { frequency, recency, T, covariates } = summary;
    checkCoefficients(this.#coefficients, coefficientNames(summary));
    const { r, alpha, s, beta } = this.params;
    const theta = this.theta;
    const dropoutFrom = 4 + (covariates?.purchase?.columns ?? 0);
    const known = covariates ? undefined : new OddsTable(frequency.length);
    const result = new Float64Array(frequency.length);
    let ai = alpha, bi = beta;
    for (let i = 0; i < result.length; i++) {
      const x = frequency[i]!, tx = recency[i]!, end = T[i]!;
      if (covariates) {
        ai = alpha * rowScale(covariates.purchase, i, theta, 4);
        bi = beta * rowScale(covariates.dropout, i, theta, dropoutFrom);
      }
      let odds = known?.get(x, tx, end);
      if (odds === undefined) {
        odds = logOddsDead(r, ai, s, bi, x, tx, end, Math.log(ai + end), Math.log(bi + end));
        known?.set(x, tx, end, odds);
      }
      result[i] = odds;
    }
    this.#logOdds.set(summary, result);
    return result;
  }

  /** The base parameters of a customer with given covariates. */
  #of(covariates: Readonly<Record<string, number>>): ParetoNbdParams {
    const { r, alpha, s, beta } = this.params;
    const { purchase, dropout } = covariateShifts(this.#coefficients, this.params, covariates);
    return { r, alpha: alpha * Math.exp(-purchase), s, beta: beta * Math.exp(-dropout) };
  }
}
