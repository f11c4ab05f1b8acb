import { count, plural } from "perdura/core/mod.ts";
import type { CleanFacts } from "../stages/clean.ts";

/** How many rows a reason in words has rejected. */
interface Reason {
  readonly meaning: string;
  readonly rows: number;
}

/** How many rows of each input were kept, and why most of the others were rejected, in a line. */
export function cleanLine({ transactions, shop, campaign }: CleanFacts): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const parts: string[] = [];
  if (transactions) {
    const { in: received, kept, rules } = transactions.quality;
    parts.push(partOf("transactions", received.rows, kept.rows, rules));
  }
  if (shop) {
    const { in: received, kept, tables } = shop.quality;
    const reasons = tables.flatMap(({ table, rules }) =>
      rules.map(({ meaning, rows }) => ({ meaning: `in ${table}, ${meaning}`, rows }))
    );
    parts.push(partOf("shop", received, kept, reasons));
  }
  if (campaign) {
    const { quality } = campaign;
    const received = sum(quality.map((file) => file.in));
    const kept = sum(quality.map((file) => file.kept));
    parts.push(partOf("campaign", received, kept, quality.flatMap(({ rules }) => rules)));
  }
  return parts.join("; ");
}

function partOf(
  name: string,
  received: number,
  kept: number,
  reasons: readonly Reason[],
): string {
  const most = mostFrequent(reasons);
  return `${count(kept)} of ${plural(received, "row")} of ${name} kept, ` +
    `${count(received - kept)} rejected` +
    (most === undefined ? "" : `, most often: ${most.meaning} (${count(most.rows)})`);
}

/** The reason that rejected most rows, those of several files together; undefined where none did. */
function mostFrequent(reasons: readonly Reason[]): Reason | undefined {
  const rowsOf = new Map<string, number>();
  for (const { meaning, rows } of reasons) {
    rowsOf.set(meaning, (rowsOf.get(meaning) ?? 0) + rows);
  }
  const all = Array.from(rowsOf, ([meaning, rows]) => ({ meaning, rows }));
  const [first] = all.toSorted((a, b) => b.rows - a.rows);
  return first !== undefined && first.rows > 0 ? first : undefined;
}
