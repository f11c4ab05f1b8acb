import type { BinSums } from "./_out_of_fold.ts";

/** How many rows the mean of all counts for: so many, or as the outcomes say. */
type Smoothing = number | "credibility" | "auto";

/** Fewest and most rows that the mean of all counts for by "credibility". */
const fewest = 1, most = 300;

/** The mean of each bin, drawn towards that of all; that of all where a bin has no rows. */
export function smoothedMeans(sums: BinSums, smoothing: Smoothing): Float64Array {
  const { rows, sum } = sums;
  const prior = total(sum) / total(rows);
  const weight = weightOfPrior(sums, prior, smoothing);
  return rows.map((count, bin) => {
    const m = weight(bin);
    // Not known where all outcomes are alike.
    return count === 0 || Number.isNaN(m) ? prior : (sum[bin]! + m * prior) / (count + m);
  });
}

/** How many rows the mean of all counts for beside a bin that has rows. */
function weightOfPrior(
  sums: BinSums,
  prior: number,
  smoothing: Smoothing,
): (bin: number) => number {
  if (typeof smoothing === "number") return () => smoothing;
  const { rows, squares } = sums;
  const within = rows.map((_, bin) => squaresWithin(sums, bin));
  if (smoothing === "auto") {
    const variance = total(squares) / total(rows) - prior ** 2;
    return (bin) => within[bin]! / rows[bin]! / variance;
  }
  const m = credibility(sums, total(within), prior);
  return () => m;
}

/** σ² / τ² of all bins, within its bounds; the most where it cannot be told. */
function credibility({ rows, sum }: BinSums, squaresWithin: number, prior: number): number {
  const n = total(rows), bins = rows.filter((count) => count > 0).length;
  const within = squaresWithin / (n - bins);
  const squaresBetween = total(
    rows.map((count, bin) => count === 0 ? 0 : count * (sum[bin]! / count - prior) ** 2),
  );
  const between = (squaresBetween - (bins - 1) * within) /
    (n - total(rows.map((count) => count ** 2)) / n);
  const m = within / Math.max(0, between);
  return Number.isNaN(m) ? most : Math.min(Math.max(m, fewest), most);
}

/** Squared distances of a bin's outcomes from their mean. */
function squaresWithin({ rows, sum, squares }: BinSums, bin: number): number {
  // Sums of squares leave rounding where there is no variance.
  return rows[bin] === 0 ? 0 : Math.max(0, squares[bin]! - sum[bin]! ** 2 / rows[bin]!);
}

function total(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
