import type { CustomerSummary, Matrix } from "./types.ts";

/**
 * coefficients · covariates of one row, 0 without covariates: what is taken from the logarithm of
 * the rate parameter of a gamma distribution, so that a positive coefficient means a higher rate.
 *
 * @param theta holds the coefficients
 * @param from the first of them
 */
export function linear(
  matrix: Matrix | undefined,
  row: number,
  theta: ArrayLike<number>,
  from: number,
): number {
  if (!matrix) return 0;
  const { columns, values } = matrix;
  let sum = 0;
  for (let c = 0; c < columns; c++) sum += values[row * columns + c]! * theta[from + c]!;
  return sum;
}

/** e^(−coefficients · covariates) of one row: what the rate parameter is multiplied by. */
export function rowScale(
  matrix: Matrix | undefined,
  row: number,
  theta: ArrayLike<number>,
  from: number,
): number {
  return matrix ? Math.exp(-linear(matrix, row, theta, from)) : 1;
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
