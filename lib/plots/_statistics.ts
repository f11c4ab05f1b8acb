import { InputError } from "perdura/core/mod.ts";
import type { Numbers } from "./scope.ts";

/** The finite numbers of a column in ascending order. */
export function sorted(values: Numbers): Float64Array {
  return Float64Array.from(values).filter(Number.isFinite).sort();
}

/**
 * A quantile of sorted values, between neighbours by interpolation (type 7 of Hyndman and Fan).
 *
 * @param at 0.5 for the median
 */
export function quantile(values: Float64Array, at: number): number {
  const place = at * (values.length - 1);
  const low = values[Math.floor(place)]!, high = values[Math.ceil(place)]!;
  return low + (high - low) * (place - Math.floor(place));
}

export function total(values: Numbers): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** The largest of some numbers; 0 where there is none above. */
export function largest(values: Numbers): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > max) max = values[i]!;
  return max;
}

/** Refuses to draw a figure of nothing. */
export function checkSome(rows: number, figure: string, what: string): void {
  if (rows > 0) return;
  throw new InputError(`Cannot draw ${figure}: there are no ${what}; leave the figure out`);
}
