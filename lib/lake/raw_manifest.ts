import { PerduraError } from "perdura/core/mod.ts";
import type { Lake } from "./lake.ts";

/** A file as it was received. */
export interface RawFile {
  /** Path inside the lake. */
  readonly path: string;
  /** Its name where it came from. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** When the lake received it, in ISO 8601. */
  readonly received: string;
  /** Which table it is, where the input consists of several. */
  readonly table?: string | undefined;
}

/** What has to be said about files so that they can be read; the rest is told by their content. */
export interface Reading {
  /** Name of the source that understands them. */
  readonly source?: string | undefined;
  /** The sheet of a workbook, or the file in a zip. */
  readonly sheet?: string | undefined;
  /** What stands between the fields of a text file. */
  readonly delimiter?: string | undefined;
  /** Canonical column → the file's column. */
  readonly map?: Readonly<Record<string, string | number>> | undefined;
  readonly dateFormat?: string | undefined;
}

/** The data set of one kind of input: which raw files it is made of and how to read them. */
export interface RawDataset extends Reading {
  /** Where the files came from, as the user named it; "demo" for the simulated shop. */
  readonly origin: string;
  readonly files: readonly RawFile[];
  /** Customers of the simulated shop, where it is that. */
  readonly customers?: number | undefined;
  readonly licence?: string | undefined;
  /** Where the publisher offers them. */
  readonly address?: string | undefined;
}

/** The kinds of input: what was sold, the tables of a web shop, and whom campaigns have reached. */
export const inputNames = ["transactions", "shop", "campaign"] as const;

/** One of the {@linkcode inputNames}. */
export type InputName = typeof inputNames[number];

/** What a lake has received: at most one data set of each kind. */
export interface RawManifest extends Partial<Readonly<Record<InputName, RawDataset>>> {
  readonly version: 1;
}

/** Path of the raw manifest inside the lake. */
export const rawManifestPath = "raw/manifest.json";

/**
 * Reads what a lake has received; nothing, where there is no manifest.
 *
 * @param path the manifest, where it is not at its place in the lake
 */
export async function readRawManifest(
  lake: Lake,
  path: string = lake.path(rawManifestPath),
): Promise<RawManifest> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { version: 1 };
    if (error instanceof SyntaxError) {
      throw new PerduraError(
        `Cannot read "${path}": it is not valid JSON; restore it, or name the transactions again ` +
          "with --transactions after moving it away",
        { cause: error },
      );
    }
    throw error;
  }
}
