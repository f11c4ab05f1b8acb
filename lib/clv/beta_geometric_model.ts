import type { Random } from "perdura/core/mod.ts";
import { logOnePlusExp, type Objective, sampleBeta, sampleGamma } from "perdura/stats/mod.ts";
import { betaRatio } from "./_beta_ratio.ts";
import { discountedPurchasesOf } from "./_bg_discounted.ts";
import {
  type BgKind,
  bgLogLikelihood,
  bgObjective,
  chances,
  logOddsLost,
  stageWeights,
} from "./_bg_likelihood.ts";
import { type BgCustomer, expectedPurchasesOf, pmfOf, survivalOf } from "./_bg_process.ts";
import { checkCoefficients, covariateShifts } from "./_coefficients.ts";
import { logIntervalsTerm } from "./_log_intervals.ts";
import { logRisingTable } from "./_pareto_nbd_likelihood.ts";
import { coefficientNames, rowScale } from "./_row_scale.ts";
import { checkCount, checkDiscount, checkTime } from "./check_arguments.ts";
import { checkSummary } from "./check_summary.ts";
import { compressSummary } from "./compress.ts";
import type { Fit } from "./fit_likelihood.ts";
import { fromTheta, type ParameterSpace } from "./parameters.ts";
import { checkParams, type Likelihood, ParametricModel } from "./parametric_model.ts";
import { purchaseMoments } from "./purchase_moments.ts";
import type { CustomerSummary, PurchaseModel, PurchaseSimulator } from "./types.ts";

/** r, α of the purchase rates, a, b of the dropout probabilities, and coefficients of covariates. */
export type BgNbdParams = {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
} & Readonly<Record<string, number>>;

const BASE = ["r", "alpha", "a", "b"];

/** The parameters that are estimated, with the coefficients named. */
export function betaGeometricSpace(coefficients: readonly string[]): ParameterSpace {
  return {
    names: [...BASE, ...coefficients],
    scales: [...BASE.map(() => "log" as const), ...coefficients.map(() => "identity" as const)],
    unitPowers: [0, 1, 0, 0, ...coefficients.map(() => 0)],
  };
}

/** A customer of a summary, as the predictions see one. */
interface Row {
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  /** The customer's own α and a. */
  readonly alpha: number;
  readonly a: number;
  readonly logOdds: number;
}

/**
 * What the models with beta-geometric dropout have in common: purchases come after every k-th stage
 * of a Poisson process with rate λ ~ Gamma(r, α), and after each purchase a customer is lost with
 * probability p ~ Beta(a, b), independently. k = 1 gives exponential times between purchases, a
 * larger k more regular ones. In the modified models the first purchase can already be the last.
 *
 * Let m count the purchases after which a customer who is alive was not lost: x, or x + 1 in the
 * modified models. Given that a customer is alive at T with j of the k stages to the next purchase
 * over, λ ~ Gamma(r+kx+j, α+T) and p ~ Beta(a, b+m), independently; the probabilities of j are
 * proportional to (r+kx)_j/j! ((T−t_x)/(α+T))^j. Every conditional quantity is P(alive) times the
 * mean over j of the quantity of such a customer, which is a sum of positive terms: nothing is
 * approximated, and a customer's prediction does not depend on the others.
 *
 * Covariates z make α of a customer α e^(−γ·z), a positive coefficient meaning more purchases, and
 * a of a customer a e^(δ·z), which multiplies the odds a/b of dropout by e^(δ·z).
 */
export abstract class BetaGeometricModel extends ParametricModel
  implements PurchaseModel, PurchaseSimulator {
  readonly space: ParameterSpace;
  declare readonly params: BgNbdParams;
  readonly #coefficients: readonly string[];
  readonly #kind: BgKind;

  constructor(params: BgNbdParams, kind: BgKind, fit?: Fit, objective?: Objective) {
    super(params, fit, objective);
    this.#kind = kind;
    this.#coefficients = Object.keys(params).filter((name) => ![...BASE, "k"].includes(name));
    this.space = betaGeometricSpace(this.#coefficients);
    checkParams(this.space, params);
  }

  /** A model of the same class at other parameters. */
  protected abstract at(params: BgNbdParams): this;

  override withTheta(theta: Float64Array): this {
    const { k } = this.params;
    return this.at({
      ...fromTheta(this.space, theta),
      ...(k !== undefined && { k }),
    } as BgNbdParams);
  }

  override likelihoodOf(summary: CustomerSummary): Likelihood {
    checkSummary(summary);
    checkCoefficients(this.#coefficients, coefficientNames(summary));
    const data = compressSummary(summary);
    return {
      objective: bgObjective(this.#kind, data, intervalsConstant(this.#kind, summary)),
      unitScale: purchaseMoments(data).unitScale,
    };
  }

  /**
   * E[X(t)] of a new customer; for k = 1 it is ∫ (1 − (α/(α+pt))^r)/p over p ~ Beta(a, b), in the
   * modified models times b/(a+b) and with b + 1.
   *
   * @param t time from the first purchase, in the model's unit
   * @param covariates of the customer, by coefficient name; 0 where absent
   * @returns expected repeat purchases in (0, t]
   */
  expectedPurchases(t: number, covariates: Readonly<Record<string, number>> = {}): number {
    checkTime(t);
    const { stays, customer } = this.#newCustomer(covariates);
    return stays * expectedPurchasesOf(customer, t);
  }

  /** P(X(t) = n): a new customer buys again n times in (0, t]. */
  pmf(n: number, t: number, covariates: Readonly<Record<string, number>> = {}): number {
    checkTime(t);
    checkCount(n);
    const { stays, customer } = this.#newCustomer(covariates);
    return stays * pmfOf(customer, n, t) + (n === 0 ? 1 - stays : 0);
  }

  /**
   * E[X(T, T+t) | x, t_x, T] of each customer.
   *
   * @param t time after the end of observation, in the model's unit
   * @param summary n customers
   * @returns n expected numbers of purchases in (T, T+t]
   */
  conditionalExpectedPurchases(t: number, summary: CustomerSummary): Float64Array {
    checkTime(t);
    return this.#ifAlive(summary, (customer) => expectedPurchasesOf(customer, t));
  }

  /** P(alive at T | x, t_x, T) of n customers; 1 for x = 0 unless the model is a modified one. */
  probabilityAlive(summary: CustomerSummary): Float64Array {
    return this.#perRow(summary, ({ logOdds }) => 1 / (1 + Math.exp(logOdds)));
  }

  /** ln P(alive at T | x, t_x, T) of n customers, also where the probability itself is too small. */
  logProbabilityAlive(summary: CustomerSummary): Float64Array {
    return this.#perRow(summary, ({ logOdds }) => -logOnePlusExp(logOdds));
  }

  /** P(alive at T+t | x, t_x, T) of n customers. */
  probabilityAliveAt(t: number, summary: CustomerSummary): Float64Array {
    checkTime(t);
    return this.#ifAlive(summary, (customer) => survivalOf(customer, t));
  }

  /** P(X(T, T+t) = n | x, t_x, T) of each customer. */
  conditionalPmf(n: number, t: number, summary: CustomerSummary): Float64Array {
    checkTime(t);
    checkCount(n);
    const given = this.#ifAlive(summary, (customer) => pmfOf(customer, n, t));
    if (n > 0) return given;
    const lost = this.#perRow(summary, ({ logOdds }) => 1 / (1 + Math.exp(-logOdds)));
    return given.map((probability, i) => probability + lost[i]!);
  }

  /**
   * Discounted expected transactions: E[Σ e^(−δ u)] over the purchases at times T + u.
   *
   * @param rate δ, continuous, per time unit: ln(1 + annual rate) / (units in a year)
   * @param summary n customers
   * @param horizon only purchases in (T, T+horizon]; all where absent (DERT), which needs a rate
   *   above 0
   * @returns n expected numbers of purchases after T, each discounted to T
   */
  discountedExpectedTransactions(
    rate: number,
    summary: CustomerSummary,
    horizon = Infinity,
  ): Float64Array {
    checkDiscount(rate, horizon);
    return this.#ifAlive(summary, (customer) => discountedPurchasesOf(customer, rate, horizon));
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
    const { r, b } = this.params;
    const { k } = this.#kind;
    const counts = new Float64Array(summary.frequency.length * ends.length);
    const weights = new Float64Array(k);
    const last = ends.at(-1) ?? 0;
    let row = 0;
    this.#perRow(summary, ({ x, tx, T, alpha, a, logOdds }) => {
      const at = ends.length * row++;
      if (random.next() * (1 + Math.exp(logOdds)) >= 1) return 0;
      const shape = r + k * x;
      stageWeights(shape, (T - tx) / (alpha + T), weights);
      const done = drawIndex(weights, random);
      const rate = sampleGamma(random, shape + done, alpha + T);
      const p = sampleBeta(random, a, b + chances(this.#kind, x));
      let period = 0;
      for (
        let time = sampleGamma(random, k - done, rate);
        time <= last;
        time += sampleGamma(random, k, rate)
      ) {
        while (time > ends[period]!) period++;
        counts[at + period]!++;
        if (random.next() < p) break;
      }
      return 0;
    });
    return counts;
  }

  /**
   * The log-likelihood of each customer's (x, t_x, T), for k above 1 with the times between the
   * purchases.
   */
  logLikelihoodOf(summary: CustomerSummary): Float64Array {
    const { r, b } = this.params;
    const { k } = this.#kind;
    const rising = logRisingTable(r, k * summary.frequency.reduce((max, x) => Math.max(max, x), 0));
    const intervals = logIntervalsTerm(k, summary);
    let i = 0;
    return this.#perRow(
      summary,
      ({ x, tx, T, alpha, a, logOdds }) =>
        intervals[i++]! + rising[k * x]! + betaRatio(a, b, chances(this.#kind, x)).value +
        bgLogLikelihood(this.#kind, r, alpha, x, tx, T, logOdds),
    );
  }

  /**
   * P(alive) times the mean of f over what is known of a customer who is alive; f is called once
   * for customers of whom the same is known.
   */
  #ifAlive(summary: CustomerSummary, f: (customer: BgCustomer) => number): Float64Array {
    const { r, b } = this.params;
    const { k } = this.#kind;
    const known = new KnownCustomers(k);
    const weights = new Float64Array(k);
    return this.#perRow(summary, ({ x, tx, T, alpha, a, logOdds }) => {
      const shape = r + k * x;
      const values = known.of(a, alpha + T, x);
      stageWeights(shape, (T - tx) / (alpha + T), weights);
      let mean = 0;
      for (let done = 0; done < k; done++) {
        if (weights[done] === 0) continue;
        if (Number.isNaN(values[done])) {
          values[done] = f({
            k,
            done,
            shape: shape + done,
            scale: alpha + T,
            a,
            b: b + chances(this.#kind, x),
          });
        }
        mean += weights[done]! * values[done]!;
      }
      return mean / (1 + Math.exp(logOdds));
    });
  }

  /** One number per customer. */
  #perRow(summary: CustomerSummary, f: (row: Row) => number): Float64Array {
    checkSummary(summary);
    const { frequency, recency, covariates } = summary;
    checkCoefficients(this.#coefficients, coefficientNames(summary));
    const { r, alpha, a, b } = this.params;
    const theta = this.theta;
    const dropoutFrom = 4 + (covariates?.purchase?.columns ?? 0);
    const result = new Float64Array(frequency.length);
    for (let i = 0; i < result.length; i++) {
      const x = frequency[i]!, tx = recency[i]!, T = summary.T[i]!;
      const alphaOf = alpha * rowScale(covariates?.purchase, i, theta, 4);
      const aOf = a / rowScale(covariates?.dropout, i, theta, dropoutFrom);
      const logOdds = logOddsLost(this.#kind, r, alphaOf, aOf, b, x, tx, T);
      result[i] = f({ x, tx, T, alpha: alphaOf, a: aOf, logOdds });
    }
    return result;
  }

  /** A customer right after the first purchase, and the probability not to be lost by then. */
  #newCustomer(
    covariates: Readonly<Record<string, number>>,
  ): { stays: number; customer: BgCustomer } {
    const { r, alpha, a, b } = this.params;
    const shifts = covariateShifts(this.#coefficients, this.params, covariates);
    const m = chances(this.#kind, 0);
    const aOf = a * Math.exp(shifts.dropout);
    return {
      stays: m === 0 ? 1 : b / (aOf + b),
      customer: {
        k: this.#kind.k,
        done: 0,
        shape: r,
        scale: alpha * Math.exp(-shifts.purchase),
        a: aOf,
        b: b + m,
      },
    };
  }
}

/** The sum of what the times between purchases add to the log-likelihood. */
export function intervalsConstant({ k }: BgKind, summary: CustomerSummary): number {
  return logIntervalsTerm(k, summary)
    .reduce((sum, term, i) => sum + term * (summary.weight?.[i] ?? 1), 0);
}

/** Values by a, scale and x: of all customers of whom the same is known, one per stage. */
class KnownCustomers {
  readonly #values = new Map<number, Map<number, Map<number, Float64Array>>>();
  readonly #k: number;

  constructor(k: number) {
    this.#k = k;
  }

  /** k values, NaN until they are filled in. */
  of(a: number, scale: number, x: number): Float64Array {
    let ofA = this.#values.get(a);
    if (!ofA) this.#values.set(a, ofA = new Map());
    let ofScale = ofA.get(scale);
    if (!ofScale) ofA.set(scale, ofScale = new Map());
    let values = ofScale.get(x);
    if (!values) ofScale.set(x, values = new Float64Array(this.#k).fill(NaN));
    return values;
  }
}

function drawIndex(weights: Float64Array, random: Random): number {
  let left = random.next();
  let i = 0;
  while (i < weights.length - 1 && left >= weights[i]!) left -= weights[i++]!;
  return i;
}
