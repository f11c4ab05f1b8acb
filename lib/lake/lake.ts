import { dirname, join, resolve } from "node:path";

/** The layers of a lake, in the order in which data passes through them. */
export const layers = [
  "raw",
  "stage",
  "processed",
  "models",
  "outputs",
  "reports",
  "runs",
] as const;

/** One of the {@linkcode layers}. */
export type Layer = typeof layers[number];

/** A folder with one data set of each input and everything that is made of them. */
export interface Lake {
  /** Absolute path of the folder. */
  readonly root: string;
  /**
   * The absolute path of a file of the lake.
   *
   * @param relative path inside the lake, with `/`, for example `processed/rfm.parquet`
   */
  path(relative: string): string;
}

/**
 * The lake in a folder, which need not exist yet. Nothing is read or written.
 *
 * @example
 * ```ts
 * import { lakeAt } from "perdura/lake/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(lakeAt("/srv/shop").path("stage/quality.json"), "/srv/shop/stage/quality.json");
 * ```
 */
export function lakeAt(folder: string): Lake {
  const root = resolve(folder);
  return { root, path: (relative) => join(root, relative) };
}

/** Makes the folder of a file, and those above it, where they are missing. */
export async function ensureFolderOf(path: string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
}

/** The folders that would have to be made for a folder to exist, itself included, innermost first. */
export async function missingFolders(folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (let path = folder; !await exists(path); path = dirname(path)) missing.push(path);
  return missing;
}

/** Whether there is a file or folder at a path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
