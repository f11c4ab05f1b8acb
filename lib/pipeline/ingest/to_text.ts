import { plural } from "perdura/core/mod.ts";
import { exists, type Reading, readTextTable, sha256File, sha256Text } from "perdura/lake/mod.ts";
import type { StageContext } from "../stage.ts";
import type { FoundFile } from "./input.ts";

/** Raised when the tables of text that are made of equal files would differ. */
const textTableVersion = 1;

/** A file that is to be read, with its content known. */
export interface SourceFile extends FoundFile {
  readonly sha256: string;
}

/** One file of a data set and its table of text. */
export interface IngestedFile {
  readonly name: string;
  /** Which table it is, where the input consists of several. */
  readonly table?: string | undefined;
  /** Path of the table of text inside the lake. */
  readonly text: string;
  readonly rows: number;
}

/** Turns a file into its table of text, unless the last run has done so already. */
export async function toText(
  context: StageContext,
  { name, path, sha256, table }: SourceFile,
  { sheet, delimiter }: Reading,
): Promise<IngestedFile> {
  const { input, isForced, last, output, progress } = context;
  const how = [textTableVersion, name, sha256, sheet, delimiter];
  const key = sha256Text(JSON.stringify(how));
  const text = `stage/text/${key.slice(0, 16)}.parquet`;
  const record = last?.outputs[text];
  const isKept = record !== undefined && !isForced && await exists(input(text)) &&
    await sha256File(input(text)) === record.sha256;
  if (isKept) {
    output.keep(text, record);
    return { name, table, text, rows: record.rows ?? 0 };
  }
  const read = await readTextTable(path, await output.pending.reserve(text), {
    progress,
    ...(sheet === undefined ? {} : { sheet }),
    ...(delimiter === undefined ? {} : { delimiter }),
  });
  if (read.cellErrors) {
    progress.say(
      `${plural(read.cellErrors, "cell")} of "${name}" hold an error such as #N/A and are ` +
        "taken as empty",
    );
  }
  output.describe(text, {
    rows: read.rows,
    schema: Object.fromEntries(read.columns.map((column) => [column, "String"])),
  });
  return { name, table, text, rows: read.rows };
}
