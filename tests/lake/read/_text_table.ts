import { assertEquals } from "@std/assert";
import { join } from "node:path";
import pl from "nodejs-polars";
import { readTextTable, type TextTableInfo, type TextTableOptions } from "perdura/lake/read/mod.ts";

/** A text table with its records. */
export interface ReadTable extends TextTableInfo {
  readonly records: Record<string, unknown>[];
}

/** Does something in a folder that is gone afterwards. */
export async function inFolder<T>(
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "perdura-" });
  try {
    return await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Reads a file that has this content and makes sure that nothing but the table is left behind. */
export function readContent(
  content: string | Uint8Array,
  options: TextTableOptions & { name?: string } = {},
): Promise<ReadTable> {
  return inFolder(async (folder) => {
    const name = options.name ?? "table.csv";
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.mkdir(join(folder, "in"));
    await Deno.writeFile(join(folder, "in", name), bytes);
    let table: ReadTable;
    try {
      table = await readFile(join(folder, "in", name), folder, options);
    } catch (error) {
      assertOnly(folder, ["in"]);
      throw error;
    }
    assertOnly(folder, ["in", "table.parquet"]);
    return table;
  });
}

function assertOnly(folder: string, expected: string[]): void {
  assertEquals([...Deno.readDirSync(folder)].map((entry) => entry.name).sort(), expected);
}

/** Reads a file by its path. */
export async function readFile(
  path: string,
  folder: string,
  options: TextTableOptions = {},
): Promise<ReadTable> {
  const output = join(folder, "table.parquet");
  const info = await readTextTable(path, output, options);
  const frame = pl.scanParquet(output).collectSync();
  return { ...info, records: frame.toRecords() };
}

/** The values of the file's own columns, record by record. */
export function values(table: ReadTable): unknown[][] {
  return table.records.map((record) => table.columns.map((name) => record[name]));
}

/** The position, reason and text of the records that could not be read. */
export function problems(
  table: ReadTable,
): [row: unknown, problem: unknown, text: unknown][] {
  return table.records.filter((record) => record.source_problem !== null)
    .map((
      record,
    ) => [record.source_row, record.source_problem, record.source_text]);
}
