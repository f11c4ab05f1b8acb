import { InputError } from "perdura/core/mod.ts";
import type { Clock } from "perdura/core/mod.ts";
import { explainFileError } from "./file_error.ts";
import { exists } from "./pending_files.ts";
import type { Lake } from "./lake.ts";

const lockName = ".lock";

interface Holder {
  readonly pid: number;
  readonly since: string;
}

/**
 * Does work as the lake's one writer.
 *
 * The lock is held by the operating system for as long as the process lives, so a killed process
 * never leaves a lake locked; the file says who holds it and since when. A lake folder that this
 * call made and that holds nothing in the end is removed again.
 *
 * @throws {InputError} where another process is writing to the lake
 */
export async function withLock<T>(
  lake: Lake,
  clock: Clock,
  work: () => Promise<T>,
): Promise<T> {
  const isNew = !await exists(lake.root);
  const path = lake.path(lockName);
  let file: Deno.FsFile;
  try {
    await Deno.mkdir(lake.root, { recursive: true });
    file = await Deno.open(path, { read: true, write: true, create: true });
  } catch (error) {
    throw explainFileError(error, `Cannot open the lake "${lake.root}"`);
  }
  try {
    // A lock on a file that its last holder has just removed would lock nobody out.
    if (!await file.tryLock(true) || !isStillThere(file, path)) {
      throw new InputError(busyMessage(lake, path, clock));
    }
    await file.truncate();
    const holder: Holder = { pid: Deno.pid, since: clock.now().toISOString() };
    await file.write(new TextEncoder().encode(JSON.stringify(holder) + "\n"));
    try {
      return await work();
    } finally {
      await Deno.remove(path);
    }
  } finally {
    file.close();
    if (isNew) await Deno.remove(lake.root).catch(() => {});
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
