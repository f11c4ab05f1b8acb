import { basename, dirname, join } from "node:path";
import { InputError, similarName } from "perdura/core/mod.ts";
import { explainFileError } from "../file_error.ts";

/** A file to read. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/**
 * The files of a source: the file itself, or those of a folder (monthly drops) sorted by name.
 *
 * In a folder, hidden files, the lock files of Excel, `manifest.json` and folders are left out.
 *
 * @throws {InputError} where there is nothing to read
 */
export async function listSourceFiles(path: string): Promise<SourceFile[]> {
  const info = await statSource(path);
  if (!info.isDirectory) {
    return [{ path, name: basename(path), bytes: info.size }];
  }
  const files: SourceFile[] = [];
  try {
    for await (const { name } of Deno.readDir(path)) {
      if (
        name.startsWith(".") || name.startsWith("~$") ||
        name === "manifest.json"
      ) continue;
      const file = await Deno.stat(join(path, name));
      if (file.isFile) {
        files.push({ path: join(path, name), name, bytes: file.size });
      }
    }
  } catch (error) {
    throw explainFileError(error, `Cannot read the folder "${path}"`);
  }
  if (files.length === 0) {
    throw new InputError(
      `Cannot read the folder "${path}": there are no files in it; add some`,
    );
  }
  return files.sort((a, b) => a.name < b.name ? -1 : 1);
}

/**
 * What is at a path.
 *
 * @throws {InputError} where there is nothing; the message names a file that is called similarly
 */
export async function statSource(path: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) {
      throw explainFileError(error, `Cannot read "${path}"`);
    }
    throw new InputError(
      `Cannot read "${path}": there is no such file; ${await advice(path)}`,
      {
        cause: error,
      },
    );
  }
}

async function advice(path: string): Promise<string> {
  const folder = dirname(path);
  try {
    const names = await Array.fromAsync(
      Deno.readDir(folder),
      ({ name }) => name,
    );
    const similar = similarName(basename(path), names.sort());
    if (similar !== undefined) {
      return `did you mean "${join(folder, similar)}"?`;
    }
    return "check the path";
  } catch {
    return `there is no folder "${folder}" either`;
  }
}
