import { formatNumber, percent, plural } from "perdura/core/mod.ts";
import type { RawColumn } from "perdura/features/feature_matrix.ts";

/** What to tell of a customer. */
export interface ReasonOptions {
  /** At most so many reasons each, default 3. */
  readonly most?: number;
  /** Smallest effect worth a word, on the log-odds; default 0.05, about 5 % of the odds. */
  readonly least?: number;
}

/** How a value of a column is said; columns without an entry are said by name and value. */
const words: Readonly<Record<string, (value: number) => string>> = {
  days_since_last: (days) => `last order ${plural(days, "day")} ago`,
  orders_last_year: (orders) => `${plural(orders, "order")} in the past year`,
  spend_total: (money) => `spent ${formatNumber(money, 2)}`,
  open_rate: (rate) => `opens ${percent(rate)} of messages`,
  ctr: (rate) => `clicks ${percent(rate)} of messages`,
  age: (years) => `aged ${formatNumber(years)}`,
  months_since_last: (months) => `last order ${plural(months, "month")} ago`,
  history: (money) => `spent ${formatNumber(money, 2)} in the past year`,
  mens: (yes) => `${yes === 1 ? "bought" : "did not buy"} men’s goods`,
  womens: (yes) => `${yes === 1 ? "bought" : "did not buy"} women’s goods`,
  newbie: (yes) => yes === 1 ? "new in the past year" : "known for more than a year",
};

/**
 * Why a model gives each customer its probability, in words: the features with the largest effects,
 * those that raise it before those that lower it.
 *
 * @param columns about n customers, as they came
 * @param effects n values for each column: what it adds to the log-odds of the customer, compared
 * with a usual customer
 * @returns n sentences, empty where nothing sets the customer apart
 *
 * @example
 * ```ts
 * import { reasonsInWords } from "perdura/conversion/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const reasons = reasonsInWords([
 *   { name: "open_rate", kind: "number", values: Float64Array.of(0.42) },
 *   { name: "days_since_last", kind: "number", values: Float64Array.of(203) },
 *   { name: "region", kind: "category", values: ["North"] },
 * ], [Float64Array.of(0.8), Float64Array.of(-0.4), Float64Array.of(0.01)]);
 * assertEquals(reasons, ["higher: opens 42\u00a0% of messages; lower: last order 203 days ago"]);
 * ```
 */
export function reasonsInWords(
  columns: readonly RawColumn[],
  effects: readonly Float64Array[],
  { most = 3, least = 0.05 }: ReasonOptions = {},
): string[] {
  const rows = columns[0]?.values.length ?? 0;
  return Array.from({ length: rows }, (_, row) => {
    const effect = (column: number) => effects[column]![row]!;
    const told = columns.map((_, column) => column)
      .filter((column) => Math.abs(effect(column)) >= least)
      .sort((a, b) => Math.abs(effect(b)) - Math.abs(effect(a)) || a - b)
      .slice(0, most);
    const listed = (direction: string, chosen: readonly number[]) =>
      chosen.length === 0
        ? []
        : [`${direction}: ${chosen.map((column) => said(columns[column]!, row)).join(", ")}`];
    return [
      ...listed("higher", told.filter((column) => effect(column) > 0)),
      ...listed("lower", told.filter((column) => effect(column) < 0)),
    ].join("; ");
  });
}

function said(column: RawColumn, row: number): string {
  const name = column.name === "treatment" ? "message" : column.name.replaceAll("_", " ");
  if (column.kind === "category") {
    const value = column.values[row];
    return value === null || value === undefined ? `${name} unknown` : `${name} ${value}`;
  }
  const value = column.values[row]!;
  if (Number.isNaN(value)) return `${name} unknown`;
  return words[column.name]?.(value) ??
    `${name} ${formatNumber(value, Number.isInteger(value) ? 0 : 2)}`;
}
