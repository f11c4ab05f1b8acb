import { basename } from "node:path";
import { InputError, type Progress, silent } from "perdura/core/mod.ts";
import type { Encoding } from "./encoding.ts";
import { readContent } from "./read_content.ts";
import { statSource } from "./source_files.ts";
import { writeTextTable } from "./write_text_table.ts";

/** What is known about a file beforehand; the rest is found out. */
export interface TextTableOptions {
  /** Between the fields of a text file: one ASCII character; a blank for runs of blanks. */
  readonly delimiter?: string;
  /** Whether the first record names the columns. Default `"auto"`: unless it holds a number or date. */
  readonly header?: "auto" | boolean;
  /** The one sheet of a workbook, or member of a zip, to read. Default: all that are not empty. */
  readonly sheet?: string;
  readonly progress?: Progress;
}

/** What a file turned out to be. */
export interface TextTableInfo {
  readonly format: "csv" | "xlsx" | "parquet";
  /** The file's own columns, in its order. */
  readonly columns: readonly string[];
  /** Records, those with a problem included. */
  readonly rows: number;
  /** Records that could not be read. */
  readonly problems: number;
  /** Of a text file. */
  readonly encoding?: Encoding;
  /** Of a text file; a blank stands for runs of blanks. */
  readonly delimiter?: string;
  /** Sheets of a workbook, or members of a zip with several, and their records. */
  readonly sheets?: readonly { readonly name: string; readonly rows: number }[];
  /** Cells of a workbook that hold an error (`#N/A`) and were taken for empty. */
  readonly cellErrors?: number;
}

/**
 * Turns a file of any format into a text table: Snappy Parquet with the file's own columns as text,
 * in the file's order, and the position of every record.
 *
 * The format is told by the content: comma-separated text (any delimiter; UTF-8, UTF-16 or Latin-1;
 * also in gzip), a workbook (XLSX), Parquet, or a zip file of these. No record is lost: one that
 * cannot be read keeps its place with all its columns null and the reason and its text beside them.
 *
 * | column | type | meaning |
 * | --- | --- | --- |
 * | the file's own | text | null where the field is empty |
 * | `source_row` | int64 | ordinal of the record in the file, from 1, through all sheets; headers and blank lines do not count |
 * | `source_sheet` | text | sheet of a workbook, member of a zip with several; otherwise null |
 * | `source_problem` | text | null for a good record, otherwise the reason: `malformed_line: …`, `invalid_encoding: …` |
 * | `source_text` | text | the beginning of a record with a problem, at most 1,000 characters |
 *
 * Equal files give equal bytes, whatever the number of threads.
 *
 * @param output where to write; files beside it, with names that begin with its name, come and go
 * @throws {InputError} where the file is missing, cannot be read or holds no table
 */
export async function readTextTable(
  path: string,
  output: string,
  options: TextTableOptions = {},
): Promise<TextTableInfo> {
  const name = basename(path);
  const info = await statSource(path);
  if (info.isDirectory) {
    throw new InputError(`Cannot read "${path}": it is a folder; name one of its files`);
  }
  const temporaries: string[] = [];
  const temporary = () => {
    temporaries.push(`${output}.${temporaries.length + 1}`);
    return temporaries.at(-1)!;
  };
  try {
    const content = await readContent(path, name, null, {
      ...options,
      progress: options.progress ?? silent,
      temporary,
    });
    const { parts, ...found } = content;
    const columns = await writeTextTable(parts, name, output);
    const sheets = parts.flatMap((part) =>
      part.name === null ? [] : [{ name: part.name, rows: part.rows }]
    );
    return {
      ...found,
      columns,
      rows: parts.reduce((sum, part) => sum + part.rows, 0),
      problems: parts.reduce((sum, part) => sum + part.problems.length, 0),
      ...(sheets.length > 0 ? { sheets } : {}),
    };
  } catch (error) {
    await Deno.remove(output).catch(() => {});
    throw error;
  } finally {
    for (const path of temporaries) await Deno.remove(path).catch(() => {});
  }
}
