/** A reproducible stream of random numbers. */
export interface Random {
  /** The next number, uniform on the 2⁵³ multiples of 2⁻⁵³ in [0, 1). */
  next(): number;
  /**
   * The next integer, uniform on 0 … n − 1.
   *
   * @param n 1 … 2³²
   * @throws {RangeError} where n is not
   */
  integer(n: number): number;
  /**
   * An independent stream, named by a label.
   *
   * It depends on this stream's seed and the label alone, not on how many numbers were drawn: a
   * new consumer of randomness does not shift the numbers of the others.
   */
  fork(label: string): Random;
}

/**
 * Random numbers from a seed: xoshiro128**, its state filled by splitmix32.
 *
 * The same seed gives the same numbers on every machine.
 *
 * @param seed any integer; fractions are cut off
 *
 * @example
 * ```ts
 * import { seededRandom } from "perdura/core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(seededRandom(7).next(), seededRandom(7).next());
 * ```
 *
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).
 */
export function seededRandom(seed: number): Random {
  const low = seed | 0;
  const high = Math.floor(seed / 4294967296) | 0;
  let mix = low ^ Math.imul(high, 0x9e3779b9);
  const splitmix = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let a = splitmix(), b = splitmix(), c = splitmix(), d = splitmix();
  if ((a | b | c | d) === 0) d = 1; // the one state that xoshiro cannot leave

  const bits = (): number => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };

  return {
    next: () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992,
    integer: (n) => {
      if (!(n >= 1 && n <= 4294967296)) {
        throw new RangeError(`Cannot draw an integer below ${n}: the number has to be 1 to 2^32`);
      }
      // Rejects the incomplete last block, so that no integer is favoured.
      const limit = 4294967296 - (4294967296 % n);
      for (;;) {
        const draw = bits();
        if (draw < limit) return draw % n;
      }
    },
    fork: (label) => seededRandom(hashLabel(label, low, high)),
  };
}

/** 53 bits of hash of a label under a seed (cyrb53). */
function hashLabel(label: string, low: number, high: number): number {
  let h1 = 0xdeadbeef ^ low;
  let h2 = 0x41c6ce57 ^ Math.imul(low, 0x85ebca6b) ^ high;
  for (let i = 0; i < label.length; i++) {
    const code = label.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^
    Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^
    Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
