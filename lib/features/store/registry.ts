import type { Feature } from "./feature.ts";

/** A row of the registry, for people. */
export interface RegistryRow {
  readonly feature: string;
  readonly meaning: string;
  readonly unit: string;
  readonly entity: string;
  readonly kind: string;
  /** Columns it comes from, between commas. */
  readonly source: string;
}

/**
 * Features as a table for people.
 *
 * @example
 * ```ts
 * import { customerFeatures, registry } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { feature, unit } = registry(customerFeatures.features)[0]!;
 * assertEquals([feature, unit], ["days_since_last", "days"]);
 * ```
 */
export function registry(features: readonly Feature[]): RegistryRow[] {
  return features.map(({ name, meaning, unit, entity, kind, source }) => (
    { feature: name, meaning, unit, entity, kind, source: source.join(", ") }
  ));
}
