import pl from "nodejs-polars";
import { explainFileError } from "../file_error.ts";
import { numberedColumns } from "./column_names.ts";

const encoder = new TextEncoder();
const needsQuotes = /[",\t;|\r\n]/;

/**
 * Writes comma-separated text of which every reader makes the same: UTF-8, as many fields in every
 * record, LF after each, quotes exactly where they are needed.
 *
 * Readers of other formats put their records here, one after the other, and Polars takes them up
 * from the file: nothing has to fit in memory.
 */
export class RegularCsv {
  /** Where the text is. */
  readonly path: string;
  /** Between fields. */
  readonly delimiter: string;
  readonly #file: Deno.FsFile;
  readonly #buffer = new Uint8Array(1 << 20);
  #used = 0;

  constructor(path: string, delimiter: string) {
    this.path = path;
    this.delimiter = delimiter;
    try {
      this.#file = Deno.openSync(path, {
        write: true,
        create: true,
        truncate: true,
      });
    } catch (error) {
      throw explainFileError(error, `Cannot write "${path}"`);
    }
  }

  /** Copies complete records that are regular already. */
  copy(bytes: Uint8Array): void {
    if (this.#used + bytes.length > this.#buffer.length) this.#flush();
    if (bytes.length > this.#buffer.length) return this.#write(bytes);
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  /** Ends a record that was copied without its end. */
  endRecord(): void {
    if (this.#used === this.#buffer.length) this.#flush();
    this.#buffer[this.#used++] = 0x0a;
  }

  /** Writes a record; null and "" are the same. */
  record(fields: readonly (string | null | undefined)[]): void {
    if (fields.length === 1 && !fields[0]) return this.#text('""\n'); // not to be a blank line
    let line = "";
    for (let index = 0; index < fields.length; index++) {
      if (index > 0) line += this.delimiter;
      const field = fields[index];
      if (field === null || field === undefined) continue;
      line += needsQuotes.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
    }
    this.#text(line + "\n");
  }

  /** Writes what is still in memory and closes the file. */
  close(): void {
    try {
      this.#flush();
    } finally {
      this.#file.close();
    }
  }

  #text(text: string): void {
    if (text.length * 3 > this.#buffer.length - this.#used) {
      this.#flush();
      if (text.length * 3 > this.#buffer.length) {
        return this.#write(encoder.encode(text));
      }
    }
    this.#used += encoder.encodeInto(text, this.#buffer.subarray(this.#used)).written;
  }

  #flush(): void {
    const bytes = this.#buffer.subarray(0, this.#used);
    this.#used = 0;
    this.#write(bytes);
  }

  #write(bytes: Uint8Array): void {
    try {
      for (let from = 0; from < bytes.length;) {
        from += this.#file.writeSync(bytes.subarray(from));
      }
    } catch (error) {
      throw explainFileError(error, `Cannot write "${this.path}"`);
    }
  }
}

/**
 * The records of a regular file as text, with `source_row` from 1.
 *
 * @param hasEmptyQuotes whether fields may be quoted and empty, which Polars takes for a value
 */
export function scanRegularCsv(
  regular: RegularCsv,
  columns: readonly string[],
  hasEmptyQuotes: boolean,
): pl.LazyDataFrame {
  const position = "position";
  const fields = numberedColumns(columns.length).map((field, index) => {
    const value = hasEmptyQuotes
      ? pl.when(pl.col(field).neq(pl.lit(""))).then(pl.col(field)).otherwise(
        pl.lit(null),
      )
      : pl.col(field);
    return value.alias(columns[index]!);
  });
  return pl.scanCSV(regular.path, {
    hasHeader: false,
    sep: regular.delimiter,
    inferSchemaLength: 0, // everything is text
    rowIndexName: position,
    glob: false,
  }).select(
    ...fields,
    pl.col(position).cast(pl.Int64).add(pl.lit(1)).alias("source_row"),
  );
}
