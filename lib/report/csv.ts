import type { Rows } from "perdura/plots/picture.ts";
import { type Cell, firstRows, hasTimes, isFrame } from "./_columns.ts";
import { formatDate } from "./format.ts";

/** A table as text, and how much of it that is. */
export interface Csv {
  readonly text: string;
  /** How many rows the text has, without the header. */
  readonly rows: number;
  /** How many rows the table has. */
  readonly total: number;
}

/**
 * Rows as comma-separated values, as RFC 4180 defines them but with single line feeds.
 *
 * Numbers are written in full, dates as ISO 8601, missing values as nothing.
 *
 * @param limit characters at most; whole rows are left out at the end to keep it
 *
 * @example
 * ```ts
 * import { toCsv } from "perdura/report/csv.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = [{ name: 'Café "Sol"', orders: 3 }];
 * assertEquals(toCsv(rows).text, 'name,orders\n"Café ""Sol""",3\n');
 * ```
 */
export function toCsv(rows: Rows, limit = 60_000): Csv {
  // A row has a separator per column at least, so more rows than this never fit.
  const most = Math.ceil(limit / Math.max(1, isFrame(rows) ? rows.width : 1));
  const { columns, rows: total } = firstRows(rows, most);
  const cells = columns.map(({ values }) => {
    const withTimes = hasTimes(values);
    return values.map((value) => quoted(cellText(value, withTimes)));
  });
  let text = columns.map(({ name }) => quoted(name)).join(",") + "\n";
  const available = columns[0]?.values.length ?? 0;
  let written = 0;
  for (; written < available; written++) {
    const line = cells.map((column) => column[written]).join(",") + "\n";
    if (text.length + line.length > limit) break;
    text += line;
  }
  return { text, rows: written, total };
}

function cellText(value: Cell, withTimes: boolean): string {
  if (value === null) return "";
  if (!(value instanceof Date)) return String(value);
  return withTimes ? formatDate(value, true).replace(" ", "T") : formatDate(value, false);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The address that holds a text itself, for a link that downloads it. */
export function dataAddress(text: string): string {
  const encoded = encodeURI(text.toWellFormed()).replaceAll("#", "%23");
  return `data:text/csv;charset=utf-8,${encoded}`;
}
