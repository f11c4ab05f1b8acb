import type { PairedDifference } from "./bootstrap.ts";

/**
 * The difference between two forecasts, name − reference, whichever way round a report has it.
 *
 * @param differences of a report of `validateHoldout`
 * @returns undefined where the report does not compare the two by this measure
 */
export function pairedDifference(
  differences: readonly PairedDifference[],
  name: string,
  reference: string,
  measure: PairedDifference["measure"],
): Pick<PairedDifference, "difference" | "lower" | "upper"> | undefined {
  for (const entry of differences) {
    if (entry.measure !== measure) continue;
    if (entry.name === name && entry.reference === reference) return entry;
    if (entry.name === reference && entry.reference === name) {
      return { difference: -entry.difference, lower: -entry.upper, upper: -entry.lower };
    }
  }
  return undefined;
}
