import { type Lake, type LakeManifest, PendingFiles, type Settings } from "perdura/lake/mod.ts";
import { commit, type Versions } from "./versions.ts";

/** What became of a stage. */
export interface StageOutcome {
  readonly name: string;
  /** "kept": taken as it was, unchecked; "cached": nothing that it depends on has changed. */
  readonly status: "ran" | "cached" | "kept" | "skipped";
  /** One line: what there is now, or why it was left out. */
  readonly line: string;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
}

/** What became of a run. */
export interface PipelineOutcome {
  /** Absolute path of the lake. */
  readonly lake: string;
  readonly stages: readonly StageOutcome[];
  readonly milliseconds: number;
  readonly manifest: LakeManifest;
  /** Path of the run's record inside the lake; absent where there was nothing to do. */
  readonly record?: string;
}

/** What a run's record says about how it was done. */
interface Circumstances {
  readonly started: Date;
  readonly settings: Settings;
  readonly versions: Versions;
  /** Fingerprint of the library's code. */
  readonly code: string;
}

/**
 * Records a run under `runs/`: settings, seed, versions, commit, timings and the files made. A run
 * that had nothing to do leaves no record.
 */
export async function writeRunRecord(
  lake: Lake,
  outcome: Omit<PipelineOutcome, "record">,
  circumstances: Circumstances,
): Promise<PipelineOutcome> {
  if (outcome.stages.every((stage) => stage.status !== "ran")) return outcome;
  const { started, settings, versions, code } = circumstances;
  const id = started.toISOString().replaceAll(/[-:]/g, "").replace(
    /\.(\d+)Z$/,
    "$1Z",
  );
  const record = `runs/${id}/run.json`;
  const files = new PendingFiles(lake);
  await files.write(
    record,
    JSON.stringify(
      {
        version: 1,
        id,
        started: started.toISOString(),
        milliseconds: Math.round(outcome.milliseconds),
        seed: settings.seed,
        settings,
        versions,
        code,
        commit: await commit() ?? null,
        stages: outcome.stages.map((stage) => ({
          ...stage,
          milliseconds: Math.round(stage.milliseconds),
          record: outcome.manifest.stages[stage.name] ?? null,
        })),
      },
      null,
      2,
    ) + "\n",
  );
  await files.commit();
  return { ...outcome, record };
}
