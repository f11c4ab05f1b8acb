import { InputError } from "perdura/core/mod.ts";
import type { CustomerSummary, Matrix } from "./types.ts";

/**
 * Checks that a summary can be what it says: equal lengths, whole numbers of repeat purchases,
 * 0 ≤ t_x ≤ T, t_x = 0 exactly where x = 0, weights of at least 0.
 *
 * @throws {InputError} naming the first row that breaks a rule
 */
export function checkSummary(summary: CustomerSummary): void {
  const { frequency, recency, T, weight, covariates } = summary;
  const n = frequency.length;
  if (
    recency.length !== n || T.length !== n || (weight && weight.length !== n)
  ) {
    throw new InputError(
      `Check the customer summary: its columns have ${n} (frequency), ${recency.length} ` +
        `(recency) and ${T.length} (T) rows and must have the same number`,
    );
  }
  for (let i = 0; i < n; i++) {
    const x = frequency[i]!, tx = recency[i]!, end = T[i]!;
    const problem = !(Number.isInteger(x) && x >= 0)
      ? `frequency is ${x} and must be a whole number of at least 0`
      : !(tx >= 0 && tx <= end && end < Infinity)
      ? `recency is ${tx} and T is ${end}; 0 ≤ recency ≤ T must hold`
      : x === 0 && tx > 0
      ? `frequency is 0 but recency is ${tx}; without a repeat purchase it must be 0`
      : x > 0 && tx === 0
      ? `recency is 0 but frequency is ${x}; count purchases of one day as one`
      : weight && !(weight[i]! >= 0 && weight[i]! < Infinity)
      ? `weight is ${weight[i]} and must be at least 0`
      : undefined;
    if (problem) throw rowError(summary, i, problem);
  }
  checkCovariates(summary, covariates?.purchase, "purchase");
  checkCovariates(summary, covariates?.dropout, "dropout");
}

function checkCovariates(
  summary: CustomerSummary,
  matrix: Matrix | undefined,
  process: string,
): void {
  if (!matrix) return;
  const n = summary.frequency.length;
  if (matrix.rows !== n || matrix.values.length !== n * matrix.columns) {
    throw new InputError(
      `Check the ${process} covariates: they have ${matrix.rows} rows and the summary has ${n}`,
    );
  }
  const bad = matrix.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw rowError(
      summary,
      Math.floor(bad / matrix.columns),
      `a ${process} covariate is ${matrix.values[bad]} and must be a number`,
    );
  }
}

function rowError(summary: CustomerSummary, i: number, problem: string): InputError {
  const id = summary.customerId[i];
  return new InputError(
    `Check row ${i + 1} of the customer summary${
      id === undefined ? "" : ` (customer "${id}")`
    }: ${problem}`,
  );
}

/**
 * Checks that a summary says what its customers spend.
 *
 * @returns the mean values
 * @throws {InputError} where there are none, or one is infinite
 */
export function checkSpend(summary: CustomerSummary): Float64Array {
  const { monetaryValue, frequency } = summary;
  if (monetaryValue?.length !== frequency.length) {
    throw new InputError(
      `Give a monetary value for each customer: the summary has ${monetaryValue?.length ?? 0} ` +
        `for ${frequency.length} customers`,
    );
  }
  const infinite = monetaryValue.findIndex((m) => Math.abs(m) === Infinity);
  if (infinite >= 0) throw rowError(summary, infinite, "its monetary value is infinite");
  return monetaryValue;
}
