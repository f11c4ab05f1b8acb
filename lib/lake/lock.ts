import { InputError } from "perdura/core/mod.ts";
import type { Clock } from "perdura/core/mod.ts";
import { explainFileError } from "./file_error.ts";
import { type Lake, missingFolders } from "./lake.ts";

const lockName = ".lock";

interface Holder {
  readonly pid: number;
  readonly since: string;
}

/**
 * Does work as the lake's one writer.
 *
 * The lock is held by the operating system for as long as the process lives, so a killed process
 * never leaves a lake locked; the file says who holds it and since when. Folders that this call made
 * and that hold nothing in the end are removed again.
 *
 * @throws {InputError} where another process is writing to the lake
 */
export async function withLock<T>(
  lake: Lake,
  clock: Clock,
  work: () => Promise<T>,
): Promise<T> {
  const made: string[] = [];
  try {
    using _lock = await acquire(lake, clock, made);
    try {
      return await work();
    } finally {
      await Deno.remove(lake.path(lockName));
    }
  } finally {
    for (const folder of made) await Deno.remove(folder).catch(() => {});
  }
}

/** @param made receives the folders that had to be made, innermost first */
async function acquire(lake: Lake, clock: Clock, made: string[]): Promise<Deno.FsFile> {
  const path = lake.path(lockName);
  let file: Deno.FsFile | undefined;
  let isHeld = false;
  try {
    made.push(...await missingFolders(lake.root));
    await Deno.mkdir(lake.root, { recursive: true });
    file = await Deno.open(path, { read: true, write: true, create: true });
    // A lock on a file that its last holder has just removed would lock nobody out.
    isHeld = await file.tryLock(true) && isStillThere(file, path);
    if (!isHeld) throw new InputError(busyMessage(lake, path, clock));
    await file.truncate();
    const holder: Holder = { pid: Deno.pid, since: clock.now().toISOString() };
    await file.write(new TextEncoder().encode(JSON.stringify(holder) + "\n"));
    return file;
  } catch (error) {
    file?.close();
    if (isHeld) await Deno.remove(path).catch(() => {});
    throw explainFileError(error, `Cannot open the lake "${lake.root}"`);
  }
}

function isStillThere(file: Deno.FsFile, path: string): boolean {
  try {
    return Deno.statSync(path).ino === file.statSync().ino;
  } catch {
    return false;
  }
}

function busyMessage(lake: Lake, path: string, clock: Clock): string {
  const doing = `Cannot write to the lake "${lake.root}"`;
  try {
    const holder: Holder = JSON.parse(Deno.readTextFileSync(path));
    const minutes = (clock.now().getTime() - Date.parse(holder.since)) / 60_000;
    return `${doing}: process ${holder.pid} has been writing to it for ${minutes.toFixed(0)} ` +
      "minutes; wait for it, or end it, and run again";
  } catch {
    return `${doing}: another process is writing to it; wait for it and run again`;
  }
}
