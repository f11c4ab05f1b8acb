import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { FeatureMatrix, RawColumn } from "perdura/features/mod.ts";

export function category(name: string, values: readonly (string | null)[]): RawColumn {
  return { name, kind: "category", values };
}

export function number(name: string, values: readonly (number | null)[]): RawColumn {
  return { name, kind: "number", values: toFloats(values) };
}

export function matrixOf(columns: Record<string, readonly (number | null)[]>): FeatureMatrix {
  return { names: Object.keys(columns), columns: Object.values(columns).map(toFloats) };
}

/** Null is NaN. */
export function toFloats(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? NaN);
}

export function assertClose(
  actual: Iterable<number>,
  expected: Iterable<number | null>,
  tolerance = 1e-9,
): void {
  const values = [...actual], wanted = [...expected];
  assertEquals(values.length, wanted.length);
  values.forEach((value, i) => {
    const other = wanted[i] ?? NaN;
    if (Number.isNaN(other)) assertEquals(value, NaN);
    else assertAlmostEquals(value, other, tolerance);
  });
}
