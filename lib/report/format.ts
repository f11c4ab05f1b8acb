import { formatNumber } from "perdura/core/mod.ts";

/** What stands where there is no value. */
export const noValue = "—";

/** A moment as ISO 8601 writes it: the day alone where the time is midnight in all of them. */
export function formatDate(date: Date, withTime: boolean): string {
  if (Number.isNaN(date.getTime())) return noValue;
  const text = date.toISOString();
  return withTime ? text.slice(0, 19).replace("T", " ") : text.slice(0, 10);
}

/** A number of bytes in the unit that suits it. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)} B`;
  if (bytes < 1e6) return `${formatNumber(bytes / 1e3, bytes < 1e4 ? 1 : 0)} kB`;
  return `${formatNumber(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
}

/**
 * How many decimals the numbers of a column need so that the largest shows at least three digits,
 * and no more than any of them has.
 */
export function digitsFor(values: readonly number[]): number {
  const sizes = values.filter(Number.isFinite).map(Math.abs);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  if (largest === 0) return 0;
  const wanted = Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(largest))));
  // A column of money keeps its pence as long as its largest is below 10,000.
  const generous = largest >= 1 && largest < 10_000 ? Math.max(2, wanted) : wanted;
  for (let digits = 0; digits < generous; digits++) {
    if (sizes.every((size) => isRoundAt(size, digits))) return digits;
  }
  return generous;
}

function isRoundAt(size: number, digits: number): boolean {
  return Math.abs(Number(size.toFixed(digits)) - size) <= Number.EPSILON * size;
}
