import { type Clock, duration, InputError, type Progress, seededRandom } from "perdura/core/mod.ts";
import {
  explainFileError,
  isIntact,
  type Lake,
  type LakeManifest,
  PendingFiles,
  readManifest,
  releaseMemory,
  removeLeftovers,
  type Settings,
  sha256Text,
  withLock,
  writeManifest,
} from "perdura/lake/mod.ts";
import { type PipelineOutcome, type StageOutcome, writeRunRecord } from "./run_record.ts";
import { type Selection, type Wish, wishes } from "./selection.ts";
import type { Stage, StageContext } from "./stage.ts";
import { thoseBefore } from "./order_stages.ts";
import { isAmong } from "./paths.ts";
import { StageOutput } from "./stage_output.ts";
import { codeFingerprint, versions } from "./versions.ts";

/** What a run needs from outside. */
export interface PipelineOptions {
  /** The stages in their order. */
  readonly stages: readonly Stage[];
  readonly settings: Settings;
  readonly selection?: Selection;
  readonly clock: Clock;
  readonly progress: Progress;
}

/**
 * Brings a lake up to date: runs every stage whose inputs, settings or code have changed since its
 * last run, in their order, each all or nothing.
 *
 * @throws {InputError} where a stage is named that does not exist, where a needed result is missing,
 *   or where the input is of no use; the lake is then as it was before the stage
 */
export async function runPipeline(
  lake: Lake,
  options: PipelineOptions,
): Promise<PipelineOutcome> {
  const wanted = wishes(options.stages, options.selection ?? {});
  for (const stage of options.stages) {
    if (wanted.get(stage.name) !== "keep") stage.checkSettings?.(options.settings);
  }
  return await withLock(lake, options.clock, async () => {
    await removeLeftovers(lake);
    return await new PipelineRun(lake, options, wanted).run();
  });
}

class PipelineRun {
  readonly #lake: Lake;
  readonly #options: PipelineOptions;
  readonly #wanted: Map<string, Wish>;
  readonly #versions = versions();
  #code = "";
  #manifest: LakeManifest = { version: 1, stages: {} };
  /** The manifest as it is in the lake. */
  #written = this.#manifest;
  /** Files of provisional stages, which the next stage makes visible together with its own. */
  #waiting: StageOutput[] = [];
  #outdated: string[] = [];
  /** Why stages were skipped, by name. */
  readonly #skipped = new Map<string, string>();
  /** Whether a stage has run, whose frames are in memory still. */
  #hasRun = false;

  constructor(lake: Lake, options: PipelineOptions, wanted: Map<string, Wish>) {
    this.#lake = lake;
    this.#options = options;
    this.#wanted = wanted;
  }

  async run(): Promise<PipelineOutcome> {
    const { clock, progress, settings, stages } = this.#options;
    const started = clock.now();
    const begin = clock.elapsed();
    this.#manifest = this.#written = await readManifest(this.#lake);
    this.#code = await codeFingerprint();

    const outcomes: StageOutcome[] = [];
    try {
      for (const [index, stage] of stages.entries()) {
        const stageBegin = clock.elapsed();
        const position = `[${index + 1}/${stages.length}] ${stage.name}`;
        const { status, line } = await this.#bringUpToDate(stage, position);
        const milliseconds = clock.elapsed() - stageBegin;
        outcomes.push({ name: stage.name, status, line, milliseconds });
        const took = status === "ran" ? ` (${duration(milliseconds)})` : "";
        progress.say(`${position}: ${line}${took}`);
      }
      await this.#commit();
    } catch (error) {
      // The last first: it may have put files into folders that an earlier one has made.
      for (const output of this.#waiting.reverse()) await output.pending.discard();
      throw explainFileError(
        error,
        `Cannot bring the lake "${this.#lake.root}" up to date`,
      );
    }
    const outcome = {
      lake: this.#lake.root,
      stages: outcomes,
      milliseconds: clock.elapsed() - begin,
      manifest: this.#manifest,
    };
    return await writeRunRecord(this.#lake, outcome, {
      started,
      settings,
      versions: this.#versions,
      code: this.#code,
    });
  }

  async #bringUpToDate(
    stage: Stage,
    position: string,
  ): Promise<Pick<StageOutcome, "status" | "line">> {
    const wish = this.#wanted.get(stage.name) ?? "check";
    if (wish === "keep") return { status: "kept", line: "left as it was" };

    const context = this.#contextOf(
      stage,
      new StageOutput(this.#lake, undefined),
    );
    const reason = this.#missingInput(stage) ?? await stage.whyNot?.(context);
    if (reason !== undefined) {
      if (wish === "run" && this.#options.selection?.only !== undefined) {
        throw new InputError(`Cannot run the stage "${stage.name}": ${reason}`);
      }
      this.#forget(stage.name);
      this.#skipped.set(stage.name, reason);
      return { status: "skipped", line: `skipped, ${reason}` };
    }

    const inputs = this.#inputsOf(stage);
    const parameters = await stage.parameters(context);
    const lineage = {
      stage: stage.name,
      parameters,
      inputs,
      versions: this.#versions,
    };
    const key = sha256Text(
      JSON.stringify([lineage, this.#options.settings.seed, this.#code]),
    );
    const last = this.#manifest.stages[stage.name];
    if (
      wish === "check" && last?.key === key && await isIntact(this.#lake, last)
    ) {
      return { status: "cached", line: "up to date, nothing to do" };
    }

    this.#options.progress.say(`${position}: ${stage.does}`);
    if (this.#hasRun) await releaseMemory();
    const output = new StageOutput(this.#lake, lineage);
    this.#waiting.push(output);
    const { facts, line } = await stage.run(
      this.#contextOf(stage, output),
      parameters,
    );
    const outputs = await output.records();
    checkMakes(stage, Object.keys(outputs));
    this.#outdated.push(
      ...Object.keys(last?.outputs ?? {}).filter((path) => !(path in outputs)),
    );
    this.#manifest = {
      ...this.#manifest,
      stages: {
        ...this.#manifest.stages,
        [stage.name]: { key, parameters, inputs, outputs, facts },
      },
    };
    if (!stage.isProvisional) await this.#commit();
    this.#hasRun = true;
    return { status: "ran", line };
  }

  /** Drops what a stage has made before: what cannot be made now must not be taken for its result. */
  #forget(name: string): void {
    const { [name]: last, ...others } = this.#manifest.stages;
    if (last === undefined) return;
    this.#outdated.push(...Object.keys(last.outputs));
    this.#manifest = { ...this.#manifest, stages: others };
  }

  /** Makes all waiting files visible, and the manifest that names them last. */
  async #commit(): Promise<void> {
    if (this.#manifest === this.#written) return;
    const manifest = new PendingFiles(this.#lake);
    try {
      await writeManifest(manifest, this.#manifest);
      for (const output of this.#waiting) await output.pending.commit();
      // Before the manifest: a process that is killed here must not leave files that nobody knows.
      await this.#removeOutdated();
      await manifest.commit();
    } catch (error) {
      await manifest.discard();
      throw error;
    }
    this.#waiting = [];
    this.#written = this.#manifest;
  }

  async #removeOutdated(): Promise<void> {
    for (const path of this.#outdated.splice(0)) {
      // What was received, and models that somebody may serve, stay.
      if (/^(raw|models)\//.test(path)) continue;
      await Deno.remove(this.#lake.path(path)).catch(() => {});
    }
  }

  #contextOf(stage: Stage, output: StageOutput): StageContext {
    const { clock, progress, settings } = this.#options;
    return {
      lake: this.#lake,
      settings,
      clock,
      progress,
      random: seededRandom(settings.seed).fork(stage.name),
      manifest: this.#manifest,
      last: this.#manifest.stages[stage.name],
      isForced: this.#wanted.get(stage.name) === "run",
      input: (relative) =>
        this.#waiting.findLast((other) => other.pending.paths.includes(relative))
          ?.pending.readable(relative) ?? this.#lake.path(relative),
      output,
    };
  }

  #missingInput(stage: Stage): string | undefined {
    const missing = stage.after.find((name) => this.#manifest.stages[name] === undefined);
    if (missing === undefined) return undefined;
    return this.#skipped.get(missing) ?? `the stage "${missing}" has not made its tables yet`;
  }

  /** sha256 of every file that a stage reads, by path. */
  #inputsOf(stage: Stage): Record<string, string> {
    const inputs: Record<string, string> = {};
    for (const name of thoseBefore(stage)) {
      for (
        const [path, file] of Object.entries(
          this.#manifest.stages[name]?.outputs ?? {},
        )
      ) {
        if (isAmong(stage.reads, path)) inputs[path] = file.sha256;
      }
    }
    return inputs;
  }
}

/** Who looks for a file goes by what the stages say that they make. */
function checkMakes({ name, makes }: Stage, paths: readonly string[]): void {
  const unsaid = paths.find((path) => !isAmong(makes, path));
  if (unsaid === undefined) return;
  throw new Error(
    `Cannot take what the stage "${name}" made: it does not say it makes "${unsaid}"`,
  );
}
