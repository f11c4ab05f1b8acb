import type pl from "nodejs-polars";
import { MissingDataError } from "perdura/core/mod.ts";
import { type Choices, type Lake, readManifest } from "perdura/lake/mod.ts";
import { bringUpTo, type Canonical, canonicalOf, discoverStages } from "perdura/pipeline/mod.ts";
import type { CleanParameters } from "perdura/pipeline/stages/clean.ts";
import { inputFile, inputTable, projectLake } from "./input.ts";
import { working } from "./working.ts";

/** The lake of a notebook, whose files are made where they are missing. */
export interface NotebookLake extends Lake {
  /**
   * Reads a table, after the stage that makes it has run where it is missing, and records it as an
   * input of the notebook.
   *
   * @param relative path inside the lake, for example `processed/rfm.parquet`
   */
  table(relative: string): Promise<pl.DataFrame>;
  /** The same for a file of JSON, for example `stage/quality.json`. */
  json<Content>(relative: string): Promise<Content>;
  /**
   * What a stage had to say about its result, for example that of "features".
   *
   * @param stage its name
   * @param made one of the files it makes, which is made where it is missing
   */
  facts<Facts>(stage: string, made: string): Promise<Facts>;
  /** All transactions as they were received, typed, with nothing taken out. */
  received(): Promise<Canonical>;
}

/** What {@linkcode notebookLake} needs besides the folder. */
export interface NotebookLakeOptions {
  /** What a stage that has to run goes by, for example `{ seed: 42 }`. */
  readonly choices?: Choices;
  /** The present moment, which is kept with what is made: `() => new Date()`. */
  readonly now: () => Date;
}

/**
 * Opens the lake that a notebook reads. Tables that are there are read as they are; for one that is
 * missing the pipeline runs up to the stage that makes it. With an empty lake, that is the demo shop.
 *
 * @param folder absolute, or relative to the project's root wherever the kernel was started
 */
export function notebookLake(
  folder: string,
  { choices = {}, now }: NotebookLakeOptions,
): NotebookLake {
  const lake = projectLake(folder);
  const clock = { now, elapsed: () => now().getTime() };
  const make = (relative: string) =>
    working(async (progress) =>
      await bringUpTo(lake, relative, { stages: await discoverStages(), choices, clock, progress })
    );
  return {
    ...lake,
    async table(relative) {
      await make(relative);
      return await inputTable(lake, relative);
    },
    async json(relative) {
      await make(relative);
      return JSON.parse(await Deno.readTextFile(await inputFile(lake, relative)));
    },
    async facts<Facts>(stage: string, made: string) {
      await make(made);
      await inputFile(lake, "manifest.json");
      return (await readManifest(lake)).stages[stage]?.facts as Facts;
    },
    async received() {
      await make("stage/quality.json");
      const { stages } = await readManifest(lake);
      const { transactions: parameters } = stages.clean?.parameters as CleanParameters;
      if (parameters === undefined) {
        throw new MissingDataError(
          `Cannot read the transactions of "${lake.root}": there are none`,
        );
      }
      for (const { text } of parameters.files) await inputFile(lake, text);
      return await canonicalOf((relative) => lake.path(relative), parameters);
    },
  };
}
