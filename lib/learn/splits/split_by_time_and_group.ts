import { InputError } from "perdura/core/mod.ts";
import type { RowGroups } from "perdura/features/row_groups.ts";
import { splitByGroup, type SplitByGroupOptions } from "./split_by_group.ts";
import { splitByTime, type SplitByTimeOptions, type TimeSplit } from "./split_by_time.ts";

/**
 * Divides rows in time and by group at once: a part is later than the one before it, and of other
 * groups.
 *
 * Rows whose time is in one part and whose group is in another are left out, and said.
 *
 * @param times as-of time of each row, in any unit
 * @param groups what each row belongs to, for example its customer
 * @param options cuts and gap in time; shares of the rows by group, one for each part
 * @throws {InputError} where the shares are not one more than the cuts, and as the two splits do
 *
 * @example
 * ```ts
 * import { splitByTimeAndGroup } from "perdura/learn/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { parts, leftOut } = splitByTimeAndGroup([1, 2, 1, 2], ["ana", "ana", "luis", "luis"], {
 *   cuts: [2],
 *   shares: [0.5, 0.5],
 *   random: seededRandom(1),
 * });
 * assertEquals([parts[0]!.length, parts[1]!.length, leftOut.length], [1, 1, 2]);
 * ```
 */
export function splitByTimeAndGroup(
  times: ArrayLike<number>,
  groups: RowGroups,
  options: SplitByTimeOptions & SplitByGroupOptions,
): TimeSplit {
  const inTime = splitByTime(times, options);
  const byGroup = splitByGroup(groups, options);
  if (byGroup.length !== inTime.parts.length) {
    throw new InputError(
      `Give a share for each part: there are ${byGroup.length} shares and ` +
        `${inTime.parts.length} parts in time`,
    );
  }
  const partOf = new Uint8Array(groups.length);
  byGroup.forEach((rows, part) => rows.forEach((row) => partOf[row] = part));
  const parts = inTime.parts.map((rows, part) => rows.filter((row) => partOf[row] === part));
  const kept = new Set(parts.flatMap((rows) => [...rows]));
  return {
    parts,
    leftOut: Uint32Array.from(times, (_, row) => row).filter((row) => !kept.has(row)),
  };
}
