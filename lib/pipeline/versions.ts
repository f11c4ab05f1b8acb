import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256Text } from "perdura/lake/mod.ts";
import config from "../../deno.json" with { type: "json" };

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The versions that a result depends on. */
export interface Versions {
  readonly perdura: string;
  readonly deno: string;
  /** Packages whose results go into tables. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The versions in use. */
export function versions(): Versions {
  const packages: Record<string, string> = {};
  for (const [name, specifier] of Object.entries(config.imports)) {
    const version = /^npm:.*@(\d[^@]*)$/.exec(specifier)?.[1];
    if (version !== undefined) packages[name] = version;
  }
  return { perdura: config.version, deno: Deno.version.deno, packages };
}

/**
 * A fingerprint of the library's own code: results of an older code are not taken for those of the
 * present one.
 */
export async function codeFingerprint(): Promise<string> {
  const parts: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries: Deno.DirEntry[] = [];
    for await (const entry of Deno.readDir(folder)) entries.push(entry);
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory && entry.name !== "jsr") await visit(path);
      else if (/\.(ts|json|sql)$/.test(entry.name)) {
        parts.push(path.slice(root.length), await Deno.readTextFile(path));
      }
    }
  };
  await visit(join(root, "lib"));
  return sha256Text(parts.join("\0"));
}

/** The commit that is checked out; undefined outside a git repository. Git itself is not asked. */
export async function commit(): Promise<string | undefined> {
  const git = join(root, ".git");
  try {
    const head = (await Deno.readTextFile(join(git, "HEAD"))).trim();
    const ref = /^ref: (.+)$/.exec(head)?.[1];
    if (ref === undefined) return head;
    const loose = await Deno.readTextFile(join(git, ref)).catch(() => undefined);
    if (loose !== undefined) return loose.trim();
    const packed = await Deno.readTextFile(join(git, "packed-refs"));
    return packed.split("\n").find((line) => line.endsWith(` ${ref}`))?.split(
      " ",
    )[0];
  } catch {
    return undefined;
  }
}
