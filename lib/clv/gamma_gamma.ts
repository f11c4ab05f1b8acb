import { type Random } from "perdura/core/mod.ts";
import { type Objective, sampleGamma } from "perdura/stats/mod.ts";
import { gammaGammaLogDensity, gammaGammaObjective } from "./_gamma_gamma_likelihood.ts";
import { spendRows } from "./_spend_rows.ts";
import type { Fit } from "./fit_likelihood.ts";
import type { ParameterSpace } from "./parameters.ts";
import {
  checkParams,
  type Likelihood,
  ParametricModel,
  readModelJson,
} from "./parametric_model.ts";
import { checkSpend } from "./check_summary.ts";
import type { CustomerSummary } from "./types.ts";

/** p, the shape of one purchase's value, and q, v of how customers differ; v in money. */
export type GammaGammaParams = { readonly p: number; readonly q: number; readonly v: number };

/** How frequency and spend go together in the data of a fit. */
export interface SpendIndependence {
  /** Correlation of ln x and ln m over customers with repeat purchases. */
  readonly correlation: number;
  /** Its standard error if they were independent. */
  readonly standardError: number;
}

/** The parameters of a Gamma-Gamma model. */
export const gammaGammaSpace: ParameterSpace = {
  names: ["p", "q", "v"],
  scales: ["log", "log", "log"],
  unitPowers: [0, 0, 1],
};

/**
 * The Gamma-Gamma model of spend: the values of a customer's purchases are Gamma(p, ν), and
 * ν ~ Gamma(q, v) over customers, independently of how often they buy.
 *
 * The mean value of a purchase over all customers is p v / (q − 1), infinite where q ≤ 1.
 *
 * @example
 * ```ts
 * import { GammaGamma } from "perdura/clv/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const spend = GammaGamma.fromParams({ p: 6.25, q: 3.74, v: 15.44 });
 * assertAlmostEquals(spend.expectedValue(), 35.21897810219, 1e-10);
 * ```
 *
 * Source: Fader and Hardie, "The Gamma-Gamma model of monetary value" (2013).
 */
export class GammaGamma extends ParametricModel {
  readonly name = "gamma-gamma";
  readonly space = gammaGammaSpace;
  declare readonly params: GammaGammaParams & Readonly<Record<string, number>>;
  /** How frequency and spend went together in the data; absent without a fit. */
  readonly independence?: SpendIndependence;

  /** Use {@linkcode GammaGamma.fromParams} or `fitGammaGamma`. */
  constructor(
    params: GammaGammaParams,
    from: { fit?: Fit; independence?: SpendIndependence; objective?: Objective } = {},
  ) {
    super(params, from.fit, from.objective);
    if (from.independence) this.independence = from.independence;
    checkParams(this.space, this.params);
  }

  /**
   * The model at given parameters.
   *
   * @throws {InputError} where a parameter is missing or not above 0
   */
  static fromParams(params: GammaGammaParams): GammaGamma {
    return new GammaGamma(params);
  }

  /**
   * The model that `toJSON` wrote.
   *
   * @throws {InputError} where it is another model
   */
  static fromJSON(json: unknown): GammaGamma {
    const { params, fit } = readModelJson(json, "gamma-gamma");
    const { independence } = json as { independence?: SpendIndependence };
    return new GammaGamma(params as GammaGammaParams, {
      ...(fit && { fit }),
      ...(independence && { independence }),
    });
  }

  override withTheta(theta: Float64Array): this {
    const [p, q, v] = Array.from(theta, Math.exp) as [number, number, number];
    return new GammaGamma({ p, q, v }) as this;
  }

  override likelihoodOf(summary: CustomerSummary): Likelihood {
    const { rows, mean } = spendRows(summary, checkSpend(summary));
    return { objective: gammaGammaObjective(rows), unitScale: mean };
  }

  override toJSON(): ReturnType<ParametricModel["toJSON"]> & { independence?: SpendIndependence } {
    return { ...super.toJSON(), ...(this.independence && { independence: this.independence }) };
  }

  /** The mean value of a purchase over all customers, p v / (q − 1); Infinity where q ≤ 1. */
  expectedValue(): number {
    const { p, q, v } = this.params;
    return q > 1 ? p * v / (q - 1) : Infinity;
  }

  /**
   * E[M | x, m] = p (v + m x) / (p x + q − 1), the expected mean value of a customer's purchases.
   *
   * It lies between the customer's own mean and that of all, nearer to the former the more often the
   * customer has bought. A customer without repeat purchases, or without a value, has that of all;
   * a negative mean (refunds above purchases) counts as 0. Infinity where the model has no mean.
   *
   * @param summary n customers with `monetaryValue`
   * @returns n values in money
   */
  conditionalExpectedValue(summary: CustomerSummary): Float64Array {
    const monetaryValue = checkSpend(summary);
    const { p, q, v } = this.params;
    return summary.frequency.map((x, i) => {
      const m = monetaryValue[i]!;
      if (x === 0 || Number.isNaN(m)) return this.expectedValue();
      const below = p * x + q - 1;
      return below > 0 ? p * (v + Math.max(m, 0) * x) / below : Infinity;
    });
  }

  /**
   * Draws what each customer spends on given numbers of purchases.
   *
   * @param counts n × k numbers of purchases, customer by customer
   * @param summary n customers
   * @returns n × k sums of money; purchases of one customer share that customer's mean
   */
  sampleSpend(counts: Float64Array, summary: CustomerSummary, random: Random): Float64Array {
    const monetaryValue = checkSpend(summary);
    const { p, q, v } = this.params;
    const n = monetaryValue.length;
    const k = counts.length / n;
    const spend = new Float64Array(counts.length);
    for (let i = 0; i < n; i++) {
      const m = monetaryValue[i]!;
      const x = Number.isNaN(m) ? 0 : summary.frequency[i]!;
      let rate = 0; // drawn for those who buy
      for (let j = i * k; j < (i + 1) * k; j++) {
        if (counts[j] === 0) continue;
        if (rate === 0) {
          rate = sampleGamma(random, p * x + q, v + (x > 0 ? Math.max(m, 0) * x : 0));
        }
        spend[j] = sampleGamma(random, p * counts[j]!, rate);
      }
    }
    return spend;
  }

  /** The log-density of each customer's mean value; 0 for customers without repeat purchases. */
  logLikelihoodOf(summary: CustomerSummary): Float64Array {
    const monetaryValue = checkSpend(summary);
    const { p, q, v } = this.params;
    return summary.frequency.map((x, i) =>
      x > 0 ? gammaGammaLogDensity(p, q, v, x, monetaryValue[i]!) : 0
    );
  }
}
