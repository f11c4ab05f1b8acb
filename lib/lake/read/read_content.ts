import { basename } from "node:path";
import { InputError, type Progress } from "perdura/core/mod.ts";
import { explainFileError } from "../file_error.ts";
import { type Archive, type ArchiveMember, openArchive } from "./archive.ts";
import { type ByteSource, fileBytes, gunzipped, readHead } from "./byte_source.ts";
import { type CsvOptions, readCsv } from "./csv.ts";
import type { Encoding } from "./encoding.ts";
import { fileFormat } from "./file_format.ts";
import { readParquet } from "./parquet.ts";
import type { TextPart } from "./text_part.ts";
import { findWorkbook } from "./workbook.ts";
import { readXlsx, type XlsxOptions } from "./xlsx.ts";

/** What is known about the content of a file beforehand, and what reading it needs. */
export interface ContentOptions extends CsvOptions, XlsxOptions {
  readonly progress: Progress;
  /** Gives paths of files that the result reads. */
  temporary(): string;
}

/** What a file turned out to hold. */
export interface Content {
  readonly format: "csv" | "xlsx" | "parquet";
  readonly parts: readonly TextPart[];
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly cellErrors?: number;
}

const tableMember = /\.(csv|tsv|xlsx|xlsm|parquet|pq)(\.gz)?$/i, textMember = /\.txt(\.gz)?$/i;

/**
 * Reads a file, whatever it is.
 *
 * @param path of the file
 * @param name as people know it
 * @param part its name, where it is one of several members of an archive
 * @param isMember whether it comes out of an archive; there are no archives in archives
 * @throws {InputError} where it cannot be read
 */
export async function readContent(
  path: string,
  name: string,
  part: string | null,
  options: ContentOptions,
  isMember: boolean = false,
): Promise<Content> {
  const file = fileBytes(path, name, options.progress);
  switch (fileFormat(await readHead(file), name)) {
    case "text":
      return await readText(file, part, options);
    case "gzip":
      return await readGzip(file, (await Deno.stat(path)).size, part, options);
    case "parquet":
      return { format: "parquet", parts: [await readParquet(path, name, part)] };
    case "zip": {
      await using archive = await openArchive(path, name, options.progress);
      const workbook = await findWorkbook(archive);
      if (workbook !== undefined) {
        const found = await readXlsx(archive, workbook, name, options.temporary, options);
        const parts = found.parts.map((sheet) =>
          part === null ? sheet : { ...sheet, name: `${part}/${sheet.name}` }
        );
        return { format: "xlsx", cellErrors: found.cellErrors, parts };
      }
      if (/\.xls[xm]$/i.test(name) || isMember) {
        throw new InputError(`Cannot read "${name}": it is a zip file but no workbook`);
      }
      return await readMembers(archive, name, options);
    }
  }
}

async function readText(
  source: ByteSource,
  part: string | null,
  options: ContentOptions,
): Promise<Content> {
  const table = await readCsv(source, part, options.temporary(), options);
  return { format: "csv", parts: [table], encoding: table.encoding, delimiter: table.delimiter };
}

async function readGzip(
  packed: ByteSource,
  size: number,
  part: string | null,
  options: ContentOptions,
): Promise<Content> {
  const text = gunzipped(packed, size);
  if (fileFormat(await readHead(text), text.name, "") !== "text") {
    throw new InputError(`Cannot read "${text.name}": what it holds is not text; unpack it first`);
  }
  return await readText(text, part, options);
}

/** Reads the tables in an archive, in the order of their names. */
async function readMembers(
  archive: Archive,
  name: string,
  options: ContentOptions,
): Promise<Content> {
  const readable = findTables(archive.members, name);
  const chosen = readable.find(({ path }) => path === options.sheet);
  if (chosen !== undefined) {
    const { sheet: _, ...others } = options; // it has named the member, not a sheet within
    return await readMember(chosen, null, others);
  }
  const contents: Content[] = [];
  for (const member of readable) {
    contents.push(await readMember(member, readable.length > 1 ? member.path : null, options));
  }
  return { ...contents[0]!, parts: contents.flatMap(({ parts }) => parts) };
}

async function readMember(
  member: ArchiveMember,
  part: string | null,
  options: ContentOptions,
): Promise<Content> {
  const format = fileFormat(await readHead(member), member.name);
  if (format === "text") return await readText(member, part, options);
  if (format === "gzip") return await readGzip(member, member.size, part, options);
  const unpacked = options.temporary(); // workbooks and Parquet are read from several places at once
  try {
    await Deno.writeFile(unpacked, ReadableStream.from(member.open()));
  } catch (error) {
    throw explainFileError(error, `Cannot unpack "${member.name}"`);
  }
  return await readContent(unpacked, member.name, part, options, true);
}

function findTables(members: readonly ArchiveMember[], name: string): ArchiveMember[] {
  const visible = members.filter(({ path }) =>
    !path.startsWith("__MACOSX/") && !basename(path).startsWith(".")
  );
  const tables = visible.filter(({ path }) => tableMember.test(path));
  const readable = tables.length > 0 ? tables : visible.filter(({ path }) => textMember.test(path)); // otherwise these explain the tables
  if (readable.length === 0) {
    throw new InputError(
      `Cannot read "${name}": there is no CSV, XLSX or Parquet file in it, only ` +
        (visible.map(({ path }) => `"${path}"`).join(", ") || "nothing"),
    );
  }
  return readable.sort((a, b) => a.path < b.path ? -1 : 1);
}
