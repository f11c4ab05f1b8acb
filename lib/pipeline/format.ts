/** A whole number with thousands separators. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}

/**
 * An amount of money in three to four significant digits, as people say it.
 *
 * @example
 * ```ts
 * import { money } from "perdura/pipeline/format.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(money(17_743_429.18, "GBP"), "GBP 17.74 M");
 * assertEquals(money(832.5, "EUR"), "EUR 833");
 * ```
 */
export function money(value: number, currency: string): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${currency} ${(value / 1e6).toFixed(2)} M`;
  return `${currency} ${count(value)}`;
}

/** A duration in seconds, with a digit after the point below a minute. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return value < 60
    ? `${value.toFixed(1)} s`
    : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

/** A number and its noun, in singular or plural. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
