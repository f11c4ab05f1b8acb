/** The quantile of sorted values, interpolated between neighbours. */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place), part = place - low;
  const from = sorted[low]!;
  return part === 0 ? from : from + part * (sorted[low + 1]! - from);
}

/** The values that are not missing, ascending. */
export function sortedKnown(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

/** How many of the ascending edges lie below a value. */
export function edgesBelow(edges: Float64Array, value: number): number {
  let low = 0, high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
