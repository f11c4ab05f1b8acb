import { formatNumber, percent } from "perdura/core/mod.ts";
import { type Cell, type Column, type Columns, hasTimes } from "./_columns.ts";
import { digitsFor, formatDate, noValue } from "./format.ts";
import { Markup, markup, type MarkupPart } from "./markup.ts";

/** How a column of a table looks. */
export interface ColumnFormat {
  /** Heading; by default the column's name with spaces for underscores. */
  readonly label?: string;
  /** Decimals; by default as many as show three digits of the largest number. */
  readonly digits?: number;
  /** "percent" for shares, "plain" for numbers that name things, such as years. */
  readonly as?: "percent" | "plain";
}

type Formats = Readonly<Record<string, ColumnFormat>>;

const numberClass = new Markup(' class="pd-n"');
const estimateClass = new Markup(' class="pd-e"');
const shortClass = new Markup(' class="pd-s"');
const longClass = new Markup(' class="pd-l"');

/** An estimate with its interval: "0.81 (0.80 to 0.82)". */
const estimatePattern = /^([−\d.,]+%?) (\(.*\d.*\))$/;

/** A column whose texts are at most this long is not broken into lines. */
const longestUnbroken = 24;

/**
 * The `<table>` alone, in a box that scrolls sideways.
 *
 * @param labelledBy id of the element that says what the table is
 */
export function tableMarkup(shown: Columns, formats: Formats, labelledBy?: string): Markup {
  const columns = shown.columns.map((column) => written(column, formats[column.name] ?? {}));
  const head = columns.map(({ label, isNumber }) =>
    markup`<th scope="col"${isNumber && numberClass}>${label}</th>`
  );
  const classes = columns.map(({ texts, isNumber }) => {
    if (isNumber) return numberClass;
    const known = texts.filter((text) => text !== undefined);
    if (known.length > 0 && known.every((text) => estimatePattern.test(text))) return estimateClass;
    const isShort = texts.every((text) => (text ?? "").length <= longestUnbroken);
    return isShort ? shortClass : longClass;
  });
  const rows = Array.from({ length: countOf(shown) }, (_, at) => {
    const cells = columns.map(({ texts }, column) =>
      markup`<td${classes[column]}>${breakable(texts[at] ?? noValue)}</td>`
    );
    return markup`<tr>${cells}</tr>\n`;
  });
  const label = labelledBy === undefined
    ? markup`aria-label="Table"`
    : markup`aria-labelledby="${labelledBy}"`;
  return markup`<div class="pd-scroll" role="region" tabindex="0" ${label}><table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
}

/**
 * A text that breaks where a reader would break it: before an interval and not inside of it, and
 * after the dots and underscores of a long name.
 */
function breakable(text: string): MarkupPart {
  const estimate = estimatePattern.exec(text);
  if (estimate !== null) return [`${estimate[1]} `, markup`<span>${estimate[2]}</span>`];
  return text.split(/(?<=[\w.]{8,}[._])(?=\w)/)
    .flatMap((part, at) => at === 0 ? [part] : [mayBreak, part]);
}

const mayBreak = new Markup("<wbr>");

/** The table in letters of one width, for a terminal. */
export function tableText(shown: Columns, formats: Formats): string {
  const columns = shown.columns.map((column) => {
    const { label, texts, isNumber } = written(column, formats[column.name] ?? {});
    const cells = [label, ...texts.map((text) => text ?? noValue)];
    const width = Math.max(...cells.map((cell) => cell.length));
    return cells.map((cell) => isNumber ? cell.padStart(width) : cell.padEnd(width));
  });
  const lines = Array.from(
    { length: columns.length === 0 ? 0 : countOf(shown) + 1 },
    (_, at) => columns.map((cells) => cells[at]).join("  ").trimEnd(),
  );
  return [...lines, rowsShown(shown)].join("\n");
}

/** How many rows of how many are shown, in words. */
export function rowsShown(shown: Columns): string {
  const { rows } = shown;
  const noun = rows === 1 ? "row" : "rows";
  const first = countOf(shown);
  return first < rows
    ? `${formatNumber(first)} of ${formatNumber(rows)} ${noun}`
    : `${formatNumber(rows)} ${noun}`;
}

function countOf({ columns }: Columns): number {
  return columns[0]?.values.length ?? 0;
}

interface Written {
  readonly label: string;
  /** Undefined where there is no value. */
  readonly texts: readonly (string | undefined)[];
  readonly isNumber: boolean;
}

function written(column: Column, format: ColumnFormat): Written {
  const write = writerFor(column, format);
  return {
    label: format.label ?? column.name.replaceAll("_", " "),
    texts: column.values.map((value) => value === null ? undefined : write(value)),
    isNumber: column.kind === "number",
  };
}

/** All values of a column are written in the same way, to the same precision. */
function writerFor(
  { kind, values }: Column,
  format: ColumnFormat,
): (value: NonNullable<Cell>) => string {
  if (kind === "date") {
    const withTimes = hasTimes(values);
    return (value) => formatDate(value as Date, withTimes);
  }
  if (kind === "boolean") return (value) => value === true ? "yes" : "no";
  if (kind === "text") return String;
  const numbers = values.filter((value) => typeof value === "number");
  if (format.as === "percent") {
    const digits = format.digits ?? Math.min(1, digitsFor(numbers.map((share) => share * 100)));
    return (value) => percent(Number(value), digits);
  }
  const digits = format.digits ?? digitsFor(numbers);
  if (format.as === "plain") return (value) => Number(value).toFixed(digits);
  return (value) => formatNumber(value as number | bigint, digits);
}
