import { InputError, type Random } from "perdura/core/mod.ts";
import { type FeatureMatrix, rowsOf, takeValues } from "perdura/features/feature_matrix.ts";
import { shuffled } from "perdura/features/row_groups.ts";

/** How importance by permutation is measured. */
export interface PermutationImportanceOptions {
  /** How good predictions are; more is better, e.g. `rocAuc`. */
  readonly metric: (predicted: Float64Array, outcome: Float64Array) => number;
  readonly random: Random;
  /**
   * Features that are permuted together, under the name of their group: correlated ones stand in
   * for each other, and each alone would look unimportant. A feature in no group is one by itself.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Permutations of each, default 5. */
  readonly repeats?: number;
}

/** What is lost when a feature or group of features is permuted. */
export interface PermutationImportance {
  /** Name of the feature or group. */
  readonly name: string;
  /** Fall of the metric, mean over the permutations. */
  readonly importance: number;
  /** Standard deviation over the permutations; NaN with one. */
  readonly standardDeviation: number;
}

/**
 * How much worse a model predicts when the values of a feature are dealt to other rows.
 *
 * Measure it on rows that the model has not seen: on others it also shows what was learnt by heart.
 *
 * @param predict predictions for n rows
 * @param features n rows
 * @param outcome n values
 * @returns most important first
 * @throws {InputError} where a group names a feature that is not there, or one twice
 *
 * @example
 * ```ts
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { permutationImportance } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const x = Float64Array.from({ length: 20 }, (_, i) => i);
 * const features = { names: ["noise", "signal"], columns: [x.toReversed(), x] };
 * const [first, last] = permutationImportance(({ columns }) => columns[1]!, features, x, {
 *   metric: (p, y) => -p.reduce((sum, value, i) => sum + Math.abs(value - y[i]!), 0),
 *   random: seededRandom(1),
 * });
 * assertEquals([first!.name, last!.importance], ["signal", 0]);
 * ```
 *
 * Source: Fisher, Rudin and Dominici, "All models are wrong, but many are useful", JMLR 20 (2019).
 */
export function permutationImportance(
  predict: (features: FeatureMatrix) => Float64Array,
  features: FeatureMatrix,
  outcome: Float64Array,
  { metric, random, groups = {}, repeats = 5 }: PermutationImportanceOptions,
): PermutationImportance[] {
  if (!(Number.isInteger(repeats) && repeats >= 1)) {
    throw new InputError(`Set "repeats" to a whole number from 1: it is ${repeats}`);
  }
  const intact = metric(predict(features), outcome);
  const measured = Object.entries(withSingles(groups, features.names)).map(([name, members]) => {
    const dealing = random.fork(name);
    const falls = Array.from({ length: repeats }, () => {
      const rows = shuffled(rowsOf(features), dealing);
      const columns = features.columns.map((column, i) =>
        members.includes(features.names[i]!) ? takeValues(column, rows) : column
      );
      return intact - metric(predict({ names: features.names, columns }), outcome);
    });
    const importance = falls.reduce((sum, fall) => sum + fall, 0) / repeats;
    const squares = falls.reduce((sum, fall) => sum + (fall - importance) ** 2, 0);
    return { name, importance, standardDeviation: Math.sqrt(squares / (repeats - 1)) };
  });
  return measured.sort((a, b) => b.importance - a.importance);
}

/** The groups, and each other feature as a group of its own. */
function withSingles(
  groups: Readonly<Record<string, readonly string[]>>,
  names: readonly string[],
): Record<string, readonly string[]> {
  const grouped = new Set<string>();
  for (const [group, members] of Object.entries(groups)) {
    for (const member of members) {
      if (!names.includes(member) || grouped.has(member)) {
        throw new InputError(
          `Name each feature in one group at most: "${member}" of "${group}" is ` +
            (grouped.has(member) ? "in another one too" : "not a feature"),
        );
      }
      grouped.add(member);
    }
  }
  const singles = names.filter((name) => !grouped.has(name));
  const taken = singles.find((name) => name in groups);
  if (taken !== undefined) {
    throw new InputError(`Give groups names of their own: "${taken}" is a feature outside of it`);
  }
  return { ...groups, ...Object.fromEntries(singles.map((name) => [name, [name]])) };
}
