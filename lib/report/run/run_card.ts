import type { Versions } from "perdura/pipeline/versions.ts";
import type { InputRecord, ParameterValue } from "../output.ts";
import type { NotebookRun } from "./run_notebook.ts";

/** How a report was made: enough to make it again and to see whether that gave the same. */
export interface RunCard {
  /** When the notebook was started, ISO 8601 in UTC. */
  readonly started: string;
  readonly seconds: number;
  readonly parameters: readonly {
    readonly name: string;
    readonly value: ParameterValue;
    /** Whether it was set from outside. */
    readonly isOverridden: boolean;
  }[];
  readonly inputs: readonly InputRecord[];
  readonly perdura: string;
  readonly deno: string;
  /** Versions of the packages that results and figures come from. */
  readonly packages: Readonly<Record<string, string>>;
  /** The commit that was checked out; absent outside a repository. */
  readonly commit?: string;
  /** Fingerprint of the library's code, which a commit alone does not pin down. */
  readonly code: string;
}

/** What all notebooks of one run have in common. */
export interface Circumstances {
  readonly versions: Versions;
  readonly commit: string | undefined;
  readonly code: string;
}

const shownPackages = /polars|duckdb|parquet|tensorflow|plot|stdlib|ml-/;

/** Parameters that say where things are, not what they are, differ between machines. */
const placeParameters = new Set(["lake"]);

/** The card of one run. */
export function runCard(run: NotebookRun, circumstances: Circumstances): RunCard {
  const { versions, commit, code } = circumstances;
  const { values, overridden } = run.parameters;
  return {
    started: run.started.toISOString(),
    seconds: Math.round(run.milliseconds / 100) / 10,
    parameters: Object.entries(values)
      .filter(([name]) => !placeParameters.has(name))
      .map(([name, value]) => ({ name, value, isOverridden: overridden.includes(name) })),
    inputs: unique(run.inputs),
    perdura: versions.perdura,
    deno: versions.deno,
    packages: Object.fromEntries(
      Object.entries(versions.packages).filter(([name]) => shownPackages.test(name)),
    ),
    ...(commit === undefined ? {} : { commit }),
    code,
  };
}

/** A file that is read twice is one input, as it was read last. */
function unique(inputs: readonly InputRecord[]): InputRecord[] {
  return [...new Map(inputs.map((input) => [input.name, input])).values()];
}
