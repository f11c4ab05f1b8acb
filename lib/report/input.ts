import type pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { type Lake, readTable, sha256File } from "perdura/lake/mod.ts";
import { currentSink } from "./_sink.ts";

/**
 * Reads a table of the lake and records it as an input of the notebook.
 *
 * @param relative path inside the lake, for example `processed/clv.parquet`
 * @throws {InputError} where there is no such file
 */
export async function inputTable(lake: Lake, relative: string): Promise<pl.DataFrame> {
  await sizeOf(lake, relative);
  const frame = readTable(lake.path(relative));
  await inputFile(lake, relative, frame.height);
  return frame;
}

/**
 * Records a file of the lake as an input of the notebook.
 *
 * @param relative path inside the lake
 * @param rows how many rows it has, where it is a table
 * @returns the file's absolute path
 * @throws {InputError} where there is no such file
 */
export async function inputFile(lake: Lake, relative: string, rows?: number): Promise<string> {
  const bytes = await sizeOf(lake, relative);
  const path = lake.path(relative);
  currentSink().input({
    name: relative,
    path,
    ...(rows === undefined ? {} : { rows }),
    bytes,
    sha256: await sha256File(path),
  });
  return path;
}

async function sizeOf(lake: Lake, relative: string): Promise<number> {
  try {
    return (await Deno.stat(lake.path(relative))).size;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new InputError(
      `Cannot read "${relative}" of the lake "${lake.root}": there is no such file; run ` +
        '"deno task pipeline" first',
    );
  }
}
