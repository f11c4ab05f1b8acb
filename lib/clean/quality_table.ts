import type { Amounts, Quality } from "./quality.ts";

/**
 * The account of cleaning as a table for the terminal: what came in, what each rule took, what
 * stays.
 *
 * @returns rows of cells, the first row being the header; rules that took nothing are left out
 *
 * @example
 * ```ts
 * import type { Quality } from "perdura/clean/mod.ts";
 * import { qualityTable } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const quality = {
 *   currency: "GBP",
 *   in: { rows: 1200, quantity: 5000, revenue: 1234.5 },
 *   rules: [{ rule: "cancellation", rows: 200, quantity: -100, revenue: -34.5 }],
 *   netted: { quantity: 0, revenue: 0 },
 *   kept: { rows: 1000, quantity: 5100, revenue: 1269 },
 * } as unknown as Quality;
 * assertEquals(qualityTable(quality), [
 *   ["", "rows", "units", "GBP"],
 *   ["in", "1,200", "5,000", "1,234.50"],
 *   ["− cancellation", "200", "−100", "−34.50"],
 *   ["= kept", "1,000", "5,100", "1,269.00"],
 * ]);
 * ```
 */
export function qualityTable(quality: Quality): string[][] {
  const row = (
    label: string,
    { rows, quantity, revenue }: Amounts,
  ): string[] => [
    label,
    number(rows, 0),
    number(quantity, 0),
    number(revenue, 2),
  ];
  const { netted } = quality;
  return [
    ["", "rows", "units", quality.currency === "XXX" ? "money" : quality.currency],
    row("in", quality.in),
    ...quality.rules.filter(({ rows }) => rows > 0).map((rule) => row(`− ${rule.rule}`, rule)),
    ...(netted.quantity > 0
      ? [[
        "− partly returned",
        "",
        number(netted.quantity, 0),
        number(netted.revenue, 2),
      ]]
      : []),
    row("= kept", quality.kept),
  ];
}

function number(value: number, decimals: number): string {
  return value.toLocaleString("en-GB", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).replace("-", "−");
}
