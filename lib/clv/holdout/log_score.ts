import { selectRows } from "../select_rows.ts";
import type { CustomerSummary, PurchaseModel } from "../types.ts";

/** The log-likelihood of what each customer did in the holdout. */
export interface LogScore {
  /** n values: ln P(X(T, T + t) = actual | x, t_x, T). */
  readonly values: Float64Array;
  /**
   * Number of rows whose probability is too small for a number (below 5e-324); they count as
   * ln 5e-324 = −744.4, so that one customer cannot make a score infinite.
   */
  readonly floored: number;
}

/**
 * How probable a model held what each customer then did.
 *
 * @param length length of the holdout
 * @param purchases n whole numbers, purchases in the holdout
 *
 * Source: Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", Journal
 * of the American Statistical Association 102 (2007).
 */
export function logScore(
  model: Pick<PurchaseModel, "conditionalPmf">,
  length: number,
  summary: CustomerSummary,
  purchases: Float64Array,
): LogScore {
  const rowsWith = new Map<number, number[]>();
  purchases.forEach((count, i) => {
    const rows = rowsWith.get(count);
    if (rows) rows.push(i);
    else rowsWith.set(count, [i]);
  });
  const values = new Float64Array(purchases.length);
  let floored = 0;
  for (const [count, rows] of rowsWith) {
    const probabilities = model.conditionalPmf(count, length, selectRows(summary, rows));
    rows.forEach((i, k) => {
      const probability = probabilities[k]!;
      if (probability < Number.MIN_VALUE) floored++;
      values[i] = Math.log(Math.max(probability, Number.MIN_VALUE));
    });
  }
  return { values, floored };
}
