import { isUtf8 } from "node:buffer";
import { InputError } from "perdura/core/mod.ts";
import { blanks, parseRecord } from "./csv_fields.ts";
import type { RegularCsv } from "./regular_csv.ts";
import { excerpt, type RecordProblem } from "./text_part.ts";

/** Thrown where bytes are not UTF-8 and nobody has said yet what they are. */
export class NotUtf8 extends Error {}

/** What the records of a text look like. */
export interface CsvLayout {
  /** Between fields: one ASCII character, a blank for runs of blanks. */
  readonly delimiter: string;
  /** Ends a record; a CR before LF belongs to the end. */
  readonly newline: "\n" | "\r";
  /** Fields in every record. */
  readonly columns: number;
  /** Whether the first record names the columns. */
  readonly header: boolean;
}

/** A quoted field ends within this many bytes, or its opening quote is taken for a mistake. */
const longestRecord = 1 << 20;
/** A line this long is no record of a table. */
const longestLine = 1 << 24;

const ordinary = 0,
  separator = 1,
  newline = 2,
  quote = 3,
  otherNewline = 4,
  nul = 5;
const quoteByte = 0x22, lf = 0x0a, cr = 0x0d;

/**
 * Finds the records of comma-separated text, byte by byte, and copies them into a regular file.
 *
 * A field is quoted if it begins with a quote; a quoted field ends with a quote that is followed by
 * a delimiter or the end of the line, and holds anything, quotes doubled. What breaks these rules,
 * or has too many or too few fields, becomes a {@linkcode RecordProblem}, and an empty record keeps
 * its place. Where quotes are at fault, only the line with the opening quote is given up: reading
 * goes on behind it. Blank lines are no records.
 */
export class CsvScanner {
  /** Records so far, those with a problem included, the header not. */
  records = 0;
  readonly problems: RecordProblem[] = [];
  /** Whether a field was quoted and empty. */
  hasEmptyQuotes = false;

  readonly #name: string;
  readonly #layout: CsvLayout;
  readonly #output: RegularCsv;
  readonly #tolerant: boolean;
  readonly #kinds = new Uint8Array(256);
  readonly #end: number;
  #rest: Uint8Array = new Uint8Array();
  #headerAhead: boolean;
  #checkEach = false;

  /**
   * @param name of the file, for errors
   * @param tolerant whether records that are not UTF-8 are problems; otherwise {@linkcode NotUtf8}
   *   is thrown
   */
  constructor(
    name: string,
    layout: CsvLayout,
    output: RegularCsv,
    tolerant: boolean,
  ) {
    this.#name = name;
    this.#layout = layout;
    this.#output = output;
    this.#tolerant = tolerant;
    this.#headerAhead = layout.header;
    this.#end = layout.newline.charCodeAt(0);
    this.#kinds[0] = nul;
    this.#kinds[cr] = this.#kinds[lf] = otherNewline;
    this.#kinds[this.#end] = newline;
    if (layout.delimiter !== blanks) {
      this.#kinds[quoteByte] = quote;
      this.#kinds[layout.delimiter.charCodeAt(0)] = separator;
    }
  }

  /** Takes the next bytes of the text. */
  push(chunk: Uint8Array): void {
    const data = this.#rest.length === 0 ? chunk : concat(this.#rest, chunk);
    const end = data.lastIndexOf(this.#end) + 1;
    if (end === 0 && data.length > longestLine) {
      throw new InputError(
        `Cannot read "${this.#name}": a line is longer than 16 MiB, which no table has; check that ` +
          "it is a text file with one record on each line",
      );
    }
    const done = this.#scan(data.subarray(0, end), false);
    this.#rest = data.slice(done);
  }

  /** Says that there are no more bytes. */
  finish(): void {
    this.#scan(this.#rest, true);
    this.#rest = new Uint8Array();
  }

  /** @returns where the first incomplete record begins */
  #scan(data: Uint8Array, final: boolean): number {
    this.#checkEach = !isUtf8(data);
    if (this.#checkEach && !this.#tolerant) throw new NotUtf8();
    const kinds = this.#kinds,
      columns = this.#layout.columns,
      length = data.length;
    const rewriteAll = this.#layout.delimiter === blanks;
    let copyFrom = 0; // everything from here to the record is regular
    let start = 0;
    while (start < length) {
      let fields = 1, at = start, field = start, stop = -1;
      let rewrite = rewriteAll, problem: string | undefined;
      while (stop === -1) {
        let kind: number = ordinary;
        while (at < length && (kind = kinds[data[at]!]!) === ordinary) at++;
        if (at >= length) {
          stop = length;
        } else if (kind === separator) {
          fields++;
          field = ++at;
        } else if (kind === newline) {
          stop = at;
        } else if (kind === otherNewline) {
          if (this.#endsAt(data, at)) stop = at;
          else rewrite = true;
          at++;
        } else if (kind === nul) {
          problem = "malformed_line: holds NUL bytes";
          at++;
        } else if (at !== field) {
          rewrite = true; // a quote within a field stands for itself
          at++;
        } else {
          const close = closingQuote(data, at);
          const next = close + 1;
          if (close === -1 || close - start > longestRecord) {
            if (!final && length - start <= longestRecord) {
              this.#copy(data, copyFrom, start);
              return start;
            }
            problem = "malformed_line: a quote is never closed";
            stop = lineEnd(data, at, this.#end);
          } else if (
            next < length && kinds[data[next]!] !== separator &&
            !this.#endsAt(data, next)
          ) {
            problem = "malformed_line: text follows a closing quote";
            stop = lineEnd(data, at, this.#end);
          } else {
            if (close === at + 1) this.hasEmptyQuotes = true;
            at = next;
          }
        }
      }
      const width = this.#end === lf && data[stop] === cr && data[stop + 1] === lf ? 2 : 1;
      const following = stop + width;
      const regular = fields === columns && !rewrite && problem === undefined &&
        !this.#headerAhead && width === 1 && stop < length &&
        stop > start &&
        !this.#checkEach && data[stop] === lf;
      if (regular) {
        this.records++;
      } else {
        this.#copy(data, copyFrom, start);
        this.#irregular(data.subarray(start, stop), fields, rewrite, problem);
        copyFrom = Math.min(following, length);
      }
      start = following;
    }
    this.#copy(data, copyFrom, length);
    return length;
  }

  /** Whether a record ends here, with CR, LF or CRLF. */
  #endsAt(data: Uint8Array, at: number): boolean {
    if (data[at] === this.#end) return true;
    return data[at] === cr && (at + 1 === data.length || data[at + 1] === lf);
  }

  #copy(data: Uint8Array, from: number, to: number): void {
    if (to > from) this.#output.copy(data.subarray(from, to));
  }

  #irregular(
    record: Uint8Array,
    fields: number,
    rewrite: boolean,
    problem?: string,
  ): void {
    if (record.length === 0) return;
    if (this.#headerAhead) {
      this.#headerAhead = new TextDecoder().decode(record).trim() === "";
      return;
    }
    const { columns, delimiter } = this.#layout;
    let text: string | undefined;
    if (rewrite && problem === undefined) {
      text = new TextDecoder().decode(record);
      const values = parseRecord(text, delimiter).fields;
      fields = values.length;
      if (fields === columns && !(this.#checkEach && !isUtf8(record))) {
        this.records++;
        this.#output.record(values);
        return;
      }
    }
    if (problem === undefined && this.#checkEach && !isUtf8(record)) {
      problem = "invalid_encoding: bytes that are not UTF-8";
    }
    if (problem === undefined && fields === columns) {
      this.records++;
      this.#output.copy(record);
      this.#output.endRecord();
      return;
    }
    text = new TextDecoder().decode(record.subarray(0, 4000));
    if (problem === undefined && text.trim() === "" && fields <= 1) return;
    this.records++;
    this.problems.push({
      row: this.records,
      problem: problem ??
        `malformed_line: expected ${columns} fields, found ${fields}`,
      text: excerpt(text),
    });
    this.#output.record(new Array(columns).fill(null));
  }
}

function closingQuote(data: Uint8Array, opening: number): number {
  let close = data.indexOf(quoteByte, opening + 1);
  while (close !== -1 && data[close + 1] === quoteByte) {
    close = data.indexOf(quoteByte, close + 2);
  }
  return close;
}

/** Where the line ends that a position lies in; before the CR of a CRLF. */
function lineEnd(data: Uint8Array, from: number, end: number): number {
  const stop = data.indexOf(end, from);
  if (stop === -1) return data.length;
  return end === lf && data[stop - 1] === cr ? stop - 1 : stop;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
