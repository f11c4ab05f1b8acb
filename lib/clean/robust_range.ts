/** The values that are usual; those outside are outliers. */
export interface UsualRange {
  readonly low: number;
  readonly high: number;
}

/** The modified z-score beyond which a value is an outlier. */
const limit = 3.5;

/**
 * The usual range of positive values, judged on their logarithms by the modified z-score
 * |ln x − median| / (1.4826 · MAD) ≤ 3.5. Where more than half of the values are equal, so that the
 * median absolute deviation is 0, 1.2533 times the mean absolute deviation stands in for it.
 *
 * Median and deviation do not follow the outliers themselves, as mean and standard deviation would.
 *
 * @param values quantities or prices; those that are missing (NaN) or not positive are left out
 * @returns undefined where there is no value or no spread
 *
 * Source: Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993), p. 11.
 */
export function usualRange(values: Float64Array): UsualRange | undefined {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i++) counts.set(values[i]!, (counts.get(values[i]!) ?? 0) + 1);
  const logs = [...counts].filter(([value]) => value > 0)
    .map(([value, count]): [number, number] => [Math.log(value), count]);
  if (logs.length < 2) return undefined;
  const centre = weightedMedian(logs);
  const deviations = logs.map((
    [log, count],
  ): [number, number] => [Math.abs(log - centre), count]);
  const spread = 1.4826 * weightedMedian(deviations) ||
    1.2533 * weightedMean(deviations);
  return {
    low: Math.exp(centre - limit * spread),
    high: Math.exp(centre + limit * spread),
  };
}

type Weighted = readonly (readonly [value: number, count: number])[];

/** The middle value, or the mean of the two middle values. */
function weightedMedian(weighted: Weighted): number {
  const sorted = weighted.toSorted(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  for (const [i, [value, count]] of sorted.entries()) {
    below += count;
    if (2 * below > total) return value;
    if (2 * below === total) return (value + sorted[i + 1]![0]) / 2;
  }
  return NaN;
}

function weightedMean(weighted: Weighted): number {
  const sorted = weighted.toSorted(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  return sorted.reduce((sum, [value, count]) => sum + value * count, 0) / total;
}

/** Whether a value lies outside its usual range; a missing one (NaN) does not. */
export function isOutlier(value: number, range: UsualRange | undefined): boolean {
  return range !== undefined && (value < range.low || value > range.high);
}
