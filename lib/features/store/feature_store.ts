import pl from "nodejs-polars";
import { exists, readTable, type TableMetadata } from "perdura/lake/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import type { RawColumn } from "../feature_matrix.ts";
import type { Entity, Feature, FeatureGroup } from "./feature.ts";
import { type History, knownAt } from "./known_at.ts";

/** What a {@linkcode FeatureStore} is made of. */
export interface FeatureStoreOptions<Past, Tables extends string> {
  readonly entity: Entity;
  readonly groups: readonly FeatureGroup<Past>[];
  /**
   * Prepares what the groups have in common.
   *
   * @param known the tables as they were known on the day
   */
  view(known: History<Tables>, asOf: Date): Past;
  /** The keys of all entities known, in ascending order. */
  entities(past: Past): pl.Series;
}

/** Who keeps tables in a lake. */
export interface TableWriter {
  writeTable(
    relative: string,
    frame: pl.DataFrame,
    sortBy: readonly string[],
    metadata: Omit<TableMetadata, "lineage">,
  ): Promise<void>;
}

/**
 * All features of one kind of entity, as of any day.
 *
 * The store takes the past out of the tables before a feature's function is called, so that no
 * author of a feature can look ahead. {@linkcode FeatureStore.materialise} computes and keeps the
 * features of a day once; training, scoring and services {@linkcode FeatureStore.read} the same table.
 */
export class FeatureStore<Past, Tables extends string = string> {
  readonly entity: Entity;
  /** In the order of the columns. */
  readonly features: readonly Feature[];
  /** The column that says whom a row is about. */
  readonly key: string;
  readonly #options: FeatureStoreOptions<Past, Tables>;

  constructor(options: FeatureStoreOptions<Past, Tables>) {
    this.#options = options;
    this.entity = options.entity;
    this.key = `${options.entity}_id`;
    this.features = options.groups.flatMap(({ features }) => features);
    const names = this.features.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new Error(`Cannot declare the feature "${twice}" twice`);
  }

  /**
   * The features of every entity that is known before a day.
   *
   * @param history rows of any time; those that were not known on the day play no part
   * @param asOf the first day that counts as the future
   * @returns the key and the features in their order, sorted by the key; null where missing
   */
  at(history: History<Tables>, asOf: Date): pl.DataFrame {
    const { entities, groups, view } = this.#options;
    const past = view(knownAt(history, asOf), asOf);
    let table = pl.DataFrame([entities(past).alias(this.key)]);
    for (const group of groups) {
      const columns = group.features.map(({ kind, name }) =>
        kind === "number"
          // What is infinite or undefined is missing: a table of the lake has one word for it.
          ? pl.when(pl.col(name).cast(pl.Float64).isFinite())
            .then(pl.col(name).cast(pl.Float64)).otherwise(pl.lit(null)).alias(name)
          : pl.col(name).cast(pl.Utf8)
      );
      const computed = group.compute(past).select(pl.col(this.key), ...columns);
      table = table.join(computed, { on: this.key, how: "left" });
    }
    return table.sort(this.key).rechunk();
  }

  /** Where the features of a day are kept, inside the lake. */
  path(asOf: Date): string {
    return `processed/features/${isoDay(asOf)}/${this.entity}.parquet`;
  }

  /** The units of the features, by their names. */
  get units(): Record<string, string> {
    return Object.fromEntries(this.features.map(({ name, unit }) => [name, unit]));
  }

  /** Computes the features of a day, as {@linkcode FeatureStore.at} does, and keeps them in a lake. */
  async materialise(history: History<Tables>, asOf: Date, writer: TableWriter): Promise<void> {
    await writer.writeTable(this.path(asOf), this.at(history, asOf), [this.key], {
      description: `One row per ${this.entity}: what was known before ${isoDay(asOf)}`,
      schemaVersion: 1,
      units: this.units,
    });
  }

  /**
   * Reads the features of a day from a lake.
   *
   * @param locate where a file of the lake is, by its path inside it
   * @throws {InputError} where the pipeline has not kept them
   */
  async read(locate: (relative: string) => string, asOf: Date): Promise<pl.DataFrame> {
    const path = this.path(asOf);
    if (await exists(locate(path))) return readTable(locate(path));
    throw new InputError(
      `Cannot read the features as of ${isoDay(asOf)}: "${path}" is not in the lake; run the ` +
        "pipeline, which keeps those of its as-of date and of the days it learns from",
    );
  }

  /** The columns of a table of features as encoders take them. */
  columns(table: pl.DataFrame): RawColumn[] {
    return this.features.map(({ kind, name }) =>
      kind === "number"
        ? {
          name,
          kind,
          values: table.select(pl.col(name).cast(pl.Float64).fillNull(pl.lit(NaN)))
            .getColumn(name).toTypedArray() as Float64Array,
        }
        : { name, kind, values: table.getColumn(name).toArray() as (string | null)[] }
    );
  }
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
