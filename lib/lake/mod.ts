/**
 * The lake: a folder in layers (raw, stage, processed, models, outputs, reports, runs) that holds
 * one data set of each input and everything that is made of them.
 *
 * Readers turn files of any format into tables of text (`read/`). Writers put a file in its place
 * only when it is complete, and the manifest names the files that belong together. One process
 * writes at a time.
 *
 * @module
 */
// The folder
export { exists, type Lake, lakeAt, type Layer, layers } from "./lake.ts";
export { withLock } from "./lock.ts";
export { type Choices, parseChoices, readChoices, type Settings, settle } from "./settings.ts";

// Files that are received and read
export {
  listSourceFiles,
  readTextTable,
  type SourceFile,
  type TextTableInfo,
  type TextTableOptions,
} from "./read/mod.ts";
export {
  type InputName,
  inputNames,
  type RawDataset,
  type RawFile,
  type RawManifest,
  rawManifestPath,
  type Reading,
  readRawManifest,
} from "./raw_manifest.ts";

// A first look at a table
export { type ColumnProfile, profileColumns } from "./profile_columns.ts";
export { type NumberProfile, profileNumbers } from "./profile_numbers.ts";

// Files that are made
export { PendingFiles, removeLeftovers, temporaryPrefix } from "./pending_files.ts";
export {
  readTable,
  readTableMetadata,
  type TableMetadata,
  writeStagingTable,
  writeTable,
} from "./write_table.ts";
export {
  type FileRecord,
  isIntact,
  type LakeManifest,
  readManifest,
  recordFile,
  type StageRecord,
  type TableInfo,
  writeManifest,
} from "./manifest.ts";
export { explainFileError } from "./file_error.ts";
export { releaseMemory } from "./memory.ts";
export { sha256File, sha256Text } from "./sha256.ts";
