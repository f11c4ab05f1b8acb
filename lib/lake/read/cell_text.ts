/** Days from 1899-12-30, the origin of serial dates, to 1970-01-01. */
const daysToEpoch = 25569;
/** Days by which the serial dates of workbooks with the 1904 system are smaller. */
const days1904 = 1462;
/** One more than the serial date of 9999-12-31. */
const endOfSerials = 2958466;

/**
 * A number as its shortest text: whole numbers without a decimal point.
 *
 * @example
 * ```ts
 * import { numberText } from "perdura/lake/read/cell_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(numberText("2.1000000000000001"), "2.1");
 * assertEquals(numberText("13085.0"), "13085");
 * ```
 */
export function numberText(written: string): string {
  if (/^-?\d{1,15}$/.test(written)) return written;
  const value = Number(written);
  return Number.isFinite(value) && written.trim() !== "" ? String(value) : written;
}

/**
 * A serial date as `YYYY-MM-DD HH:MM:SS`, to the second; less than a day is a time, `HH:MM:SS`.
 *
 * Day 1 is 1900-01-01, and day 60, which never was (1900-02-29), is told as the day after.
 *
 * @param written days since the origin
 * @param is1904 whether day 0 is 1904-01-01
 * @returns the number as it stands where it is no date
 */
export function dateText(written: string, is1904: boolean): string {
  const serial = Number(written) + (is1904 ? days1904 : 0);
  if (!(serial >= 0 && serial < endOfSerials)) return numberText(written);
  const isTime = serial < 1;
  const days = serial < 60 && !isTime && !is1904 ? serial + 1 : serial;
  const seconds = Math.round((days - daysToEpoch) * 86400);
  const text = new Date(seconds * 1000).toISOString();
  return isTime ? text.slice(11, 19) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** Whether a number format shows a date or a time, by its number or its code. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
  const bare = code
    .replace(/"[^"]*"/g, "") // text
    .replace(/[\\_*]./g, "") // a character, a space as wide as one, a fill
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ""); // colours, conditions, locales
  return /[ymdhs]/i.test(bare.replace(/general/gi, ""));
}

/** Text in which characters that XML cannot hold are written as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(
    /_x([0-9a-f]{4})_/gi,
    (_, code: string) => String.fromCharCode(parseInt(code, 16)),
  );
}
