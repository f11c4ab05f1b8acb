import { InputError } from "perdura/core/mod.ts";
import { type ByteSource, readHead } from "./byte_source.ts";
import { columnNames, looksLikeHeader, numberedColumns } from "./column_names.ts";
import { blanks, parseRecords } from "./csv_fields.ts";
import { type CsvLayout, CsvScanner, NotUtf8 } from "./csv_scanner.ts";
import { findDelimiter, findNewline } from "./dialect.ts";
import { type Encoding, markedEncoding, measureEncoding, toUtf8 } from "./encoding.ts";
import { RegularCsv, scanRegularCsv } from "./regular_csv.ts";
import { checkRecords, type TextPart } from "./text_part.ts";

/** What is known about a text file beforehand; the rest is found out. */
export interface CsvOptions {
  readonly delimiter?: string;
  readonly header?: "auto" | boolean;
}

/** The records of a text file. */
export interface CsvPart extends TextPart {
  readonly encoding: Encoding;
  /** A blank stands for runs of blanks. */
  readonly delimiter: string;
}

const sampleLength = 1 << 16;

/**
 * Reads comma-separated text, whatever its delimiter, encoding and line ends.
 *
 * Everything stays text: `00123` and `13085.0` are not numbers here. An empty field is null, quoted
 * or not.
 *
 * @param name of the part, where the file has several
 * @param temporary path of a file that the frame of the result reads
 * @throws {InputError} where there is no table in the text
 */
export async function readCsv(
  source: ByteSource,
  name: string | null,
  temporary: string,
  options: CsvOptions,
): Promise<CsvPart> {
  const head = await readHead(source);
  let encoding = markedEncoding(head) ?? "utf-8";
  try {
    return await readEncoded(
      source,
      name,
      temporary,
      options,
      head,
      encoding,
      false,
    );
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
  }
  encoding = await measureEncoding(source);
  return await readEncoded(
    source,
    name,
    temporary,
    options,
    head,
    encoding,
    true,
  );
}

async function readEncoded(
  source: ByteSource,
  name: string | null,
  temporary: string,
  options: CsvOptions,
  head: Uint8Array,
  encoding: Encoding,
  tolerant: boolean,
): Promise<CsvPart> {
  const { layout, columns } = findLayout(
    source.name,
    decodeHead(head, encoding),
    options,
  );
  const regular = new RegularCsv(
    temporary,
    layout.delimiter === blanks ? "," : layout.delimiter,
  );
  const scanner = new CsvScanner(source.name, layout, regular, tolerant);
  try {
    for await (const chunk of toUtf8(source.open(), encoding)) {
      scanner.push(chunk);
    }
    scanner.finish();
  } finally {
    regular.close();
  }
  const { records, problems, hasEmptyQuotes } = scanner;
  checkRecords(source.name, records, problems);
  const frame = scanRegularCsv(regular, columns, hasEmptyQuotes);
  const { delimiter } = layout;
  return { name, columns, rows: records, problems, frame, encoding, delimiter };
}

function findLayout(
  name: string,
  sample: string,
  options: CsvOptions,
): { layout: CsvLayout; columns: string[] } {
  const newline = findNewline(sample);
  const delimiter = options.delimiter ?? findDelimiter(sample, newline);
  if (!/^[\t\x20-\x7e]$/.test(delimiter) || delimiter === '"') {
    throw new InputError(
      `Cannot read "${name}": the delimiter "${delimiter}" is not a single ASCII character; ` +
        'name one such as "," or ";" (a blank stands for runs of blanks)',
    );
  }
  const first = parseRecords(sample, delimiter, newline, 1)[0];
  if (first === undefined) {
    throw new InputError(
      `Cannot read "${name}": it is empty; check that it was exported completely`,
    );
  }
  const header = options.header === undefined || options.header === "auto"
    ? looksLikeHeader(first)
    : options.header;
  const columns = header ? columnNames(first, `"${name}"`) : numberedColumns(first.length);
  return {
    layout: { delimiter, newline, columns: columns.length, header },
    columns,
  };
}

/** The beginning of a text, up to a line's end if there is one in it. */
function decodeHead(head: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(head); // takes the byte order mark away
  const complete = text.slice(0, sampleLength);
  const lastLine = Math.max(
    complete.lastIndexOf("\n"),
    complete.lastIndexOf("\r"),
  );
  return text.length <= sampleLength ? text : lastLine > 0 ? complete.slice(0, lastLine + 1) : text;
}
