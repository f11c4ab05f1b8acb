import type { Random } from "perdura/core/mod.ts";

/** What each of n rows belongs to, for example its customer's id or number. */
export type RowGroups = ArrayLike<string | number>;

/** The groups of rows, by number. */
export interface NumberedGroups {
  /** The group of each row: 0, 1, …, in order of first appearance. */
  readonly group: Uint32Array;
  readonly groups: number;
}

/**
 * Numbers the groups that rows belong to.
 *
 * @example
 * ```ts
 * import { numberGroups } from "perdura/features/row_groups.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { group, groups } = numberGroups(["ana", "luis", "ana"]);
 * assertEquals([group, groups], [Uint32Array.of(0, 1, 0), 2]);
 * ```
 */
export function numberGroups(ids: RowGroups): NumberedGroups {
  const numbers = new Map<string | number, number>();
  const group = new Uint32Array(ids.length);
  for (let i = 0; i < group.length; i++) {
    const id = ids[i]!;
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, number = numbers.size);
    group[i] = number;
  }
  return { group, groups: numbers.size };
}

/**
 * The numbers below n in a random order.
 *
 * @example
 * ```ts
 * import { shuffled } from "perdura/features/row_groups.ts";
 * import { seededRandom } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(shuffled(3, seededRandom(1)).toSorted(), Uint32Array.of(0, 1, 2));
 * ```
 *
 * Source: Fisher and Yates, as in Knuth, "The art of computer programming", algorithm 3.4.2 P.
 */
export function shuffled(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  shuffle(order, random);
  return order;
}

/** Puts numbers in a random order, in place; as {@linkcode shuffled}. */
export function shuffle(order: Uint32Array, random: Random): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
