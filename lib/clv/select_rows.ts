import type { CustomerSummary, Matrix } from "./types.ts";

/**
 * Some customers of a summary, in the order asked for.
 *
 * @param rows row numbers, from 0
 */
export function selectRows(summary: CustomerSummary, rows: ArrayLike<number>): CustomerSummary {
  const column = (values: Float64Array): Float64Array => {
    const selected = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) selected[k] = values[rows[k]!]!;
    return selected;
  };
  const matrix = (from: Matrix): Matrix => {
    const { columns } = from;
    const values = new Float64Array(rows.length * columns);
    for (let k = 0; k < rows.length; k++) {
      const start = rows[k]! * columns;
      values.set(from.values.subarray(start, start + columns), k * columns);
    }
    return { ...from, rows: rows.length, values };
  };
  const { monetaryValue, logIntervals, weight, covariates } = summary;
  return {
    customerId: Array.from(rows, (i) => summary.customerId[i]!),
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

/** The numbers from, from + step, … below to. */
export function everyRow(from: number, to: number, step = 1): Uint32Array {
  return Uint32Array.from(
    { length: Math.max(0, Math.ceil((to - from) / step)) },
    (_, k) => from + k * step,
  );
}
