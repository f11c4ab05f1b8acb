import { type Clock, InputError, MissingDataError, type Progress } from "perdura/core/mod.ts";
import {
  type Choices,
  exists,
  type Lake,
  readChoices,
  readManifest,
  settle,
} from "perdura/lake/mod.ts";
import { thoseBefore } from "./order_stages.ts";
import { isAmong } from "./paths.ts";
import { runPipeline } from "./run_pipeline.ts";
import type { Stage } from "./stage.ts";

/** What {@linkcode bringUpTo} needs from outside. */
export interface BringUpToOptions {
  /** All stages in their order. */
  readonly stages: readonly Stage[];
  /** What goes before the choices that the lake keeps. */
  readonly choices?: Choices;
  readonly clock: Clock;
  readonly progress: Progress;
}

/**
 * Makes a file of the lake where it is missing: runs the stage that makes it and those before it
 * that have not run yet. What is there is taken as it is.
 *
 * @param relative path inside the lake
 * @throws {InputError} where no stage makes such a file
 * @throws {MissingDataError} where the stage that makes it lacks the data for it
 */
export async function bringUpTo(
  lake: Lake,
  relative: string,
  { stages, choices = {}, clock, progress }: BringUpToOptions,
): Promise<void> {
  if (await isComplete(lake, relative)) return;
  const maker = stages.find(({ makes }) => isAmong(makes, relative));
  if (maker === undefined) {
    throw new InputError(
      `Cannot find "${relative}" in the lake "${lake.root}": no stage of the pipeline makes it`,
    );
  }
  const needed = withThoseBefore(maker, stages);
  const first = await firstToRun(lake, needed) ?? maker;
  const outcome = await runPipeline(lake, {
    stages: needed,
    settings: settle(choices, await readChoices(lake)),
    selection: { from: first.name },
    clock,
    progress,
  });
  if (await isComplete(lake, relative)) return;
  const { line = "", status } = outcome.stages.find(({ name }) => name === maker.name) ?? {};
  const reason = status === "skipped"
    ? `the stage "${maker.name}" says: ${line}`
    : "the lake has not received the data that it is made from";
  throw new MissingDataError(
    `Cannot make "${relative}": ${reason}; give the lake what is missing with ` +
      '"deno task pipeline" and --transactions, --shop or --campaign',
  );
}

/** Whether a file is there and named by the manifest, so that it is no rest of an older run. */
async function isComplete(lake: Lake, relative: string): Promise<boolean> {
  const { stages } = await readManifest(lake);
  return Object.values(stages).some(({ outputs }) => relative in outputs) &&
    await exists(lake.path(relative));
}

/** The first of some stages that has not run yet, or of whose files one is gone. */
async function firstToRun(lake: Lake, stages: readonly Stage[]): Promise<Stage | undefined> {
  const manifest = await readManifest(lake);
  for (const stage of stages) {
    const record = manifest.stages[stage.name];
    if (record === undefined) return stage;
    for (const path of Object.keys(record.outputs)) {
      if (!await exists(lake.path(path))) return stage;
    }
  }
  return undefined;
}

/** A stage and all that it reads from, in their order. */
function withThoseBefore(last: Stage, stages: readonly Stage[]): Stage[] {
  const needed = new Set([last.name]);
  for (const stage of stages.toReversed()) {
    if (needed.has(stage.name)) thoseBefore(stage).forEach((before) => needed.add(before));
  }
  return stages.filter(({ name }) => needed.has(name));
}
