/** How many values lie in [from, to). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Counts sorted values in the bins between neighbouring edges; the last bin includes its upper edge.
 *
 * @param values in ascending order
 * @param edges in ascending order; values outside them are not counted
 */
export function countBetween(values: Float64Array, edges: readonly number[]): Bin[] {
  return edges.slice(1).map((to, i) => {
    const from = edges[i]!;
    const isLast = i === edges.length - 2;
    const end = isLast ? firstAbove(values, to) : firstFrom(values, to);
    return { from, to, count: end - firstFrom(values, from) };
  });
}

/**
 * Edges of bins that look equally wide on a logarithmic axis and cover [low, high], both above 0.
 *
 * @param perDecade bins from 1 to 10
 */
export function logEdges(low: number, high: number, perDecade: number): number[] {
  const first = Math.floor(Math.log10(low) * perDecade + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) * perDecade - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, k) => 10 ** ((first + k) / perDecade));
}

/**
 * Edges of bins for whole numbers on a logarithmic axis: every bin holds at least one whole number
 * (up to small ones singly, then growing), with edges half way between them.
 */
export function wholeLogEdges(high: number, perDecade: number): number[] {
  const edges = [0.5];
  for (const edge of logEdges(1, Math.max(2, high + 1), perDecade)) {
    const half = Math.floor(edge) + 0.5;
    if (half > edges.at(-1)!) edges.push(half);
  }
  if (edges.at(-1)! <= high) edges.push(high + 0.5);
  return edges;
}

/** Ticks 1, 2, 5, 10, … of a logarithmic axis; only the powers of ten where those are many. */
export function logTicks(low: number, high: number, most: number): number[] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, k) => Math.floor(Math.log10(low)) + k,
  );
  const inside = (tick: number) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9);
  // Powers of ten as JavaScript reads them, since 10 ** −3 is not 0.001.
  const ticks = (steps: readonly number[]) =>
    decades.flatMap((decade) => steps.map((step) => Number(`${step}e${decade}`))).filter(inside);
  for (const steps of [[1, 2, 5], [1, 3]]) {
    if (ticks(steps).length <= most) return ticks(steps);
  }
  const powers = ticks([1]);
  const every = Math.ceil(powers.length / most);
  return powers.filter((_, k) => k % every === 0);
}

/** How many sorted values are below `limit`: the place of the first that is not. */
export function firstFrom(values: Float64Array, limit: number): number {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the first sorted value above `limit`. */
export function firstAbove(values: Float64Array, limit: number): number {
  let low = firstFrom(values, limit);
  while (low < values.length && values[low] === limit) low++;
  return low;
}
