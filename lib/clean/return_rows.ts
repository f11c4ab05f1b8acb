import type { ReturnsAccount } from "./quality.ts";

/**
 * Return lines by what they found among earlier purchases, in words.
 *
 * @returns the lines of all rows together are those of the account
 *
 * @example
 * ```ts
 * import { returnRows } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = returnRows({
 *   lines: 10,
 *   matched: 6,
 *   partlyMatched: 1,
 *   notMatched: 3,
 *   notMatchedNonProduct: 2,
 *   takenBack: { quantity: 9, revenue: 30 },
 *   purchasesCancelled: 5,
 *   purchasesReduced: 2,
 * });
 * assertEquals(rows.map(({ lines }) => lines), [6, 1, 1, 2]);
 * ```
 */
export function returnRows(
  { lines, matched, notMatched, notMatchedNonProduct, partlyMatched }: ReturnsAccount,
): { found: string; lines: number; share: number }[] {
  const rows: readonly (readonly [string, number])[] = [
    ["all their units", matched],
    ["some of their units", partlyMatched],
    ["no earlier purchase of the product", notMatched - notMatchedNonProduct],
    ["nothing, since they are not goods: fees, discounts, corrections", notMatchedNonProduct],
  ];
  return rows.map(([found, part]) => ({ found, lines: part, share: part / lines }));
}
