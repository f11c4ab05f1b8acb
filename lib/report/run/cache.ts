import { join } from "node:path";
import { exists, type Lake, sha256File, sha256Text } from "perdura/lake/mod.ts";
import type { ParameterValue } from "../output.ts";
import { type ExecutedNotebook, fromIpynb } from "./executed.ts";
import type { Notebook } from "./notebook.ts";
import { projectRoot } from "../project_root.ts";
import type { Circumstances } from "./run_card.ts";

/** Where a report's executed notebook is, inside the lake. */
export function executedPath(name: string): string {
  return `reports/${name}.ipynb`;
}

/**
 * Fingerprint of everything that a notebook's outputs depend on, besides its inputs: its cells, the
 * parameters, the library's code and the packages.
 */
export async function runKey(
  notebook: Notebook,
  overrides: Readonly<Record<string, ParameterValue>>,
  { code, versions }: Circumstances,
): Promise<string> {
  const lock = await Deno.readTextFile(join(projectRoot, "deno.lock"));
  return sha256Text(
    JSON.stringify([notebook.cells, Object.entries(overrides).toSorted(), code, versions, lock]),
  );
}

/** The executed notebook that a lake has; undefined where there is none that can be read. */
export async function readExecuted(
  lake: Lake,
  name: string,
): Promise<ExecutedNotebook | undefined> {
  try {
    return fromIpynb(await Deno.readTextFile(lake.path(executedPath(name))), name);
  } catch {
    return undefined;
  }
}

/** Whether a run again would give the same: same fingerprint, and the same inputs in the lake. */
export async function isCurrent(
  lake: Lake,
  executed: ExecutedNotebook,
  key: string,
): Promise<boolean> {
  if (executed.key !== key) return false;
  for (const input of executed.card.inputs) {
    const path = lake.path(input.name);
    const isThere = await exists(path);
    if ("isMissing" in input) {
      if (isThere) return false;
    } else if (!isThere || await sha256File(path) !== input.sha256) return false;
  }
  return true;
}
