import { type FeatureMatrix, rowsOf } from "perdura/features/feature_matrix.ts";
import type { BoostingSettings } from "./gradient_boosting_options.ts";

/**
 * Values that a tree looks at, rows times features, from which a second thread is worth its start.
 *
 * A tree of so many takes one thread about 8 ms, of which another can take over a third at most: with
 * fewer, hundreds of trees gain less than a second, and lose where the second core is busy.
 */
const enoughForTwo = 1_000_000;

/** How many threads grow the trees fastest: as many as there are cores, at most 2, with enough work. */
export function usefulWorkers(
  features: FeatureMatrix,
  { columnShare, rowShare }: Pick<BoostingSettings, "columnShare" | "rowShare">,
): number {
  const values = rowShare * rowsOf(features) * columnShare * features.columns.length;
  return values < enoughForTwo ? 1 : Math.min(2, navigator.hardwareConcurrency);
}
