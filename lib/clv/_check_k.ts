import { InputError } from "perdura/core/mod.ts";

/** The largest k: purchases whose intervals vary by a fifth of their mean. */
export const LARGEST_K = 24;

/**
 * Checks a number of stages between purchases.
 *
 * @throws {InputError} where it is not a whole number from 1 to {@linkcode LARGEST_K}
 */
export function checkK(k: number): number {
  if (!(Number.isInteger(k) && k >= 1 && k <= LARGEST_K)) {
    throw new InputError(`Give a whole number from 1 to ${LARGEST_K} as k: it is ${k}`);
  }
  return k;
}
