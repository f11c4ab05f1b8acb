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
