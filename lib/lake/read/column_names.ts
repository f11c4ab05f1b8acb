import { InputError } from "perdura/core/mod.ts";
import { sourceColumns } from "./text_part.ts";

const number = /^[-+(]?[£$€]?\s*[\d.,]*\d[\d.,]*(e[-+]?\d+)?\s*[%)]?$/i;
const dateOrTime = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d{2})\b/;

/**
 * Whether a first record names columns: none of its fields is a number, a date or a time.
 *
 * @example
 * ```ts
 * import { looksLikeHeader } from "perdura/lake/read/column_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(looksLikeHeader(["Invoice", "Price"]), true);
 * assertEquals(looksLikeHeader(["00001", "19970101", "29.33"]), false);
 * ```
 */
export function looksLikeHeader(fields: readonly (string | null)[]): boolean {
  const filled = fields.map((field) => field?.trim() ?? "").filter((field) => field !== "");
  return filled.length > 0 &&
    !filled.some((field) => number.test(field) || dateOrTime.test(field));
}

/** The names of columns that have none: `column_1`, `column_2`, … */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column_${index + 1}`);
}

/**
 * The names in a header, without surrounding blanks; a column without a name is called by its
 * position.
 *
 * @param where the file and, if any, its sheet, for the error
 * @throws {InputError} where two columns have the same name, or one has a reserved name
 */
export function columnNames(
  header: readonly (string | null)[],
  where: string,
): string[] {
  const names = numberedColumns(header.length).map((name, index) => header[index]?.trim() || name);
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const key = name.toLowerCase(); // SQL engines do not tell "Price" from "price"
    const before = seen.get(key);
    if (before !== undefined) {
      throw new InputError(
        `Cannot read ${where}: columns ${before + 1} and ${index + 1} are both called "${name}"; ` +
          "rename one of them in the header",
      );
    }
    if (sourceColumns.includes(key)) {
      throw new InputError(
        `Cannot read ${where}: the column name "${name}" is reserved for the position of a ` +
          "record; rename the column in the header",
      );
    }
    seen.set(key, index);
  }
  return names;
}
