import type pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";

/** A record that could not be read, kept with its place and its text. */
export interface RecordProblem {
  /** Ordinal of the record within its part, from 1. */
  readonly row: number;
  /** A name for machines, a colon, an explanation: `malformed_line: expected 8 fields, found 7`. */
  readonly problem: string;
  /** The record as it stands in the file, at most 1,000 characters. */
  readonly text: string;
}

/** Records with one header: a text file, a sheet of a workbook, a member of a zip. */
export interface TextPart {
  /** Sheet or member; null where the file has no parts. */
  readonly name: string | null;
  readonly columns: readonly string[];
  /** Records, those with a problem included. */
  readonly rows: number;
  readonly problems: readonly RecordProblem[];
  /** The {@linkcode TextPart.columns} as text and `source_row` (from 1 within the part), in order. */
  readonly frame: pl.LazyDataFrame;
}

/** Columns that a text table has beside those of the file. */
export const sourceColumns = [
  "source_row",
  "source_sheet",
  "source_problem",
  "source_text",
];

/** Shortens the text of a record to what a text table keeps. */
export function excerpt(text: string): string {
  return text.slice(0, 1000).toWellFormed(); // the cut may have gone through a pair of surrogates
}

/**
 * Makes sure that there are records.
 *
 * @param name of the file or part, for the error
 * @throws {InputError} where there are none, or not a single one could be read
 */
export function checkRecords(
  name: string,
  records: number,
  problems: readonly RecordProblem[],
): void {
  if (records === 0) {
    throw new InputError(
      `Cannot read "${name}": it has a header but no records; check that it was exported completely`,
    );
  }
  if (problems.length === records) {
    throw new InputError(
      `Cannot read "${name}": none of its ${records} records could be read, the first because of ` +
        `"${problems[0]!.problem}"; check the header and the delimiter`,
    );
  }
}
