/** Below this many values, comparing them is faster than sorting their bits. */
const fewest = 256;
const digitBits = 11;
const buckets = 1 << digitBits;
/** 64 bits are six digits of eleven. */
const digits = 6;

/**
 * The positions of the values in ascending order, equal values in the order of their rows.
 *
 * Sorts the bits of the numbers digit by digit, which takes time in proportion to their count.
 * −0 equals 0, NaN comes last.
 *
 * @param values n numbers
 * @returns n positions
 *
 * @example
 * ```ts
 * import { ascendingOrder } from "perdura/stats/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ascendingOrder(Float64Array.of(5, -1, 3)), Uint32Array.of(1, 2, 0));
 * ```
 *
 * Source: Knuth, "The art of computer programming", volume 3, section 5.2.5 (radix sorting).
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  let order = Uint32Array.from(values, (_, i) => i);
  if (n < fewest) return order.sort((i, j) => compare(values[i]!, values[j]!));

  const low = new Uint32Array(n), high = new Uint32Array(n);
  sortableBits(values, low, high);
  let sorted = new Uint32Array(n);
  const count = new Uint32Array(buckets);
  for (let digit = 0; digit < digits; digit++) {
    count.fill(0);
    const shift = digit * digitBits;
    for (let i = 0; i < n; i++) count[digitAt(low[i]!, high[i]!, shift)]!++;
    if (count.includes(n)) continue; // all alike
    for (let b = 0, start = 0; b < buckets; b++) {
      const size = count[b]!;
      count[b] = start;
      start += size;
    }
    for (let k = 0; k < n; k++) {
      const i = order[k]!;
      sorted[count[digitAt(low[i]!, high[i]!, shift)]!++] = i;
    }
    [order, sorted] = [sorted, order];
  }
  return order;
}

function compare(a: number, b: number): number {
  if (a === b) return 0;
  const isFirstMissing = Number.isNaN(a), isSecondMissing = Number.isNaN(b);
  if (isFirstMissing || isSecondMissing) return Number(isFirstMissing) - Number(isSecondMissing);
  return a < b ? -1 : 1;
}

/** Eleven of 64 bits, from a position on. */
function digitAt(low: number, high: number, shift: number): number {
  if (shift >= 32) return (high >>> (shift - 32)) & (buckets - 1);
  const bits = low >>> shift;
  return (shift > 32 - digitBits ? bits | (high << (32 - shift)) : bits) & (buckets - 1);
}

/** 64 bits for each number whose order, unsigned, is that of the numbers. */
function sortableBits(values: Float64Array, low: Uint32Array, high: Uint32Array): void {
  const value = new Float64Array(1);
  const words = new Uint32Array(value.buffer);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (Number.isNaN(v)) {
      low[i] = high[i] = 0xffffffff;
      continue;
    }
    value[0] = v + 0; // −0 + 0 is 0
    const isNegative = v < 0;
    low[i] = isNegative ? ~words[0]! : words[0]!;
    high[i] = isNegative ? ~words[1]! : words[1]! | 0x80000000;
  }
}
