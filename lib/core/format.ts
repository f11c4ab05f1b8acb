/**
 * A number as people read it: thousands separators, a fixed number of decimals, a true minus.
 *
 * @param digits decimals
 *
 * @example
 * ```ts
 * import { formatNumber } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatNumber(-1234567.891, 2), "−1,234,567.89");
 * assertEquals(formatNumber(9007199254740993n), "9,007,199,254,740,993");
 * ```
 */
export function formatNumber(value: number | bigint, digits = 0): string {
  if (typeof value === "number" && !Number.isFinite(value)) {
    return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  }
  const text = new Intl.NumberFormat("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
  // What rounds to nothing has no sign.
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace("-", "−");
}

/**
 * A share as a percentage.
 *
 * @param share 0.5 for one half
 * @param digits decimals of the percentage
 *
 * @example
 * ```ts
 * import { percent } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(percent(0.0625, 1), "6.3\u00a0%");
 * ```
 */
export function percent(share: number, digits = 0): string {
  return `${formatNumber(share * 100, digits)}\u00a0%`;
}

/** A whole number as people read it. */
export function count(value: number): string {
  return formatNumber(Math.round(value));
}

/** A number and its noun, in singular or plural. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? one : many}`;
}

/**
 * An amount of money as people say it: millions from a million on, no pence.
 *
 * @param currency ISO 4217 code; nothing is shown for "XXX", the code for an unknown one
 *
 * @example
 * ```ts
 * import { money } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(money(17_743_429.18, "GBP"), "GBP 17.74 M");
 * assertEquals(money(832.5, "EUR"), "EUR 833");
 * assertEquals(money(832.5, "XXX"), "833");
 * ```
 */
export function money(value: number, currency: string): string {
  const isLarge = Math.abs(value) >= 1e6;
  const amount = isLarge ? `${formatNumber(value / 1e6, 2)} M` : count(value);
  return currency === "XXX" ? amount : `${currency} ${amount}`;
}

/** A duration: seconds with a digit after the point, from a minute on minutes and seconds. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${formatNumber(seconds, 1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
