import { type Codes, FEATURES_PER_WORD } from "./_bins.ts";

/** Where the bins of a run of features lie in one array of (gradient, hessian) pairs. */
export interface HistogramLayout {
  /** The first feature; a multiple of four. */
  readonly first: number;
  readonly features: number;
  /** Index of the pair of code 0 of each feature, and the total at the end. */
  readonly offsets: Int32Array;
}

/** The layout of features `first` to `first + bins.length − 1`, each with so many bins. */
export function histogramLayout(first: number, bins: readonly number[]): HistogramLayout {
  const offsets = new Int32Array(bins.length + 1);
  bins.forEach((count, i) => offsets[i + 1] = offsets[i]! + count + 1); // code 0 is missing
  return { first, features: bins.length, offsets };
}

/**
 * Adds up gradients and hessians of some rows in the bins of each feature.
 *
 * @param histogram pairs (gradient, hessian) for each code of each feature
 * @param rows row numbers, of which `begin` to `end` are taken
 * @param pairs (gradient, hessian) of those rows, from 0
 * @param selected 1 for the features that are wanted
 */
export function buildHistogram(
  histogram: Float64Array,
  { first, features, offsets }: HistogramLayout,
  codes: Codes,
  rows: Int32Array,
  begin: number,
  end: number,
  pairs: Float64Array,
  selected: Uint8Array,
): void {
  histogram.fill(0);
  for (let local = 0; local < features; local += FEATURES_PER_WORD) {
    const feature = first + local;
    const base = (feature >> 2) * codes.rows;
    let wanted = 0;
    for (let k = 0; k < FEATURES_PER_WORD; k++) wanted += selected[feature + k] ?? 0;
    if (wanted >= 3 && local + 3 < features) {
      addFour(histogram, offsets, local, codes.words, base, rows, begin, end, pairs);
      continue;
    }
    for (let k = 0; k < FEATURES_PER_WORD && local + k < features; k++) {
      if (selected[feature + k] === 0) continue;
      addOne(histogram, 2 * offsets[local + k]!, codes.words, base, 8 * k, rows, begin, end, pairs);
    }
  }
}

function addFour(
  histogram: Float64Array,
  offsets: Int32Array,
  local: number,
  words: Int32Array,
  base: number,
  rows: Int32Array,
  begin: number,
  end: number,
  pairs: Float64Array,
): void {
  const a = 2 * offsets[local]!, b = 2 * offsets[local + 1]!;
  const c = 2 * offsets[local + 2]!, d = 2 * offsets[local + 3]!;
  for (let i = begin, p = 0; i < end; i++, p += 2) {
    const word = words[base + rows[i]!]!;
    const gradient = pairs[p]!, hessian = pairs[p + 1]!;
    const i0 = a + ((word << 1) & 510);
    histogram[i0]! += gradient;
    histogram[i0 + 1]! += hessian;
    const i1 = b + ((word >>> 7) & 510);
    histogram[i1]! += gradient;
    histogram[i1 + 1]! += hessian;
    const i2 = c + ((word >>> 15) & 510);
    histogram[i2]! += gradient;
    histogram[i2 + 1]! += hessian;
    const i3 = d + ((word >>> 23) & 510);
    histogram[i3]! += gradient;
    histogram[i3 + 1]! += hessian;
  }
}

function addOne(
  histogram: Float64Array,
  at: number,
  words: Int32Array,
  base: number,
  shift: number,
  rows: Int32Array,
  begin: number,
  end: number,
  pairs: Float64Array,
): void {
  for (let i = begin, p = 0; i < end; i++, p += 2) {
    const bin = at + (((words[base + rows[i]!]! >>> shift) & 255) << 1);
    histogram[bin]! += pairs[p]!;
    histogram[bin + 1]! += pairs[p + 1]!;
  }
}

/** Takes one child's histogram off its parent's, which leaves that of the other child. */
export function subtractHistogram(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i++) parent[i]! -= child[i]!;
}
