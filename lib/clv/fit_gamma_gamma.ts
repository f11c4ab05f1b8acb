import { InputError } from "perdura/core/mod.ts";
import { gammaGammaObjective, type SpendRows } from "./_gamma_gamma_likelihood.ts";
import { spendRows } from "./_spend_rows.ts";
import { checkSpend, checkSummary } from "./check_summary.ts";
import type { FitFlag } from "./convergence.ts";
import { fitLikelihood } from "./fit_likelihood.ts";
import type { FitOptions } from "./fit_options.ts";
import {
  GammaGamma,
  type GammaGammaParams,
  gammaGammaSpace,
  type SpendIndependence,
} from "./gamma_gamma.ts";
import { fromTheta, toTheta } from "./parameters.ts";
import { everyRow } from "./select_rows.ts";
import type { CustomerSummary } from "./types.ts";

/**
 * Fits a Gamma-Gamma model to the customers with repeat purchases.
 *
 * Customers whose mean value is missing or not above 0 cannot be used; the fit says how many in its
 * warnings. It also says when frequency and spend go together, which the model takes as given that
 * they do not.
 *
 * @param summary customers with `monetaryValue`, the mean value of repeat purchases
 * @returns the model with its uncertainty and diagnosis; look at `warnings`
 * @throws {InputError} where fewer than two customers can be used
 *
 * @example
 * ```ts
 * import { fitGammaGamma } from "perdura/clv/mod.ts";
 * import { assert } from "@std/assert";
 *
 * const spend = fitGammaGamma({
 *   customerId: ["a", "b", "c", "d", "e"],
 *   frequency: Float64Array.of(2, 5, 1, 3, 8),
 *   recency: Float64Array.of(9, 30, 4, 20, 37),
 *   T: Float64Array.of(39, 39, 39, 39, 39),
 *   monetaryValue: Float64Array.of(22, 35, 80, 31, 40),
 * }, { prior: { p: { median: 5, sdLog: 1 }, q: { median: 4, sdLog: 0.5 } } });
 * assert(spend.expectedValue() > 20);
 * ```
 */
export function fitGammaGamma(summary: CustomerSummary, options: FitOptions = {}): GammaGamma {
  checkSummary(summary);
  const monetaryValue = checkSpend(summary);
  const { rows, leftOut, customers, mean } = spendRows(summary, monetaryValue);
  const { length, frequency } = rows;
  if (length < 2) {
    throw new InputError(
      `Choose data with repeat purchases of known value: ${length} such customers were found, ` +
        "so that a model of spend cannot be fitted",
    );
  }
  const starts = [[1, 3], [6, 4], [3, 1.5], [20, 10]]
    .map(([p, q]) => ({ p: p!, q: q!, v: mean * (q! - 1) / p! }));
  const independence = independenceOf(rows, customers);
  const likelihood = gammaGammaObjective(rows);
  const fit = fitLikelihood({
    space: gammaGammaSpace,
    likelihood,
    ...(length > 2 * ROUGH_ROWS && { rough: gammaGammaObjective(someOf(rows)) }),
    starts: [...starts, ...options.starts ?? []].map((start) => toTheta(gammaGammaSpace, start)),
    customers,
    distinctRows: length,
    unitScale: mean,
    prior: options.prior,
    flags: (theta) => flagsOf(Math.exp(theta[1]!), independence, leftOut, frequency),
  });
  return new GammaGamma(
    fromTheta(gammaGammaSpace, Float64Array.from(fit.theta)) as GammaGammaParams,
    { fit, independence, objective: likelihood },
  );
}

// Enough for a first search; two or three steps with all rows make up for the differences.
const ROUGH_ROWS = 2000;

function someOf(rows: SpendRows): SpendRows {
  const part = everyRow(0, rows.length, Math.floor(rows.length / ROUGH_ROWS));
  const column = (values: Float64Array): Float64Array => Float64Array.from(part, (i) => values[i]!);
  return {
    length: part.length,
    frequency: column(rows.frequency),
    monetaryValue: column(rows.monetaryValue),
    weight: column(rows.weight),
  };
}

/** Weighted correlation of ln x and ln m. */
function independenceOf(rows: SpendRows, customers: number): SpendIndependence {
  const { frequency, monetaryValue, weight } = rows;
  let sx = 0, sm = 0, sxx = 0, smm = 0, sxm = 0;
  weight.forEach((w, i) => {
    const x = Math.log(frequency[i]!), m = Math.log(monetaryValue[i]!);
    sx += w * x;
    sm += w * m;
    sxx += w * x * x;
    smm += w * m * m;
    sxm += w * x * m;
  });
  const n = customers;
  const spread = Math.sqrt((sxx - sx * sx / n) * (smm - sm * sm / n));
  return {
    correlation: spread > 0 ? (sxm - sx * sm / n) / spread : 0,
    standardError: 1 / Math.sqrt(n),
  };
}

// Below this, shrinking a customer's mean towards that of all does little harm; CDNOW has 0.19.
const DEPENDENT = 0.25;

function flagsOf(
  q: number,
  { correlation, standardError }: SpendIndependence,
  leftOut: number,
  frequency: Float64Array,
): FitFlag[] {
  const flags: FitFlag[] = [];
  if (leftOut > 0) {
    flags.push({
      code: "rows-left-out",
      parameters: [],
      message: `Look at the values of ${leftOut} of ${leftOut + frequency.length} customers with ` +
        "repeat purchases: they are missing or not above 0, and were left out of this fit",
    });
  }
  if (q <= 1) {
    flags.push({
      code: "infinite-mean-spend",
      parameters: ["q"],
      message:
        `Do not use the mean spend of new customers: q is ${q.toPrecision(3)}, and the mean ` +
        "is infinite where q is not above 1; remove extreme values or give a prior such as " +
        "{ q: { median: 4, sdLog: 0.5 } }",
    });
  }
  if (Math.abs(correlation) > DEPENDENT && Math.abs(correlation) > 3 * standardError) {
    flags.push({
      code: "spend-depends-on-frequency",
      parameters: [],
      message:
        `Fit segments apart or expect a bias: customers who buy more often spend ${
          correlation > 0 ? "more" : "less"
        } per purchase (correlation ${correlation.toFixed(2)}), which this model takes to be ` +
        "independent",
    });
  }
  return flags;
}
