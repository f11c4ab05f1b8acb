import type pl from "nodejs-polars";

/** What a row of features is about. Its key is the column of this name with `_id`. */
export type Entity = "customer" | "order";

/** What is said once about a feature, wherever it is read. */
export interface Feature {
  /** Name of its column. */
  readonly name: string;
  readonly entity: Entity;
  /** A number, missing where null; or one of some words. */
  readonly kind: "number" | "category";
  /** In words, without a verb: "days since the last purchase". */
  readonly meaning: string;
  readonly unit: string;
  /** The columns it is computed from, as `table.column`. */
  readonly source: readonly string[];
}

/** A {@linkcode Feature} as its author declares it; a number unless it says otherwise. */
export type FeatureDeclaration =
  & Omit<Feature, "name" | "entity" | "kind">
  & Partial<Pick<Feature, "kind">>;

/** Features that are computed together, from what is known of the past. */
export interface FeatureGroup<Past> {
  readonly features: readonly Feature[];
  /**
   * @returns the key and one column for each feature, one row per entity; entities may be left
   *   out, whose features are then missing
   */
  compute(past: Past): pl.DataFrame;
}

/**
 * Declares features and the function that computes them.
 *
 * The function is given the past and nothing else: who calls it has taken away what came later.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { defineFeatures } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const visits = defineFeatures({
 *   entity: "customer",
 *   features: {
 *     visits: { meaning: "number of visits", unit: "visits", source: ["visits.customer_id"] },
 *   },
 *   compute: (past: pl.DataFrame) => past.groupBy("customer_id").agg(pl.len().alias("visits")),
 * });
 * assertEquals(visits.features.map(({ name, kind }) => [name, kind]), [["visits", "number"]]);
 * ```
 */
export function defineFeatures<Past>(
  { entity, features, compute }: {
    readonly entity: Entity;
    readonly features: Readonly<Record<string, FeatureDeclaration>>;
    compute(past: Past): pl.DataFrame;
  },
): FeatureGroup<Past> {
  return {
    features: Object.entries(features).map(([name, declared]) => (
      { kind: "number", ...declared, name, entity }
    )),
    compute,
  };
}
