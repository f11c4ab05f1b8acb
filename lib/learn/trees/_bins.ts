/** Rows from which edges are taken; larger tables are sampled evenly, as LightGBM does. */
const EDGE_ROWS = 200_000;

/** Features whose codes share one 32-bit word. */
export const FEATURES_PER_WORD = 4;

/**
 * Values of features as small whole numbers: 0 where missing, 1 + (number of edges ≤ x) elsewhere.
 *
 * Four features share a word, so that one look-up serves four histograms. The word of feature f and
 * row i is `words[(f >> 2) · rows + i]`, the code its byte f & 3.
 */
export interface Codes {
  readonly rows: number;
  readonly words: Int32Array;
}

/**
 * Edges that cut a column into bins of about equal numbers of rows.
 *
 * Where there are no more distinct values than bins, each value has its own bin. A value that is
 * frequent enough to fill a bin has one to itself, and the others share what is left.
 *
 * @param values n values, NaN where missing
 * @param bins at most this many bins
 * @returns ascending edges, one less than there are bins; x is right of an edge where x ≥ edge
 */
export function quantileEdges(values: Float64Array, bins: number): Float64Array {
  const { distinct, counts } = distinctValues(values);
  const edges: number[] = [];
  const edgeAfter = (i: number) => edges.push(between(distinct[i]!, distinct[i + 1]!));
  if (distinct.length <= bins) {
    for (let i = 0; i + 1 < distinct.length; i++) edgeAfter(i);
    return Float64Array.from(edges);
  }
  let rowsLeft = counts.reduce((sum, count) => sum + count, 0);
  const frequent = rowsLeft / bins;
  let binsLeft = bins;
  for (const count of counts) {
    if (count < frequent) continue;
    rowsLeft -= count;
    binsLeft--;
  }
  let size = rowsLeft / binsLeft;
  let filled = 0;
  for (let i = 0; i + 1 < distinct.length && edges.length < bins - 1; i++) {
    const alone = counts[i]! >= frequent;
    filled += counts[i]!;
    if (!alone) rowsLeft -= counts[i]!;
    const nextAlone = counts[i + 1]! >= frequent && filled >= size / 2;
    if (!alone && filled < size && !nextAlone) continue;
    edgeAfter(i);
    filled = 0;
    if (!alone && binsLeft > 1) size = rowsLeft / --binsLeft;
  }
  return Float64Array.from(edges);
}

/** The different values that are there, ascending, and how many rows have each. */
function distinctValues(values: Float64Array): { distinct: Float64Array; counts: Uint32Array } {
  const step = Math.max(1, values.length / EDGE_ROWS);
  const sorted = new Float64Array(Math.min(values.length, EDGE_ROWS));
  let present = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = values[Math.floor(i * step)]!;
    if (!Number.isNaN(value)) sorted[present++] = value;
  }
  sorted.subarray(0, present).sort();
  const counts = new Uint32Array(present);
  let last = -1;
  for (let i = 0; i < present; i++) {
    if (last === -1 || sorted[last] !== sorted[i]) sorted[++last] = sorted[i]!;
    counts[last]!++;
  }
  return { distinct: sorted.subarray(0, last + 1), counts: counts.subarray(0, last + 1) };
}

/** A number above a and not above b, halfway where there is one. */
function between(a: number, b: number): number {
  const middle = a / 2 + b / 2;
  return middle > a ? middle : b;
}

/** An array of whole numbers, in memory that workers see too where asked. */
export function wholeNumbers(length: number, shared: boolean): Int32Array {
  return new Int32Array(shared ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length));
}

/** The codes of rows `begin` to `end` of some columns, under the edges of each. */
export function encode(
  columns: readonly Float64Array[],
  edges: readonly Float64Array[],
  { begin = 0, end = columns[0]?.length ?? 0, shared = false } = {},
): Codes {
  const rows = end - begin;
  const words = wholeNumbers(Math.ceil(columns.length / FEATURES_PER_WORD) * rows, shared);
  const bytes = new Uint8Array(words.buffer);
  const padded = new Float64Array(256);
  columns.forEach((column, feature) => {
    padded.fill(Infinity).set(edges[feature]!);
    const first = (feature >> 2) * rows * FEATURES_PER_WORD + (feature & 3);
    encodeColumn(column, padded, begin, end, bytes, first);
  });
  return { rows, words };
}

/** Writes the codes of one column to every fourth byte, by a binary search without branches. */
function encodeColumn(
  column: Float64Array,
  edges: Float64Array,
  begin: number,
  end: number,
  bytes: Uint8Array,
  first: number,
): void {
  for (let row = begin, at = first; row < end; row++, at += FEATURES_PER_WORD) {
    const x = column[row]!;
    let code = x >= edges[127]! ? 128 : 0;
    code += x >= edges[code + 63]! ? 64 : 0;
    code += x >= edges[code + 31]! ? 32 : 0;
    code += x >= edges[code + 15]! ? 16 : 0;
    code += x >= edges[code + 7]! ? 8 : 0;
    code += x >= edges[code + 3]! ? 4 : 0;
    code += x >= edges[code + 1]! ? 2 : 0;
    code += x >= edges[code]! ? 1 : 0;
    bytes[at] = Number.isNaN(x) ? 0 : code + 1;
  }
}
