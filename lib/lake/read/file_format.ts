import { InputError } from "perdura/core/mod.ts";
import { markedEncoding } from "./encoding.ts";

/** What a file is, whatever it is called. */
export type FileFormat = "text" | "gzip" | "zip" | "parquet";

const signatures: readonly [
  bytes: string,
  format: FileFormat | undefined,
  what: string,
][] = [
  ["\x1f\x8b", "gzip", "a gzip file"],
  ["PK\x03\x04", "zip", "a workbook or zip file"],
  ["PK\x05\x06", "zip", "an empty zip file"],
  ["PAR1", "parquet", "a Parquet file"],
  [
    "\xd0\xcf\x11\xe0",
    undefined,
    "an old or protected Excel file; save it as .xlsx",
  ],
  ["%PDF", undefined, "a PDF; export the table as CSV or XLSX"],
  ["BZh", undefined, "a bzip2 file; unpack it first"],
  ["\xfd7zXZ", undefined, "an xz file; unpack it first"],
  ["\x28\xb5\x2f\xfd", undefined, "a zstd file; unpack it first"],
  ["7z\xbc\xaf", undefined, "a 7-Zip file; unpack it first"],
];

/** What a file's name promises. */
const promises: readonly [
  name: RegExp,
  formats: readonly FileFormat[],
  what: string,
][] = [
  [/\.(xlsx|xlsm)$/i, ["zip"], "a workbook"],
  [/\.(parquet|pq)$/i, ["parquet"], "a Parquet file"],
  [/\.zip$/i, ["zip"], "a zip file"],
  [/\.gz$/i, ["gzip"], "a gzip file"],
  [/\.(csv|tsv|txt)$/i, ["text", "gzip"], "a text file"],
];

/**
 * Tells what a file is by its first bytes, and makes sure that its name does not say otherwise.
 *
 * @param head the first kilobytes
 * @param name as people know it
 * @param promised the name that says what it is, where that is another one
 * @throws {InputError} where the file is empty, of a kind that cannot be read, or misnamed
 */
export function fileFormat(
  head: Uint8Array,
  name: string,
  promised: string = name,
): FileFormat {
  if (head.length === 0) {
    throw new InputError(
      `Cannot read "${name}": it is empty; check that it was exported completely`,
    );
  }
  const begin = String.fromCharCode(...head.subarray(0, 8));
  const known = signatures.find(([bytes]) => begin.startsWith(bytes));
  if (known !== undefined && known[1] === undefined) {
    throw new InputError(`Cannot read "${name}": it is ${known[2]}`);
  }
  if (known === undefined && isBinary(head)) {
    throw new InputError(
      `Cannot read "${name}": it is neither text nor a workbook nor Parquet; ` +
        "export the table as CSV or XLSX",
    );
  }
  const format = known?.[1] ?? "text";
  const promise = promises.find(([pattern]) => pattern.test(promised));
  if (promise !== undefined && !promise[1].includes(format)) {
    throw new InputError(
      `Cannot read "${name}": it is called like ${promise[2]} but is ` +
        `${known?.[2] ?? "a text file"}; rename it, or export it again`,
    );
  }
  return format;
}

/** Whether the bytes are no text: more than a stray one is NUL or another control character. */
function isBinary(head: Uint8Array): boolean {
  const encoding = markedEncoding(head);
  if (encoding === "utf-16le" || encoding === "utf-16be") return false;
  const control = head.filter((byte) => byte < 0x20 && (byte < 0x09 || byte > 0x0d)).length;
  return control > head.length / 100;
}
