import { InputError } from "perdura/core/mod.ts";
import type { Stage } from "./stage.ts";

/** Which stages to run, beyond those whose inputs, settings or code have changed. */
export interface Selection {
  /** Run this stage and all after it anew; take the results of those before it as they are. */
  readonly from?: string;
  /** Leave the stages after this one as they are. */
  readonly until?: string;
  /** Run these stages anew and no other. */
  readonly only?: readonly string[];
  /** Run every stage anew. */
  readonly force?: boolean;
}

/**
 * What to do with a stage: `run` it in any case, `check` whether it is up to date, or `keep` its
 * results without a look.
 */
export type Wish = "run" | "check" | "keep";

/**
 * What a selection wants of each stage.
 *
 * @param stages all stages, in their order
 * @throws {InputError} where the selection names a stage that does not exist
 */
export function wishes(
  stages: readonly Stage[],
  selection: Selection,
): Map<string, Wish> {
  const names = stages.map((stage) => stage.name);
  const { from, until, only, force } = selection;
  for (const name of [from, until, ...(only ?? [])]) {
    if (name !== undefined && !names.includes(name)) {
      throw new InputError(
        `Cannot select the stage "${name}": there is none of that name; the stages are ` +
          names.join(", "),
      );
    }
  }
  const first = from === undefined ? 0 : names.indexOf(from);
  const last = until === undefined ? names.length : names.indexOf(until);
  return new Map(names.map((name, index) => {
    if (only !== undefined) return [name, only.includes(name) ? "run" : "keep"];
    if (index > last) return [name, "keep"];
    if (from !== undefined) return [name, index >= first ? "run" : "keep"];
    return [name, force ? "run" : "check"];
  }));
}
