/** Smallest effect on the log-odds worth a word: about 5 % of the odds. */
const least = 0.05;

/** Features of one row that say nearly the same, as places of columns, and what they add together. */
export interface ThemeEffect {
  readonly members: readonly number[];
  readonly effect: number;
}

/**
 * The groups of features that set a row apart, the largest effect first, whatever its sign.
 *
 * @param groups places of columns; their effects add up
 * @param effectOf what a column adds to the log-odds of the row
 * @param most how many, at most
 */
export function largestEffects(
  groups: readonly (readonly number[])[],
  effectOf: (column: number) => number,
  most: number,
): ThemeEffect[] {
  return groups
    .map((members) => ({
      members,
      effect: members.reduce((sum, column) => sum + effectOf(column), 0),
    }))
    .filter(({ effect }) => Math.abs(effect) >= least)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, most);
}

/** The column that pulls most the way the whole does, the first one among equals. */
export function strongestOf(
  columns: readonly number[],
  effectOf: (column: number) => number,
  effect: number,
): number {
  const pull = (column: number) => Math.sign(effect) * effectOf(column);
  return columns.toSorted((a, b) => pull(b) - pull(a) || a - b)[0]!;
}
