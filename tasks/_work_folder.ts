import { dirname, join } from "node:path";
import { sha256Text } from "perdura/lake/sha256.ts";
import { projectRoot } from "perdura/report/project_root.ts";

/**
 * A folder for temporary files that is the same each time, so that Deno knows the modules in it
 * again and does not type-check twice what has not changed.
 *
 * It lies in the system's folder for temporary files and is of this user alone; where somebody else
 * has put one in its place, another is made.
 */
export async function workFolder(): Promise<string> {
  const fresh = await Deno.makeTempDir({ prefix: "perdura-" });
  const steady = join(dirname(fresh), `perdura-work-${sha256Text(projectRoot).slice(0, 12)}`);
  try {
    await Deno.mkdir(steady, { recursive: true, mode: 0o700 });
    const { isDirectory, mode } = await Deno.lstat(steady);
    if (!isDirectory || ((mode ?? 0) & 0o077) !== 0) return fresh;
    await Deno.writeTextFile(join(steady, ".used"), "");
  } catch {
    return fresh;
  }
  await Deno.remove(fresh);
  return steady;
}
