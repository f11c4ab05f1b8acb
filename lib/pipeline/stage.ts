import type { Clock, Progress, Random } from "perdura/core/mod.ts";
import type { Lake, LakeManifest, Settings, StageRecord } from "perdura/lake/mod.ts";
import type { StageOutput } from "./stage_output.ts";

/** One step of the pipeline: which files of the lake it reads and what it makes of them. */
export interface Stage<Parameters = unknown> {
  /** As `--from` and `--only` name it. */
  readonly name: string;
  /** What it does, after "which": a phrase for `--help` and progress. */
  readonly does: string;
  /** The stages whose outputs it reads, and without which it cannot run. */
  readonly after: readonly string[];
  /** The stages whose outputs it reads where they have run; on some lakes they cannot. */
  readonly mayFollow?: readonly string[];
  /**
   * The files it reads, as paths inside the lake; a path that ends in `/` stands for a folder.
   * The stage runs again when one of them has changed.
   */
  readonly reads: readonly string[];
  /** The files it makes, as paths inside the lake; a path that ends in `/` stands for a folder. */
  readonly makes: readonly string[];
  /**
   * True where a result becomes visible only together with that of the next stage. So a source
   * or a setting that turns out to be of no use leaves the lake as it was.
   */
  readonly isProvisional?: boolean;
  /**
   * Refuses settings that the stage cannot work with, before any stage has run.
   *
   * @throws {InputError} where a setting names something that does not exist
   */
  checkSettings?(settings: Settings): void;
  /** What its result depends on besides the files it reads and the seed; any JSON. */
  parameters(context: StageContext): Parameters | Promise<Parameters>;
  /**
   * Why it cannot run on this lake ("there is no campaign data"); undefined where it can. A stage
   * that cannot run leaves nothing behind, not even what it made of an earlier input.
   */
  whyNot?(
    context: StageContext,
  ): string | undefined | Promise<string | undefined>;
  run(context: StageContext, parameters: Parameters): Promise<StageResult>;
}

/** What a stage says when it is done. */
export interface StageResult {
  /** One line for the terminal: what there is now. */
  readonly line: string;
  /** Figures for summaries and reports; plain JSON. */
  readonly facts: unknown;
}

/** What a stage may use. */
export interface StageContext {
  readonly lake: Lake;
  readonly settings: Settings;
  readonly clock: Clock;
  /** A stream of this stage's own. */
  readonly random: Random;
  readonly progress: Progress;
  /** What the stages before this one have made. */
  readonly manifest: LakeManifest;
  /** What this stage made the last time, whether or not its files are intact. */
  readonly last: StageRecord | undefined;
  /** Whether the stage was asked to run anew, whatever is there. */
  readonly isForced: boolean;
  /** The absolute path of a file of the lake that this or an earlier stage has made. */
  input(relative: string): string;
  /** Where the stage's files and tables go. */
  readonly output: StageOutput;
}
