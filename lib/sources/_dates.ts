import type { DateOrder } from "./source.ts";

/** What a text that may be a date looks like. */
export type DateShape = "year-first" | "year-last" | "dotted" | "excel" | "epoch";

/** How a column writes its dates. */
export interface DateStyle {
  /** What `1/2/2011` means; `1.2.2011` is the first of February everywhere. */
  readonly order: DateOrder;
  readonly shapes: ReadonlySet<DateShape>;
}

const time =
  /(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([AaPp])\.?\s?[Mm]\.?)?)?/
    .source;
const zone = /\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?/.source;
const yearFirst = new RegExp(`^(\\d{4})([-/.]?)(\\d{1,2})\\2(\\d{1,2})${time}${zone}$`);
const yearLast = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${time}${zone}$`);
const plainNumber = /^\d+(?:\.\d+)?$/;

/** Excel counts days from here; serials from 1954 to 2119 are taken for dates. */
const excelEpoch = Date.UTC(1899, 11, 30);
const isExcelSerial = (value: number) => value >= 20_000 && value < 80_000;
/** Seconds or milliseconds since 1970; moments from 1973 to 2099 are taken for dates. */
const isEpoch = (value: number) =>
  (value >= 1e8 && value < 4.1e9) || (value >= 1e11 && value < 4.1e12);

/** What a text looks like; undefined where it can be no date. */
export function dateShape(text: string): DateShape | undefined {
  const match = yearFirst.exec(text);
  // Without separators every part has its full width: 1997-1-1 is a date, 199711 is not.
  if (match !== null && (match[2] !== "" || match[3]!.length + match[4]!.length === 4)) {
    return "year-first";
  }
  if (plainNumber.test(text)) {
    const value = Number(text);
    return isExcelSerial(value) ? "excel" : isEpoch(value) ? "epoch" : undefined;
  }
  const separator = yearLast.exec(text)?.[2];
  return separator === undefined ? undefined : separator === "." ? "dotted" : "year-last";
}

/**
 * Reads a date, with or without a time.
 *
 * Zones are left aside: the result is the clock that the text shows, as if it showed UTC.
 *
 * @returns milliseconds since 1970-01-01 00:00, or undefined where the text is no date
 */
export function parseDate(text: string, style: DateStyle): number | undefined {
  const shape = dateShape(text);
  if (shape === undefined || !style.shapes.has(shape)) return undefined;
  if (shape === "epoch") {
    const value = Number(text);
    return Math.round(value < 1e11 ? value * 1000 : value);
  }
  if (shape === "excel") {
    // A serial is a fraction of a day: rounded to seconds, 40148.32291666666 is 07:45:00 again.
    return excelEpoch + Math.round(Number(text) * 86_400) * 1000;
  }
  const match = (shape === "year-first" ? yearFirst : yearLast).exec(text)!;
  const [first, middle, last] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const day = clockDay(
    shape === "year-first"
      ? [first, middle, last]
      : shape === "dotted" || style.order === "day-first"
      ? [fullYear(match[4]!), middle, first]
      : [fullYear(match[4]!), first, middle],
  );
  const moment = clockTime(match);
  return day === undefined || moment === undefined ? undefined : day + moment;
}

/** Two digits are read as POSIX reads them: 69 to 99 belong to the last century. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year + (year < 69 ? 2000 : 1900);
}

function clockDay([year, month, day]: [number, number, number]): number | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined;
  const start = Date.UTC(year, month - 1, day);
  return start < Date.UTC(year, month, 1) ? start : undefined; // no 31st of June
}

function clockTime(match: RegExpExecArray): number | undefined {
  let hour = Number(match[5] ?? 0);
  const [minute, second] = [Number(match[6] ?? 0), Number(match[7] ?? 0)];
  const half = match[9]?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = hour % 12 + (half === "p" ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Number((match[8] ?? "").padEnd(3, "0").slice(0, 3));
  return ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}
