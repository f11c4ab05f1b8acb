import { formatNumber } from "perdura/core/mod.ts";
import { type BarRow, drawBarRows } from "./_bar_rows.ts";
import { checkSome } from "./_statistics.ts";
import { countTick, plural, share } from "./_words.ts";
import type { Picture } from "./picture.ts";
import type { Scope } from "./scope.ts";
import { colour } from "./theme.ts";

/** What {@linkcode rowsByRule} draws. */
export interface RowsByRuleInput extends Scope {
  /** What cleaning found and did: `quality.json` of the lake, or the parts of it named here. */
  readonly quality: {
    readonly in: { readonly rows: number };
    readonly kept: { readonly rows: number };
    /** In the order in which they were asked; each row is counted at the first that rejects it. */
    readonly rules: readonly { readonly rule: string; readonly rows: number }[];
  };
}

/**
 * What became of the rows that were read: how many each cleaning rule rejected, and what is left.
 *
 * @throws {InputError} where no row was read
 *
 * @example
 * ```ts
 * import { rowsByRule } from "perdura/plots/rows_by_rule.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { title } = rowsByRule({
 *   quality: {
 *     in: { rows: 100 },
 *     kept: { rows: 70 },
 *     rules: [{ rule: "missing_customer", rows: 25 }, { rule: "cancellation", rows: 5 }],
 *   },
 *   population: "sales.csv",
 *   period: "2011",
 * });
 * assertEquals(title, "70\u00a0% of the rows were kept; most others fail “missing customer”");
 * ```
 */
export function rowsByRule(input: RowsByRuleInput): Picture {
  const { quality, population, period } = input;
  const read = quality.in.rows, kept = quality.kept.rows;
  checkSome(read, "rows by rule", "rows");
  const rules = quality.rules.filter(({ rows }) => rows > 0);
  const idle = quality.rules.length - rules.length;
  const words = (rule: string) => rule.replaceAll("_", " ");
  const most = rules.reduce<typeof rules[number] | undefined>(
    (best, rule) => best === undefined || rule.rows > best.rows ? rule : best,
    undefined,
  );
  const label = (rows: number) => `${formatNumber(rows)} (${share(rows / read)})`;
  let left = read;
  const bars: BarRow[] = [
    { name: "read", from: 0, to: read, label: formatNumber(read), fill: colour.context },
    ...rules.map(({ rule, rows }) => ({
      name: words(rule),
      from: left -= rows,
      to: left + rows,
      label: `−${label(rows)}`,
      fill: colour.warning,
    })),
    { name: "kept", from: 0, to: kept, label: label(kept), fill: colour.accent },
  ];
  const isMost = most !== undefined && most.rows * 2 > read - kept;
  return {
    title: most === undefined
      ? `All ${plural(read, "row")} were kept`
      : `${share(kept / read)} of the rows were kept; ` +
        `${isMost ? "most" : "the largest part of the"} others fail “${words(most.rule)}”`,
    subtitle: `Rows read, rejected by each rule in turn, and kept; ${population}, ${period}` +
      (idle > 0 ? `; ${plural(idle, "rule")} rejected nothing` : ""),
    alt: `Of ${plural(read, "row")} ${label(kept)} were kept. Rejected: ${
      rules.length === 0
        ? "none"
        : rules.map(({ rule, rows }) => `${words(rule)} ${label(rows)}`).join(", ")
    }.`,
    data: [
      { step: "read", rows: read },
      ...quality.rules.map(({ rule, rows }) => ({ step: rule, rows: -rows })),
      { step: "kept", rows: kept },
    ],
    draw: (width) => drawBarRows(bars, width, { label: "Rows", format: countTick }),
  };
}
