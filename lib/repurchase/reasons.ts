import type { RawColumn } from "perdura/features/mod.ts";
import { largestEffects, strongestOf } from "./_largest_effects.ts";
import { emptyWindows, inWords, standings, themes, untold } from "./_reason_words.ts";

/** Why a customer has a probability: one thing about them. */
export interface Reason {
  /** What it is, as a sentence without a full stop: "Last purchase 12 days ago". */
  readonly words: string;
  /** What it adds to the log-odds, compared with a customer in the middle in every respect. */
  readonly effect: number;
}

/**
 * The things that set each customer apart from one in the middle, those that count most first.
 *
 * Features that say nearly the same (purchases in 30, 90, 180 days) are one thing, whose effects add
 * up; it is told by the feature among them that counts most. A window without a purchase counts
 * with the days since the last one.
 *
 * @param columns features of n customers
 * @param effects n values for each column: what it adds to the log-odds
 * @param most how many reasons each, at most; default 3
 * @returns n lists, in which the largest effects come first, whatever their sign
 *
 * @example
 * ```ts
 * import { reasons } from "perdura/repurchase/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [ana] = reasons(
 *   [{ name: "days_since_last", kind: "number", values: Float64Array.of(12, 90, 300) }],
 *   [Float64Array.of(0.8, 0, -1)],
 * );
 * assertEquals(ana, [{ words: "Last purchase 12 days ago", effect: 0.8 }]);
 * ```
 */
export function reasons(
  columns: readonly RawColumn[],
  effects: readonly Float64Array[],
  most = 3,
): Reason[][] {
  const place = new Map(columns.map(({ name }, at) => [name, at]));
  const groups = themes.map((names) => names.flatMap((name) => place.get(name) ?? []));
  const ranks = columns.map(standings);
  const rows = columns[0]?.values.length ?? 0;
  return Array.from({ length: rows }, (_, row) => {
    const effectOf = (column: number) => effects[column]![row]!;
    return largestEffects(withEmptyWindows(groups, columns, row), effectOf, most)
      .map(({ effect, members }) => {
        const candidates = members.filter((column) =>
          !untold.has(columns[column]!.name) && !isEmptyWindow(columns[column]!, row)
        );
        const chosen = strongestOf(
          candidates.length > 0 ? candidates : members,
          effectOf,
          effect,
        );
        return { words: inWords(columns[chosen]!, row, ranks[chosen]![row]!), effect };
      });
  });
}

/**
 * The groups, of a customer: "No purchase in 90 days" says what "Last purchase 100 days ago" says,
 * so empty windows join the first group.
 */
function withEmptyWindows(
  groups: readonly (readonly number[])[],
  columns: readonly RawColumn[],
  row: number,
): readonly (readonly number[])[] {
  const isEmpty = (at: number) => isEmptyWindow(columns[at]!, row);
  const [silence = [], ...others] = groups;
  return [
    [...silence, ...others.flat().filter(isEmpty)],
    ...others.map((members) => members.filter((at) => !isEmpty(at))),
  ].filter((members) => members.length > 0);
}

function isEmptyWindow({ name, values }: RawColumn, row: number): boolean {
  return emptyWindows.has(name) && values[row] === 0;
}
