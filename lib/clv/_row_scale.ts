import type { CustomerSummary, Matrix } from "./types.ts";

/**
 * e^(−coefficients · covariates) of one row: what the rate parameter of a gamma distribution is
 * multiplied by, so that a positive coefficient means a higher rate. 1 without covariates.
 *
 * @param theta holds the coefficients
 * @param from the first of them
 */
export function rowScale(
  matrix: Matrix | undefined,
  row: number,
  theta: ArrayLike<number>,
  from: number,
): number {
  if (!matrix) return 1;
  const { columns, values } = matrix;
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += values[row * columns + c]! * theta[from + c]!;
  return Math.exp(-sum);
}

/** Names of the coefficients of a summary's covariates: "purchase.age", "dropout.1". */
export function coefficientNames(summary: CustomerSummary): string[] {
  const of = (process: "purchase" | "dropout"): string[] => {
    const matrix = summary.covariates?.[process];
    return Array.from(
      { length: matrix?.columns ?? 0 },
      (_, c) => `${process}.${matrix?.names?.[c] ?? c + 1}`,
    );
  };
  return [...of("purchase"), ...of("dropout")];
}
