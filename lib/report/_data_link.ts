import { formatNumber } from "perdura/core/mod.ts";
import type { Rows } from "perdura/plots/picture.ts";
import { dataAddress, toCsv } from "./csv.ts";
import { formatBytes } from "./format.ts";
import { Markup, markup } from "./markup.ts";

/** A link that downloads the numbers behind a figure or table; they are part of the page. */
export function dataLink(rows: Rows, name: string): Markup {
  const csv = toCsv(rows);
  const size = formatBytes(new TextEncoder().encode(csv.text).length);
  const part = csv.rows < csv.total
    ? `, first ${formatNumber(csv.rows)} of ${formatNumber(csv.total)} rows`
    : "";
  return markup`
    <a class="pd-data" download="${name}.csv"
      href="${dataAddress(csv.text)}">Data (CSV, ${size}${part})</a>
  `;
}
