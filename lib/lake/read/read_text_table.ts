import { basename } from "node:path";
import { InputError, type Progress, silent } from "perdura/core/mod.ts";
import { fileBytes, gunzipped, readHead } from "./byte_source.ts";
import { type CsvOptions, type CsvPart, readCsv } from "./csv.ts";
import type { Encoding } from "./encoding.ts";
import { fileFormat } from "./file_format.ts";
import { statSource } from "./source_files.ts";
import { writeTextTable } from "./write_text_table.ts";

/** What is known about a file beforehand; the rest is found out. */
export interface TextTableOptions extends CsvOptions {
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
  readonly encoding?: Encoding;
  /** Between fields; a blank stands for runs of blanks. */
  readonly delimiter?: string;
}

/**
 * Turns a file of any format into a text table: Snappy Parquet with the file's own columns as text,
 * in the file's order, and the position of every record.
 *
 * The format is told by the content: comma-separated text (any delimiter; UTF-8, UTF-16 or Latin-1;
 * also in gzip). No record is lost: one that cannot be read keeps its place with all its columns
 * null and the reason and its text beside them.
 *
 * | column | type | meaning |
 * | --- | --- | --- |
 * | the file's own | text | null where the field is empty |
 * | `source_row` | int64 | ordinal of the record in the file, from 1; header and blank lines do not count |
 * | `source_problem` | text | null for a good record, otherwise the reason: `malformed_line: …` |
 * | `source_text` | text | the beginning of a record with a problem, at most 1,000 characters |
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
  const temporary = `${output}.csv`;
  try {
    const part = await readPart(path, name, temporary, options);
    await writeTextTable([part], name, output);
    const { columns, rows, encoding, delimiter } = part;
    return {
      format: "csv",
      columns,
      rows,
      problems: part.problems.length,
      encoding,
      delimiter,
    };
  } finally {
    await Deno.remove(temporary).catch(() => {});
  }
}

async function readPart(
  path: string,
  name: string,
  temporary: string,
  options: TextTableOptions,
): Promise<CsvPart> {
  const info = await statSource(path);
  if (info.isDirectory) {
    throw new InputError(
      `Cannot read "${name}": it is a folder; name one of its files`,
    );
  }
  const file = fileBytes(path, name, options.progress ?? silent);
  const format = fileFormat(name, await readHead(file));
  if (format === "text") return await readCsv(file, null, temporary, options);
  const text = gunzipped(file, info.size);
  if (fileFormat(name.replace(/\.gz$/i, ""), await readHead(text)) !== "text") {
    throw new InputError(
      `Cannot read "${name}": what it holds is not text; unpack it first`,
    );
  }
  return await readCsv(text, null, temporary, options);
}
