import type { Quality } from "./quality.ts";

/** One of the three quantities that have to balance. */
export interface BalanceRow {
  readonly what: "lines" | "units" | "revenue";
  readonly received: number;
  readonly kept: number;
  readonly rejected: number;
  /** Taken from lines that stay with the rest of their units. */
  readonly partlyReturned: number;
  /** What is not accounted for, to the hundredth of a penny. */
  readonly difference: number;
}

/**
 * Whether the account of cleaning adds up: received = kept + rejected + partly returned.
 *
 * @example
 * ```ts
 * import { balanceRows } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = balanceRows({
 *   in: { rows: 3, quantity: 10, revenue: 0.3 },
 *   kept: { rows: 2, quantity: 5, revenue: 0.1 },
 *   rejected: { rows: 1, quantity: 4, revenue: 0.2 },
 *   netted: { quantity: 1, revenue: 0 },
 * });
 * assertEquals(rows.map(({ difference }) => difference), [0, 0, 0]);
 * ```
 */
export function balanceRows(
  { in: came, kept, rejected, netted }: Pick<Quality, "in" | "kept" | "rejected" | "netted">,
): BalanceRow[] {
  const parts = [
    ["lines", "rows"],
    ["units", "quantity"],
    ["revenue", "revenue"],
  ] as const;
  return parts.map(([what, name]) => {
    const partlyReturned = name === "rows" ? 0 : netted[name];
    const missing = came[name] - kept[name] - rejected[name] - partlyReturned;
    const difference = Math.round(missing * 1e4) / 1e4 + 0; // no negative zero
    return {
      what,
      received: came[name],
      kept: kept[name],
      rejected: rejected[name],
      partlyReturned,
      difference,
    };
  });
}
