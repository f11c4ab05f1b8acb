import { formatNumber, percent } from "perdura/core/mod.ts";

/** Round numbers for an axis, and the decimals that tell neighbours apart. */
export interface EvenTicks {
  readonly values: readonly number[];
  readonly digits: number;
}

/** How a tick is written, with the decimals that tell it from the next. */
export type TickWords = (value: number, digits: number) => string;

/**
 * Multiples of 1, 2 or 5 times a power of ten between two ends, so that no two are written alike.
 *
 * @param most how many steps fit between the ends, at least 1
 */
export function evenTicks(low: number, high: number, most: number): EvenTicks {
  const { step, digits } = stepOf(low, high, most);
  return ticksBetween(Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9), step, digits);
}

/** The options of an axis between two ends, with {@linkcode evenTicks}. */
export function axisTicks(low: number, high: number, most: number, words: TickWords): {
  ticks: readonly number[];
  tickFormat: (value: number) => string;
} {
  const { values, digits } = evenTicks(low, high, most);
  return { ticks: values, tickFormat: (value) => words(value, digits) };
}

/** The same for an axis that goes on to the next even tick at both ends. */
export function niceAxis(low: number, high: number, most: number, words: TickWords): {
  domain: [low: number, high: number];
  ticks: readonly number[];
  tickFormat: (value: number) => string;
} {
  const { step } = stepOf(low, high, most);
  const domain: [number, number] = [
    Math.floor(low / step + 1e-9) * step,
    Math.ceil(high / step - 1e-9) * step,
  ];
  return { domain, ...axisTicks(...domain, (domain[1] - domain[0]) / step, words) };
}

function stepOf(low: number, high: number, most: number): { step: number; digits: number } {
  const least = (high - low) / Math.max(1, most);
  if (!(least > 0)) return { step: Math.abs(low) || 1, digits: 0 };
  const power = Math.floor(Math.log10(least) + 1e-9);
  const factor = [1, 2, 5].find((factor) => factor * 10 ** power >= least * (1 - 1e-9)) ?? 10;
  return { step: factor * 10 ** power, digits: Math.max(0, -power - (factor === 10 ? 1 : 0)) };
}

function ticksBetween(from: number, to: number, step: number, digits: number): EvenTicks {
  // Without the noise of floating point, and without a negative zero.
  const at = (k: number) => Number(((from + k) * step).toFixed(digits)) + 0;
  return { values: Array.from({ length: to - from + 1 }, (_, k) => at(k)), digits };
}

/** A tick of an axis that counts; none between whole numbers, where few are counted. */
export function wholeTick(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : "";
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
