import type pl from "nodejs-polars";
import {
  type FileRecord,
  type Lake,
  PendingFiles,
  recordFile,
  type TableInfo,
  type TableMetadata,
  writeStagingTable,
  writeTable,
} from "perdura/lake/mod.ts";

/** The files that one run of a stage makes. Paths are inside the lake. */
export class StageOutput {
  /** The files that wait to be committed. */
  readonly pending: PendingFiles;
  readonly #lineage: unknown;
  readonly #tables = new Map<string, TableInfo>();
  readonly #kept = new Map<string, FileRecord>();

  /**
   * @param lineage what tables and models of the stage are made of and with
   */
  constructor(lake: Lake, lineage: unknown) {
    this.#lineage = lineage;
    this.pending = new PendingFiles(lake);
  }

  /** Writes a model-ready table, with its metadata in the file. */
  async writeTable(
    relative: string,
    frame: pl.DataFrame,
    sortBy: readonly string[],
    metadata: Omit<TableMetadata, "lineage">,
  ): Promise<void> {
    const path = await this.pending.reserve(relative);
    this.describe(
      relative,
      writeTable(path, frame, sortBy, { ...metadata, lineage: this.#lineage }),
    );
  }

  /** Writes a staging table, with a row for every line of the source. */
  async writeStagingTable(
    relative: string,
    frame: pl.DataFrame,
    sortBy: readonly string[],
  ): Promise<void> {
    this.describe(
      relative,
      writeStagingTable(await this.pending.reserve(relative), frame, sortBy),
    );
  }

  /** Writes a value as JSON that people can read. */
  async writeJson(relative: string, value: unknown): Promise<void> {
    await this.pending.write(relative, JSON.stringify(value, null, 2) + "\n");
  }

  /** Writes what a stored model is, with what it is made of and with. */
  async writeModelCard(folder: string, card: Readonly<Record<string, unknown>>): Promise<void> {
    await this.writeJson(`${folder}/model.json`, { ...card, lineage: this.#lineage });
  }

  /** Records rows and columns of a table that the stage has written in a way of its own. */
  describe(relative: string, table: TableInfo): void {
    this.#tables.set(relative, table);
  }

  /** Counts a file of an earlier run among the results of this one. */
  keep(relative: string, record: FileRecord): void {
    this.#kept.set(relative, record);
  }

  /** All files of this run, which are complete now. */
  async records(): Promise<Record<string, FileRecord>> {
    this.pending.beginFlush();
    const records = new Map(this.#kept);
    for (const relative of this.pending.paths) {
      const table = this.#tables.get(relative);
      records.set(
        relative,
        await recordFile(this.pending.readable(relative), table),
      );
    }
    return Object.fromEntries(
      [...records].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}
