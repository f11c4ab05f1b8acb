import { cholesky, logOnePlusExp } from "perdura/stats/mod.ts";

/** What is minimised: weighted log-loss plus l2 / 2 times the sum of squared slopes. */
export interface PenalisedLogLoss {
  readonly columns: readonly Float64Array[];
  /** n values from 0 to 1. */
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
  readonly l2: number;
}

/** Where the loss is least. */
export interface NewtonResult {
  /** The intercept, then a slope for each column. */
  readonly coefficients: Float64Array;
  /** False where the loss falls for ever, as with outcomes that a feature separates and no penalty. */
  readonly converged: boolean;
}

const mostSteps = 100;
/** Rows worked on together, so that they stay in the cache. */
const blockRows = 1024;

/**
 * Newton's method for logistic regression, with halved steps where a whole one goes too far.
 *
 * Source: Hastie, Tibshirani and Friedman, "The elements of statistical learning", section 4.4.1.
 */
export function newton(problem: PenalisedLogLoss): NewtonResult {
  const { columns, outcome, weight } = problem;
  const size = columns.length + 1;
  let coefficients = new Float64Array(size);
  const total = sumOf(weight);
  const yes = outcome.reduce((sum, y, i) => sum + weight[i]! * y, 0);
  coefficients[0] = Math.log(yes / (total - yes));
  let margin = marginOf(columns, coefficients);
  let loss = lossOf(problem, coefficients, margin);
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, hessian } = derivatives(problem, coefficients, margin);
    const direction = solve(hessian, gradient, size);
    let share = 1;
    for (;;) {
      const tried = coefficients.map((value, j) => value - share * direction[j]!);
      const triedMargin = marginOf(columns, tried);
      const triedLoss = lossOf(problem, tried, triedMargin);
      if (triedLoss <= loss + 1e-13 * Math.abs(loss) || share < 1e-9) {
        const gained = loss - triedLoss;
        [coefficients, margin, loss] = [tried, triedMargin, triedLoss];
        const largest = Math.max(...direction.map((value) => Math.abs(share * value)));
        if (largest < 1e-9) return { coefficients, converged: true };
        // The loss no longer falls, or there is next to none: the coefficients go on for ever.
        if (largest > 0.1 && (gained < 1e-12 * loss || loss < 1e-9 * total)) {
          return { coefficients, converged: false };
        }
        break;
      }
      share /= 2;
    }
  }
  return { coefficients, converged: false };
}

/** The intercept plus each column times its slope, of each row. */
export function marginOf(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  rows = columns[0]?.length ?? 0,
): Float64Array {
  const margin = new Float64Array(rows).fill(coefficients[0]!);
  columns.forEach((column, j) => {
    const slope = coefficients[j + 1]!;
    if (slope === 0) return;
    for (let i = 0; i < rows; i++) margin[i]! += slope * column[i]!;
  });
  return margin;
}

/** 1 / (1 + e⁻ᵐ). */
export function sigmoid(margin: number): number {
  return margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function lossOf(
  { outcome, weight, l2 }: PenalisedLogLoss,
  coefficients: Float64Array,
  margin: Float64Array,
): number {
  let loss = 0;
  for (let i = 0; i < margin.length; i++) {
    // As two losses, which keeps the digits of a row that is all but certain.
    const m = margin[i]!, y = outcome[i]!;
    loss += weight[i]! * (y * logOnePlusExp(-m) + (1 - y) * logOnePlusExp(m));
  }
  for (let j = 1; j < coefficients.length; j++) loss += l2 / 2 * coefficients[j]! ** 2;
  return loss;
}

function derivatives(
  { columns, outcome, weight, l2 }: PenalisedLogLoss,
  coefficients: Float64Array,
  margin: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const size = coefficients.length, rows = margin.length;
  const gradient = new Float64Array(size), hessian = new Float64Array(size * size);
  const residual = new Float64Array(blockRows), curvature = new Float64Array(blockRows);
  const scaled = new Float64Array(blockRows);
  for (let start = 0; start < rows; start += blockRows) {
    const many = Math.min(blockRows, rows - start);
    for (let i = 0; i < many; i++) {
      const p = sigmoid(margin[start + i]!), w = weight[start + i]!;
      residual[i] = w * (p - outcome[start + i]!);
      curvature[i] = w * p * (1 - p);
      gradient[0]! += residual[i]!;
      hessian[0]! += curvature[i]!;
    }
    columns.forEach((column, c) => {
      const j = c + 1;
      let slope = 0, withIntercept = 0;
      for (let i = 0; i < many; i++) {
        const x = column[start + i]!;
        slope += residual[i]! * x;
        scaled[i] = curvature[i]! * x;
        withIntercept += scaled[i]!;
      }
      gradient[j]! += slope;
      hessian[j * size]! += withIntercept;
      for (let k = 0; k <= c; k++) {
        const other = columns[k]!;
        let sum = 0;
        for (let i = 0; i < many; i++) sum += scaled[i]! * other[start + i]!;
        hessian[j * size + k + 1]! += sum;
      }
    });
  }
  for (let j = 1; j < size; j++) {
    gradient[j]! += l2 * coefficients[j]!;
    hessian[j * size + j]! += l2;
    for (let k = 0; k < j; k++) hessian[k * size + j] = hessian[j * size + k]!;
  }
  return { gradient, hessian };
}

/** H⁻¹ g; where columns say the same thing, with as small a ridge as makes it possible. */
function solve(hessian: Float64Array, gradient: Float64Array, size: number): Float64Array {
  let largest = Number.MIN_VALUE;
  for (let j = 0; j < size; j++) largest = Math.max(largest, hessian[j * size + j]!);
  for (let ridge = 1e-14;; ridge *= 100) {
    const stable = hessian.slice();
    for (let j = 0; j < size; j++) stable[j * size + j]! += ridge * largest;
    const factor = cholesky(stable, size);
    if (factor !== undefined) return solveTriangular(factor, gradient, size);
  }
}

/** x with L Lᵀ x = b. */
function solveTriangular(factor: Float64Array, b: Float64Array, size: number): Float64Array {
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * size + k]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= factor[k * size + i]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  return x;
}
