import type { Encoded } from "./_encode.ts";

/**
 * The rows in order of time, within a moment by invoice, within an invoice as they came.
 *
 * Files are nearly in this order already, which the engine's merge sort turns to account.
 */
export function sortOrder(
  rows: Uint32Array,
  timestamp: Float64Array,
  invoice: Encoded,
): Uint32Array {
  const rank = new Uint32Array(invoice.values.length);
  [...invoice.values.keys()]
    .sort((a, b) => compare(invoice.values[a] ?? "", invoice.values[b] ?? ""))
    .forEach((code, i) => rank[code] = i);
  const { codes } = invoice;
  return Uint32Array.from(
    rows.toSorted((a, b) =>
      timestamp[a]! - timestamp[b]! || rank[codes[a]!]! - rank[codes[b]!]! ||
      a - b
    ),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
