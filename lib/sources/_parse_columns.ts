import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { acceptedDates, dateStyle, parseDateFormat } from "./_date_column.ts";
import { parseDate } from "./_dates.ts";
import type { DistinctTexts } from "./_distinct_texts.ts";
import { numberStyle, parseNumber } from "./_numbers.ts";
import type { DateOrder } from "./source.ts";

/** What a number or date column needs to be read. */
export interface ReadOptions {
  /** The column's own name. */
  readonly name: string;
  /** The column and its file, for messages. */
  readonly where: string;
  readonly dateFormat?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
}

/** What the texts of a column say, as expressions over the raw column. */
export interface Readings {
  /** The number that the text says; null where it is none. */
  readonly value: pl.Expr;
  /** What is wrong with the text, null where nothing is; undefined for a column without faults. */
  readonly fault: pl.Expr | undefined;
  /** Whether there are rows where nothing is written. */
  readonly hasGaps: boolean;
}

/** Reads a column of numbers. */
export function readNumbers(column: DistinctTexts, { where, name }: ReadOptions): Readings {
  const style = numberStyle(column.texts);
  return lookup(column, (text) => parseNumber(text, style), {
    where,
    name,
    noun: "number",
    advice: "accepted are 12, -12.50, 1,234.50, 1.234,50, £12.50, (12.50)",
  });
}

/** Reads a column of dates: their values are milliseconds since 1970. */
export function readDates(column: DistinctTexts, options: ReadOptions): Readings {
  const { name, where, dateFormat, dateOrder } = options;
  const style = dateFormat === undefined
    ? dateStyle(column, dateOrder, where)
    : parseDateFormat(dateFormat);
  return lookup(column, (text) => parseDate(text, style), {
    where,
    name,
    noun: "date",
    advice: dateFormat === undefined
      ? `accepted are ${acceptedDates}`
      : `--date-format ${dateFormat} does not fit it; leave it away or name another`,
  });
}

function lookup(
  { texts, rows, hasNulls }: DistinctTexts,
  parse: (text: string) => number | undefined,
  { where, name, noun, advice }: { where: string; name: string; noun: string; advice: string },
): Readings {
  const good: string[] = [];
  const values: number[] = [];
  const bad: string[] = [];
  let badRows = 0, allRows = 0;
  texts.forEach((raw, i) => {
    const text = raw.trim();
    if (text === "") return;
    allRows += rows[i]!;
    const value = parse(text);
    if (value !== undefined) {
      good.push(raw);
      values.push(value);
    } else {
      bad.push(raw);
      badRows += rows[i]!;
    }
  });
  if (2 * badRows > allRows) {
    const samples = bad.sort().slice(0, 3).map((text) => `"${text.slice(0, 60)}"`).join(", ");
    throw new InputError(
      `Cannot read ${where} as ${noun}s: ${badRows} of ${allRows} values are none, for example ` +
        `${samples}; ${advice}; if it is another column, name the right one with --map`,
    );
  }
  const faults = bad.map((text) => `${name} "${text.trim()}" is no ${noun}`);
  return {
    value: replaced(name, good, values, pl.Float64),
    fault: bad.length === 0 ? undefined : replaced(name, bad, faults, pl.Utf8),
    hasGaps: hasNulls || good.length + bad.length < texts.length,
  };
}

/** The column with each of some texts replaced, and null for all others. */
function replaced(
  name: string,
  texts: string[],
  by: string[] | number[],
  type: pl.DataType,
): pl.Expr {
  const nothing = pl.lit(null).cast(type);
  if (texts.length === 0) return nothing;
  // By position: the form with named options takes its replacements from the wrong place.
  return pl.col(name).replaceStrict(texts, by, nothing, type);
}
