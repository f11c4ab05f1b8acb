import { resolve } from "node:path";
import type pl from "nodejs-polars";
import { MissingDataError } from "perdura/core/mod.ts";
import { exists, type Lake, lakeAt, readTable, sha256File } from "perdura/lake/mod.ts";
import { projectRoot } from "./project_root.ts";
import { currentSink } from "./_sink.ts";

/**
 * The lake that a notebook reads.
 *
 * @param folder absolute, or relative to the project's root wherever the kernel was started
 */
export function projectLake(folder: string): Lake {
  return lakeAt(resolve(projectRoot, folder));
}

/**
 * Reads a table of the lake and records it as an input of the notebook.
 *
 * @param relative path inside the lake, for example `processed/clv.parquet`
 * @throws {MissingDataError} where there is no such file
 */
export async function inputTable(lake: Lake, relative: string): Promise<pl.DataFrame> {
  await checkExists(lake, relative);
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
 * @throws {MissingDataError} where there is no such file
 */
export async function inputFile(lake: Lake, relative: string, rows?: number): Promise<string> {
  await checkExists(lake, relative);
  const path = lake.path(relative);
  currentSink().input({
    name: relative,
    ...(rows === undefined ? {} : { rows }),
    bytes: (await Deno.stat(path)).size,
    sha256: await sha256File(path),
  });
  return path;
}

/**
 * Whether the lake has a file; where it has not, that is recorded, and the notebook runs again once
 * the file is there.
 *
 * @param relative path inside the lake
 */
export async function hasInput(lake: Lake, relative: string): Promise<boolean> {
  const isThere = await exists(lake.path(relative));
  if (!isThere) currentSink().input({ name: relative, isMissing: true });
  return isThere;
}

async function checkExists(lake: Lake, relative: string): Promise<void> {
  if (await exists(lake.path(relative))) return;
  throw new MissingDataError(
    `Cannot read "${relative}" of the lake "${lake.root}": there is no such file; run ` +
      '"deno task pipeline" first',
  );
}
