import type { Amounts, Quality } from "./quality.ts";

/** One line of the account of cleaning. */
export interface AccountRow {
  /** "in", the name of a rule, "partly_returned" or "kept". */
  readonly step: string;
  readonly meaning: string;
  /** What was rejected is below 0 where it held something; null where no row was touched. */
  readonly rows: number | null;
  readonly quantity: number;
  readonly revenue: number;
}

/**
 * The account of cleaning as a sum: what came in, what each rule took away, what stays. The rows
 * from the second to the last but one, added to the first, give the last.
 *
 * @returns rules that took nothing are left out
 *
 * @example
 * ```ts
 * import { accountRows, type Quality } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const quality = {
 *   in: { rows: 10, quantity: 50, revenue: 99 },
 *   rules: [{ rule: "cancellation", meaning: "…", rows: 2, quantity: -4, revenue: -9 }],
 *   netted: { quantity: 0, revenue: 0 },
 *   kept: { rows: 8, quantity: 54, revenue: 108 },
 * } as unknown as Quality;
 * assertEquals(accountRows(quality).map(({ step, revenue }) => [step, revenue]), [
 *   ["in", 99],
 *   ["cancellation", 9],
 *   ["kept", 108],
 * ]);
 * ```
 */
export function accountRows(
  { in: came, rules, netted, kept }: Pick<Quality, "in" | "rules" | "netted" | "kept">,
): AccountRow[] {
  const row = (step: string, meaning: string, amounts: Amounts, sign: 1 | -1): AccountRow => ({
    step,
    meaning,
    rows: sign * amounts.rows,
    quantity: sign * amounts.quantity,
    revenue: sign * amounts.revenue,
  });
  const partly: AccountRow = {
    step: "partly_returned",
    meaning: "some units of a line that stays were returned later",
    rows: null,
    quantity: -netted.quantity,
    revenue: -netted.revenue,
  };
  return [
    row("in", "as received", came, 1),
    ...rules.filter(({ rows }) => rows > 0).map((rule) => row(rule.rule, rule.meaning, rule, -1)),
    ...(netted.quantity > 0 ? [partly] : []),
    row("kept", "valid sales to known customers", kept, 1),
  ];
}
