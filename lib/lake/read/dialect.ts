import { blanks, parseRecords } from "./csv_fields.ts";

/** Best first among those that divide the records equally well: a comma also occurs in numbers. */
const delimiters = ["\t", ";", "|", ","];
const sampleRecords = 200;

/** What ends a line: CR only where there is no LF at all (a CR before LF belongs to the end). */
export function findNewline(sample: string): "\n" | "\r" {
  return !sample.includes("\n") && sample.includes("\r") ? "\r" : "\n";
}

/**
 * Finds what stands between the fields of a text: a tab, semicolon, bar, comma, or runs of blanks.
 *
 * The delimiter is the one that gives the most records as many fields as the first one has. Blanks
 * are considered last, since texts have them too. Without any of them, a record is one field.
 *
 * @param sample the beginning of the text, cut after a line
 *
 * @example
 * ```ts
 * import { findDelimiter } from "perdura/lake/read/dialect.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findDelimiter("price;piece\n1,50;2\n2,75;1\n", "\n"), ";");
 * ```
 */
export function findDelimiter(sample: string, newline: string): string {
  let best = ",", bestShare = 0;
  for (const delimiter of delimiters) {
    const share = agreement(sample, delimiter, newline);
    if (share > bestShare) [best, bestShare] = [delimiter, share];
  }
  if (bestShare < 0.5 && agreement(sample, blanks, newline) > 0.9) {
    return blanks;
  }
  return best;
}

/** The share of records with as many fields as the first, 0 where that is one field. */
function agreement(sample: string, delimiter: string, newline: string): number {
  const records = parseRecords(sample, delimiter, newline, sampleRecords);
  const expected = records[0]?.length ?? 0;
  if (expected < 2) return 0;
  return records.filter((fields) => fields.length === expected).length /
    records.length;
}
