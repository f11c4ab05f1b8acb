import type { Quality } from "./quality.ts";

const meanings: Readonly<Record<keyof Quality["flags"] | keyof Quality["changes"], string>> = {
  quantity_outlier: "marked: unusual quantity",
  price_outlier: "marked: unusual unit price",
  partly_returned: "marked: some of its units came back",
  description_tidied: "changed: blanks or signs in the description",
  description_unknown: "changed: no description, now Unknown",
  product_upper_case: "changed: product code in capitals",
  customer_placeholder: "changed: no customer, now a placeholder",
};

/**
 * Marks and changes on kept lines, in words.
 *
 * @returns those that stand on a line at least
 *
 * @example
 * ```ts
 * import { markRows, type Quality } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const quality = { flags: { price_outlier: 5, partly_returned: 0 }, changes: {}, kept: { rows: 50 } };
 * assertEquals(markRows(quality as unknown as Quality), [
 *   { what: "marked: unusual unit price", lines: 5, share: 0.1 },
 * ]);
 * ```
 */
export function markRows(
  { flags, changes, kept }: Pick<Quality, "flags" | "changes" | "kept">,
): { what: string; lines: number; share: number }[] {
  return Object.entries({ ...flags, ...changes })
    .filter(([, lines]) => lines > 0)
    .map(([name, lines]) => ({
      what: meanings[name as keyof typeof meanings],
      lines,
      share: lines / kept.rows,
    }));
}
