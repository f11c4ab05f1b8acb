import { percent } from "perdura/core/mod.ts";

/** Round numbers for an axis, and the decimals that tell neighbours apart. */
export interface EvenTicks {
  readonly values: readonly number[];
  readonly digits: number;
}

/**
 * Multiples of 1, 2 or 5 times a power of ten between two ends, so that no two are written alike.
 *
 * @param most how many steps fit between the ends, at least 1
 */
export function evenTicks(low: number, high: number, most: number): EvenTicks {
  const least = (high - low) / Math.max(1, most);
  if (!(least > 0)) return { values: [low], digits: 0 };
  const power = Math.floor(Math.log10(least) + 1e-9);
  const factor = [1, 2, 5].find((factor) => factor * 10 ** power >= least * (1 - 1e-9)) ?? 10;
  const digits = Math.max(0, -power - (factor === 10 ? 1 : 0));
  const step = factor * 10 ** power;
  const [from, to] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  // Without the noise of floating point, and without a negative zero.
  const at = (k: number) => Number(((from + k) * step).toFixed(digits)) + 0;
  return { values: Array.from({ length: to - from + 1 }, (_, k) => at(k)), digits };
}

/** A tick of an axis of shares, from the digits that shares themselves need. */
export function shareTick(value: number, digits: number): string {
  return percent(value, Math.max(0, digits - 2));
}

/**
 * The first days of months for an axis, evenly apart and each once.
 *
 * @param first any day of the first month, in universal time
 * @param last any day of the last month
 * @param most how many names fit
 */
export function monthTicks(first: Date, last: Date, most: number): Date[] {
  const placeOf = (day: Date) => 12 * day.getUTCFullYear() + day.getUTCMonth();
  const [from, to] = [placeOf(first), placeOf(last)];
  const step = monthSteps.find((step) => Math.floor((to - from) / step) + 1 <= most) ??
    12 * Math.ceil((to - from + 1) / 12 / most);
  const round = Math.ceil(from / step) * step;
  // Where the axis is too short for two round months, it begins with its own first.
  const start = round + step <= to ? round : from;
  return Array.from(
    { length: Math.floor((to - start) / step) + 1 },
    (_, k) => new Date(Date.UTC(2000, start + k * step - 12 * 2000, 1)),
  );
}

const monthSteps = [1, 2, 3, 6, 12, 24];
