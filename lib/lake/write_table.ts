import { Buffer } from "node:buffer";
import {
  Compression,
  ParquetFile,
  Table,
  writeParquet,
  WriterPropertiesBuilder,
} from "parquet-wasm";
import pl from "nodejs-polars";
import { explainFileError } from "./file_error.ts";
import type { TableInfo } from "./manifest.ts";

/** What a table of the lake is, kept in the key-value metadata of its file. */
export interface TableMetadata {
  /** One sentence: what a row is. */
  readonly description: string;
  /** Version of the set of columns, raised when one is renamed or changes its meaning. */
  readonly schemaVersion: number;
  /** Units of the columns that have one, for example `{ T: "weeks", clv: "GBP" }`. */
  readonly units: Readonly<Record<string, string>>;
  /** What the table was made of and with: sha256 of inputs, parameters, versions. */
  readonly lineage: unknown;
}

const metadataKey = "perdura";

/** `"parquet-wasm"` maps are hash maps, whose order is not promised: everything sits in one key. */
function encode(metadata: TableMetadata): Map<string, string> {
  return new Map([[metadataKey, JSON.stringify(metadata)]]);
}

/**
 * Writes a model-ready table: Snappy Parquet in one row group, with its metadata in the file.
 *
 * Equal rows and metadata give equal bytes, whatever the number of threads that computed them.
 *
 * @param path where to write; nobody else sees the file until the caller renames it
 * @param sortBy columns that together identify a row
 * @throws {InputError} where the disk refuses
 */
export function writeTable(
  path: string,
  frame: pl.DataFrame,
  sortBy: readonly string[],
  metadata: TableMetadata,
): TableInfo {
  const sorted = inOneChunk(frame, sortBy);
  const stream = sorted.writeIPCStream({
    compression: "uncompressed",
  }) as Buffer;
  let properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setKeyValueMetadata(encode(metadata))
    .setCreatedBy("perdura")
    .setMaxRowGroupSize(Math.max(1, sorted.height));
  // Measurements hardly repeat: a dictionary of them takes time and room.
  sorted.dtypes.forEach((type, i) => {
    if (!type.equals(pl.Float64)) return;
    properties = properties.setColumnDictionaryEnabled(sorted.columns[i]!, false);
  });
  const bytes = writeParquet(Table.fromIPCStream(stream), properties.build());
  try {
    Deno.writeFileSync(path, bytes);
  } catch (error) {
    throw explainFileError(error, `Cannot write "${path}"`);
  }
  return describe(sorted);
}

/**
 * Writes a staging table: Snappy Parquet with a row for every line of the source.
 *
 * Polars writes these itself: a million lines in 0.3 s, where {@linkcode writeTable} took 3.5 s on
 * the same machine. What there is to say about the table stands in the lake's manifest.
 *
 * @throws {InputError} where the disk refuses
 */
export function writeStagingTable(
  path: string,
  frame: pl.DataFrame,
  sortBy: readonly string[],
): TableInfo {
  const sorted = inOneChunk(frame, sortBy);
  try {
    sorted.writeParquet(path, { compression: "snappy" });
  } catch (error) {
    throw explainFileError(error, `Cannot write "${path}"`);
  }
  return describe(sorted);
}

/** Reads a table of the lake. */
export function readTable(path: string): pl.DataFrame {
  Deno.statSync(path); // Polars would name neither the file nor the reason
  return pl.readParquet(path);
}

/**
 * Reads the metadata that {@linkcode writeTable} has put into a file.
 *
 * @returns undefined for a Parquet file of other origin
 */
export async function readTableMetadata(
  path: string,
): Promise<TableMetadata | undefined> {
  const file = await ParquetFile.fromFile(
    new Blob([await Deno.readFile(path)]),
  );
  const value: unknown = file.metadata().fileMetadata().keyValueMetadata().get(
    metadataKey,
  );
  return typeof value === "string" ? JSON.parse(value) : undefined;
}

/** The bytes of a Parquet file follow the chunks of the frame, and these the number of threads. */
function inOneChunk(
  frame: pl.DataFrame,
  sortBy: readonly string[],
): pl.DataFrame {
  const sorted = sortBy.length > 0 ? frame.sort(sortBy.map((name) => pl.col(name))) : frame;
  return sorted.rechunk();
}

function describe(frame: pl.DataFrame): TableInfo {
  const schema: Record<string, string> = {};
  for (const [name, type] of Object.entries(frame.schema)) {
    schema[name] = String(type).replace(/^DataType\((.*)\)$/, "$1").replace(
      ",)",
      ")",
    );
  }
  return { rows: frame.height, schema };
}
