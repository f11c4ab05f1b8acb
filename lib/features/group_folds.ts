import { InputError, type Random } from "perdura/core/mod.ts";
import { numberGroups, type RowGroups, shuffled } from "./row_groups.ts";

/** How rows are dealt out to folds. */
export interface GroupFoldsOptions {
  /** Number of folds, 2 to 255; default 5. */
  readonly folds?: number;
  /** Which group goes where. */
  readonly random: Random;
}

/**
 * A fold for each row, all rows of a group in the same one.
 *
 * Groups are dealt out in random order, larger ones first, each to the fold with the fewest rows so
 * far: folds are of nearly equal size.
 *
 * @param groups what each row belongs to, for example its customer
 * @returns the fold of each row, 0 … folds − 1
 * @throws {InputError} where there are fewer groups than folds
 *
 * @example
 * ```ts
 * import { groupFolds } from "perdura/features/group_folds.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * const fold = groupFolds(["ana", "luis", "ana"], { folds: 2, random: seededRandom(1) });
 * assertEquals(fold[0], fold[2]);
 * assertNotEquals(fold[0], fold[1]);
 * ```
 */
export function groupFolds(
  groups: RowGroups,
  { folds = 5, random }: GroupFoldsOptions,
): Uint8Array {
  const { group, groups: count } = numberGroups(groups);
  if (!Number.isInteger(folds) || folds < 2 || folds > 255) {
    throw new InputError(`Take 2 to 255 folds: ${folds} was asked for`);
  }
  if (count < folds) {
    throw new InputError(
      `Take fewer folds: there are ${count} groups of rows and ${folds} folds, and a group is in ` +
        "one fold only",
    );
  }
  const rows = new Float64Array(count);
  for (const number of group) rows[number]!++;
  // Sorting is stable: groups of one size stay in random order.
  const order = shuffled(count, random).sort((a, b) => rows[b]! - rows[a]!);
  const size = new Float64Array(folds), foldOf = new Uint8Array(count);
  for (const number of order) {
    const smallest = size.indexOf(Math.min(...size));
    foldOf[number] = smallest;
    size[smallest]! += rows[number]!;
  }
  return Uint8Array.from(group, (number) => foldOf[number]!);
}
