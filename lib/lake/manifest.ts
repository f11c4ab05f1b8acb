import { sha256File } from "./sha256.ts";
import type { Lake } from "./lake.ts";
import type { PendingFiles } from "./pending_files.ts";

/** Rows and columns of a table. */
export interface TableInfo {
  readonly rows: number;
  /** Types of the columns by name, as Polars names them. */
  readonly schema: Readonly<Record<string, string>>;
}

/** One file of the lake as a stage has left it. */
export interface FileRecord extends Partial<TableInfo> {
  readonly bytes: number;
  readonly sha256: string;
}

/** What a stage was given and what it made. */
export interface StageRecord {
  /** sha256 over everything that the result depends on. */
  readonly key: string;
  /** The settings that the stage used. */
  readonly parameters: unknown;
  /** sha256 of the files that the stage read, by path inside the lake. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The files that the stage made, by path inside the lake. */
  readonly outputs: Readonly<Record<string, FileRecord>>;
  /** What the stage has to say about its result, for summaries and reports. */
  readonly facts: unknown;
}

/** What the stages of a lake have made: only files named here are complete and belong together. */
export interface LakeManifest {
  readonly version: 1;
  readonly stages: Readonly<Record<string, StageRecord>>;
}

const manifestName = "manifest.json";

/** The lake's manifest; an empty one where none is there or it cannot be understood. */
export async function readManifest(lake: Lake): Promise<LakeManifest> {
  try {
    const manifest = JSON.parse(
      await Deno.readTextFile(lake.path(manifestName)),
    );
    if (manifest.version === 1) return manifest;
  } catch (error) {
    const isExpected = error instanceof Deno.errors.NotFound ||
      error instanceof SyntaxError;
    if (!isExpected) throw error;
  }
  return { version: 1, stages: {} };
}

/** Writes the manifest among files that are pending. */
export async function writeManifest(
  files: PendingFiles,
  manifest: LakeManifest,
): Promise<void> {
  await files.write(manifestName, JSON.stringify(manifest, null, 2) + "\n");
}

/** Bytes and sha256 of a file as it is on the disk now. */
export async function recordFile(
  path: string,
  table?: TableInfo,
): Promise<FileRecord> {
  const { size } = await Deno.stat(path);
  return { bytes: size, sha256: await sha256File(path), ...table };
}

/** Whether the files of a stage are still those that its record names. */
export async function isIntact(
  lake: Lake,
  record: StageRecord,
): Promise<boolean> {
  for (const [relative, expected] of Object.entries(record.outputs)) {
    try {
      const path = lake.path(relative);
      const { size } = await Deno.stat(path);
      if (
        size !== expected.bytes || await sha256File(path) !== expected.sha256
      ) return false;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }
  return true;
}
