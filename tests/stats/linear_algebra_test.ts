import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { seededRandom } from "perdura/core/mod.ts";
import {
  cholesky,
  identity,
  inverseSymmetric,
  quadraticForm,
  sampleNormal,
  symmetricEigen,
} from "perdura/stats/mod.ts";

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) c[i * n + j]! += a[i * n + k]! * b[k * n + j]!;
    }
  }
  return c;
}

function transpose(a: Float64Array, n: number): Float64Array {
  return a.map((_, k) => a[(k % n) * n + Math.floor(k / n)]!);
}

function randomSymmetric(n: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const a = Float64Array.from({ length: n * n }, () => sampleNormal(random));
  return a.map((value, k) => value + transpose(a, n)[k]!);
}

Deno.test("symmetricEigen takes a matrix apart so that it can be put together", () => {
  for (const n of [1, 2, 4, 9]) {
    const matrix = randomSymmetric(n, n);
    const { values, vectors } = symmetricEigen(matrix, n);
    assert(values.every((value, i) => i === 0 || value >= values[i - 1]!), "ascending");
    const scaled = vectors.map((value, k) => value * values[k % n]!);
    product(scaled, transpose(vectors, n), n).forEach((value, k) =>
      assertAlmostEquals(value, matrix[k]!, 1e-13)
    );
    product(transpose(vectors, n), vectors, n).forEach((value, k) =>
      assertAlmostEquals(value, identity(n)[k]!, 1e-14)
    );
  }
});

Deno.test("symmetricEigen finds eigenvalues that differ by many orders of magnitude", () => {
  // The Hilbert matrix of order 4: scipy.linalg.eigvalsh
  const hilbert = Float64Array.from({ length: 16 }, (_, k) => 1 / (Math.floor(k / 4) + k % 4 + 1));
  const expected = [9.670230402258e-05, 6.738273605760e-03, 0.1691412202214, 1.500214280059];
  symmetricEigen(hilbert, 4).values.forEach((value, i) =>
    assertAlmostEquals(value / expected[i]!, 1, 1e-11)
  );
});

Deno.test("cholesky and inverseSymmetric invert what is positive definite, and say what is not", () => {
  for (const n of [1, 3, 6]) {
    const half = randomSymmetric(n, 10 + n);
    const matrix = product(half, transpose(half, n), n);
    const factor = cholesky(matrix, n)!;
    product(factor, transpose(factor, n), n).forEach((value, k) =>
      assertAlmostEquals(value, matrix[k]!, 1e-12 * (1 + Math.abs(matrix[k]!)))
    );
    const inverse = inverseSymmetric(matrix, n)!;
    product(inverse, matrix, n).forEach((value, k) =>
      assertAlmostEquals(value, identity(n)[k]!, 1e-9)
    );
    assertEquals(inverse, transpose(inverse, n));
  }
  assertEquals(cholesky(Float64Array.of(1, 2, 2, 1), 2), undefined);
  assertEquals(inverseSymmetric(Float64Array.of(1, 2, 2, 1), 2), undefined);
  assertEquals(inverseSymmetric(Float64Array.of(-1), 1), undefined);
  assertEquals(quadraticForm(Float64Array.of(1, 2), Float64Array.of(2, 1, 1, 3)), 18);
});

Deno.test("inverseSymmetric is not troubled by parameters of very different size", () => {
  const inverse = inverseSymmetric(Float64Array.of(1e20, 1e3, 1e3, 1e-10), 2)!;
  assertAlmostEquals(inverse[0]! / (1e-10 / (1e10 - 1e6)), 1, 1e-12);
});
