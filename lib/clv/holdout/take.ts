import type { CustomerSummary, Matrix } from "../types.ts";

/**
 * Some rows of a summary, in the order asked for.
 *
 * @param rows row numbers
 */
export function take(summary: CustomerSummary, rows: readonly number[]): CustomerSummary {
  const column = (values: Float64Array): Float64Array => Float64Array.from(rows, (i) => values[i]!);
  const matrix = (from: Matrix): Matrix => {
    const values = new Float64Array(rows.length * from.columns);
    rows.forEach((i, k) =>
      values.set(from.values.subarray(i * from.columns, (i + 1) * from.columns), k * from.columns)
    );
    return { ...from, rows: rows.length, values };
  };
  const { monetaryValue, logIntervals, weight, covariates } = summary;
  return {
    customerId: rows.map((i) => summary.customerId[i]!),
    frequency: column(summary.frequency),
    recency: column(summary.recency),
    T: column(summary.T),
    ...(monetaryValue && { monetaryValue: column(monetaryValue) }),
    ...(logIntervals && { logIntervals: column(logIntervals) }),
    ...(weight && { weight: column(weight) }),
    ...(covariates && {
      covariates: {
        ...(covariates.dropout && { dropout: matrix(covariates.dropout) }),
        ...(covariates.purchase && { purchase: matrix(covariates.purchase) }),
      },
    }),
  };
}
