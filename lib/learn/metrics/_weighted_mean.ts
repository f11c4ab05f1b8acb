/** The mean of values, each counted as often as its weight says; NaN of none. */
export function weightedMean(values: Float64Array, weight?: Float64Array): number {
  let sum = 0, total = 0;
  if (weight === undefined) {
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    return sum / values.length;
  }
  for (let i = 0; i < values.length; i++) {
    const w = weight[i]!;
    sum += w * values[i]!;
    total += w;
  }
  return sum / total;
}
