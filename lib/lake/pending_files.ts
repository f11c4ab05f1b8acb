import { basename, dirname, join } from "node:path";
import { explainFileError } from "./file_error.ts";
import { ensureFolderOf, exists, type Lake, layers, missingFolders } from "./lake.ts";

/** Begins the name of every temporary file of a lake. */
export const temporaryPrefix = ".pending-";

/**
 * Files that are being written and do not exist yet for anybody else.
 *
 * Each is written under a temporary name in its own folder. {@linkcode PendingFiles.commit} flushes
 * all of them and renames them into place one right after the other; until then the lake is as it
 * was, and {@linkcode PendingFiles.discard} leaves no trace.
 */
export class PendingFiles {
  readonly #lake: Lake;
  readonly #temporary = new Map<string, string>();
  /** Innermost first. */
  readonly #madeFolders: string[] = [];
  /** Files on their way to the disk, by temporary path. */
  readonly #flushing = new Map<string, Promise<void>>();

  constructor(lake: Lake) {
    this.#lake = lake;
  }

  /** Paths inside the lake of the files that wait to be committed. */
  get paths(): string[] {
    return [...this.#temporary.keys()];
  }

  /**
   * Where to write a file of the lake: its temporary path, whose folder exists.
   *
   * @param relative path inside the lake
   */
  async reserve(relative: string): Promise<string> {
    const known = this.#temporary.get(relative);
    if (known !== undefined) return known;
    const path = this.#lake.path(relative);
    const temporary = join(
      dirname(path),
      `${temporaryPrefix}${basename(path)}`,
    );
    try {
      this.#madeFolders.unshift(...await missingFolders(dirname(path)));
      await ensureFolderOf(temporary);
    } catch (error) {
      throw explainFileError(error, `Cannot write "${path}"`);
    }
    this.#temporary.set(relative, temporary);
    return temporary;
  }

  /** Writes a whole file at once. */
  async write(relative: string, content: string | Uint8Array): Promise<void> {
    const temporary = await this.reserve(relative);
    try {
      if (typeof content === "string") {
        await Deno.writeTextFile(temporary, content);
      } else await Deno.writeFile(temporary, content);
    } catch (error) {
      throw explainFileError(
        error,
        `Cannot write "${this.#lake.path(relative)}"`,
      );
    }
  }

  /** Where to read a file of the lake: what is pending, otherwise what is there. */
  readable(relative: string): string {
    return this.#temporary.get(relative) ?? this.#lake.path(relative);
  }

  /** Begins to bring the files to the disk, while other work goes on: they must not change any more. */
  beginFlush(): void {
    for (const temporary of this.#temporary.values()) {
      if (this.#flushing.has(temporary)) continue;
      const flushed = flush(temporary);
      flushed.catch(() => {}); // whoever commits hears of it
      this.#flushing.set(temporary, flushed);
    }
  }

  /** Makes all pending files visible, each complete. */
  async commit(): Promise<void> {
    this.beginFlush();
    await Promise.all(this.#flushing.values());
    for (const [relative, temporary] of this.#temporary) {
      await Deno.rename(temporary, this.#lake.path(relative));
    }
    const folders = new Set([...this.#temporary.values()].map((temporary) => dirname(temporary)));
    await Promise.all([...folders].map(flush));
    this.#flushing.clear();
    this.#temporary.clear();
    this.#madeFolders.length = 0;
  }

  /** Takes everything back that is not committed: files, and the folders that were made for them. */
  async discard(): Promise<void> {
    await Promise.allSettled(this.#flushing.values());
    this.#flushing.clear();
    for (const temporary of this.#temporary.values()) {
      await Deno.remove(temporary).catch(() => {});
    }
    this.#temporary.clear();
    for (const folder of this.#madeFolders) {
      await Deno.remove(folder).catch(() => {}); // refused where somebody else has put a file
    }
    this.#madeFolders.length = 0;
  }
}

/**
 * Removes what killed runs have left behind. Only for the holder of the lake's lock.
 *
 * @returns how many temporary files there were
 */
export async function removeLeftovers(lake: Lake): Promise<number> {
  let count = 0;
  const visit = async (folder: string, goesDown: boolean): Promise<void> => {
    for await (const entry of Deno.readDir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory && goesDown) await visit(path, true);
      else if (entry.name.startsWith(temporaryPrefix)) {
        await Deno.remove(path);
        count++;
      }
    }
  };
  await visit(lake.root, false);
  for (const layer of layers) {
    if (await exists(lake.path(layer))) await visit(lake.path(layer), true);
  }
  return count;
}

/** Forces a file or a folder's entries to the disk, so that a rename survives a power cut. */
async function flush(path: string): Promise<void> {
  const file = await Deno.open(path, { read: true });
  try {
    await file.sync();
  } finally {
    file.close();
  }
}
