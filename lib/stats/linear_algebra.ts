/** Eigenvalues in ascending order, with the eigenvectors as the columns of a matrix. */
export interface Eigen {
  readonly values: Float64Array;
  /** n × n, row by row; column j belongs to `values[j]`. */
  readonly vectors: Float64Array;
}

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi rotations.
 *
 * @param matrix n × n values, row by row; only its symmetric part counts
 * @param n number of rows
 * @returns eigenvalues in ascending order and orthonormal eigenvectors
 *
 * @example
 * ```ts
 * import { symmetricEigen } from "perdura/stats/mod.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { values } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
 * assertAlmostEquals(values[0]!, 1, 1e-15);
 * assertAlmostEquals(values[1]!, 3, 1e-15);
 * ```
 *
 * Source: Golub and Van Loan, "Matrix computations", section 8.5.
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = Float64Array.from(
    matrix,
    (value, k) => (value + matrix[(k % n) * n + Math.floor(k / n)]!) / 2,
  );
  const v = identity(n);
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotations = 0;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = a[p * n + q]!;
        const size = Math.sqrt(Math.abs(a[p * n + p]! * a[q * n + q]!));
        if (Math.abs(apq) <= 1e-17 * size || apq === 0) continue;
        rotations++;
        const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        rotate(a, v, n, p, q, c, t * c);
      }
    }
    if (rotations === 0) break;
  }
  const order = Array.from({ length: n }, (_, k) => k)
    .sort((i, j) => a[i * n + i]! - a[j * n + j]!);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    for (let i = 0; i < n; i++) vectors[i * n + to] = v[i * n + from]!;
  });
  return { values: Float64Array.from(order, (k) => a[k * n + k]!), vectors };
}

/** Turns rows and columns p and q of a, and columns p and q of v, by the angle (c, s). */
function rotate(
  a: Float64Array,
  v: Float64Array,
  n: number,
  p: number,
  q: number,
  c: number,
  s: number,
): void {
  for (let k = 0; k < n; k++) {
    const kp = a[k * n + p]!, kq = a[k * n + q]!;
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = a[p * n + k]!, qk = a[q * n + k]!;
    a[p * n + k] = c * pk - s * qk;
    a[q * n + k] = s * pk + c * qk;
    const vp = v[k * n + p]!, vq = v[k * n + q]!;
    v[k * n + p] = c * vp - s * vq;
    v[k * n + q] = s * vp + c * vq;
  }
  a[p * n + q] = a[q * n + p] = 0;
}

/** The n × n identity matrix, row by row. */
export function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

/**
 * The Cholesky factor of a symmetric positive definite matrix.
 *
 * @param matrix n × n values, row by row
 * @param n number of rows
 * @returns L, lower triangular, with L Lᵀ = matrix; undefined where the matrix is not positive definite
 *
 * @example
 * ```ts
 * import { cholesky } from "perdura/stats/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cholesky(Float64Array.of(4, 2, 2, 2), 2), Float64Array.of(2, 0, 1, 1));
 * assertEquals(cholesky(Float64Array.of(1, 2, 2, 1), 2), undefined);
 * ```
 */
export function cholesky(
  matrix: Float64Array,
  n: number,
): Float64Array | undefined {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) {
        value -= factor[i * n + k]! * factor[j * n + k]!;
      }
      if (i === j) {
        if (!(value > 0)) return undefined;
        factor[i * n + i] = Math.sqrt(value);
      } else {
        factor[i * n + j] = value / factor[j * n + j]!;
      }
    }
  }
  return factor;
}

/**
 * The inverse of a symmetric positive definite matrix.
 *
 * The matrix is first scaled to a unit diagonal, so that parameters of very different size do no
 * harm.
 *
 * @param matrix n × n values, row by row
 * @param n number of rows
 * @returns the inverse, exactly symmetric; undefined where the matrix is not positive definite
 *
 * @example
 * ```ts
 * import { inverseSymmetric } from "perdura/stats/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(inverseSymmetric(Float64Array.of(4, 0, 0, 0.25), 2), Float64Array.of(0.25, 0, 0, 4));
 * ```
 */
export function inverseSymmetric(
  matrix: Float64Array,
  n: number,
): Float64Array | undefined {
  const scale = Float64Array.from(
    { length: n },
    (_, i) => 1 / Math.sqrt(matrix[i * n + i]!),
  );
  const scaled = matrix.map((value, k) => value * scale[Math.floor(k / n)]! * scale[k % n]!);
  const factor = cholesky(scaled, n);
  if (!factor) return undefined;
  // Column j of the inverse of the factor, by forward substitution.
  const inverseFactor = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let value = i === j ? 1 : 0;
      for (let k = j; k < i; k++) {
        value -= factor[i * n + k]! * inverseFactor[k * n + j]!;
      }
      inverseFactor[i * n + j] = value / factor[i * n + i]!;
    }
  }
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = 0;
      for (let k = i; k < n; k++) {
        value += inverseFactor[k * n + i]! * inverseFactor[k * n + j]!;
      }
      inverse[i * n + j] = inverse[j * n + i] = value * scale[i]! * scale[j]!;
    }
  }
  return inverse;
}

/**
 * The quadratic form vᵀ A v.
 *
 * @param vector n values
 * @param matrix n × n values, row by row
 */
export function quadraticForm(
  vector: Float64Array,
  matrix: Float64Array,
): number {
  const n = vector.length;
  let form = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += matrix[i * n + j]! * vector[j]!;
    form += vector[i]! * row;
  }
  return form;
}
