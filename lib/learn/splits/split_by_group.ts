import { InputError, type Random } from "perdura/core/mod.ts";
import { numberGroups, type RowGroups, shuffled } from "perdura/features/row_groups.ts";

/** How rows are divided by what they belong to. */
export interface SplitByGroupOptions {
  /** Share of the rows that each part is to have; they add up to 1. */
  readonly shares: readonly number[];
  /** Which group goes where. */
  readonly random: Random;
}

/**
 * Divides rows into parts, all rows of a group in the same one.
 *
 * Groups are taken in random order; a part ends with the group that brings it nearest to its share
 * of the rows.
 *
 * @param groups what each row belongs to, for example its customer
 * @returns for each share the indices of its rows, ascending
 * @throws {InputError} where the shares do not add up to 1, or a part is left without rows
 *
 * @example
 * ```ts
 * import { splitByGroup } from "perdura/learn/mod.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const customers = [7, 8, 7, 9, 8, 9];
 * const [train, test] = splitByGroup(customers, { shares: [2 / 3, 1 / 3], random: seededRandom(1) });
 * assertEquals([train!.length, test!.length], [4, 2]);
 * assertEquals(customers[test![0]!], customers[test![1]!]);
 * ```
 */
export function splitByGroup(
  groups: RowGroups,
  { shares, random }: SplitByGroupOptions,
): Uint32Array[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (shares.some((share) => !(share > 0)) || Math.abs(total - 1) > 1e-9) {
    throw new InputError(`Give shares above 0 that add up to 1: they are ${shares.join(", ")}`);
  }
  const { group, groups: count } = numberGroups(groups);
  const rows = new Float64Array(count), partOf = new Uint32Array(count);
  for (const number of group) rows[number]!++;
  let part = 0, taken = 0, until = shares[0]! * group.length;
  for (const number of shuffled(count, random)) {
    const middle = taken + rows[number]! / 2;
    while (middle >= until && part < shares.length - 1) until += shares[++part]! * group.length;
    partOf[number] = part;
    taken += rows[number]!;
  }
  const parts: number[][] = shares.map(() => []);
  group.forEach((number, row) => parts[partOf[number]!]!.push(row));
  const empty = parts.findIndex((part) => part.length === 0);
  if (empty >= 0) {
    throw new InputError(
      `Divide into fewer parts: part ${empty + 1} of ${shares.length} is without rows, as there ` +
        `are ${count} groups and a group is in one part only`,
    );
  }
  return parts.map((part) => Uint32Array.from(part));
}
