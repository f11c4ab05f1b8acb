import { InputError } from "perdura/core/mod.ts";
import { type DateShape, dateShape, type DateStyle, parseDate } from "./_dates.ts";
import type { DistinctTexts } from "./_distinct_texts.ts";
import type { DateOrder } from "./source.ts";

const writtenShapes: readonly DateShape[] = ["year-first", "year-last", "dotted"];

/** What `--date-format` accepts, by the letter that comes first. */
export const acceptedDates = "2011-12-09, 2011-12-09 12:50:00, 20111209, 12/9/2011 12:50, " +
  "9/12/2011 12:50, 09.12.2011, serials of Excel (40886.53), seconds or milliseconds since 1970";

/**
 * Reads the value of `--date-format`: `D/M/YYYY`, `M/D/YYYY`, `YYYY-MM-DD`, `excel` or `epoch`.
 *
 * Only the order of the letters matters; separators and a time are found in the values.
 *
 * @throws {InputError} where it is something else
 */
export function parseDateFormat(text: string): DateStyle {
  const name = text.trim().toLowerCase();
  if (name === "excel" || name === "epoch") {
    return { order: "day-first", shapes: new Set([name]) };
  }
  const letters = name.replace(/h.*$/, "").replace(/[^a-z]/g, "").replace(/(.)\1+/g, "$1");
  if (letters === "dmy") return { order: "day-first", shapes: new Set(["year-last", "dotted"]) };
  if (letters === "mdy") return { order: "month-first", shapes: new Set(["year-last"]) };
  if (letters === "ymd") return { order: "day-first", shapes: new Set(["year-first"]) };
  throw new InputError(
    `Cannot use --date-format "${text}": it is not a known order of day, month and year; use ` +
      "D/M/YYYY, M/D/YYYY, YYYY-MM-DD, excel or epoch",
  );
}

/**
 * Finds out how a column writes its dates, from all of its values.
 *
 * @param publisherOrder decides where every value fits both orders
 * @param where the column and its file, for messages
 * @throws {InputError} where day and month cannot be told apart and nothing decides
 */
export function dateStyle(
  column: DistinctTexts,
  publisherOrder: DateOrder | undefined,
  where: string,
): DateStyle {
  const rowsOf = new Map<DateShape, number>();
  let all = 0;
  const slashed: string[] = [];
  column.texts.forEach((text, i) => {
    const shape = dateShape(text);
    all += column.rows[i]!;
    if (shape !== undefined) rowsOf.set(shape, (rowsOf.get(shape) ?? 0) + column.rows[i]!);
    if (shape === "year-last") slashed.push(text);
  });
  // A number is a date only where numbers are how the column writes dates.
  const numeric = (["excel", "epoch"] as const).filter((shape) =>
    2 * (rowsOf.get(shape) ?? 0) > all
  );
  const shapes = new Set<DateShape>([...writtenShapes, ...numeric]);
  return { order: dateOrder(slashed, publisherOrder, where), shapes };
}

function dateOrder(
  texts: readonly string[],
  publisherOrder: DateOrder | undefined,
  where: string,
): DateOrder {
  const shapes = new Set<DateShape>(["year-last"]);
  let dayFirst = 0, monthFirst = 0;
  const open: string[] = [];
  for (const text of texts) {
    const day = parseDate(text, { order: "day-first", shapes });
    const month = parseDate(text, { order: "month-first", shapes });
    if (day !== undefined) dayFirst++;
    if (month !== undefined) monthFirst++;
    if (day !== month) open.push(text);
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? "day-first" : "month-first";
  if (open.length === 0) return "day-first"; // 5/5/2011 and the like: both orders agree
  if (publisherOrder !== undefined) return publisherOrder;
  const [first, second] = [open[0]!, open[Math.floor(open.length / 2)]!];
  throw new InputError(
    `Cannot tell day from month in ${where}: every value fits both orders, for example ` +
      `"${first}"${second === first ? "" : ` and "${second}"`}; say --date-format D/M/YYYY or ` +
      "--date-format M/D/YYYY",
  );
}
