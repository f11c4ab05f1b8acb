/**
 * The name that differs the least from a wanted one, ignoring case, if any is close: at most a third
 * of its characters, or the same beginning.
 *
 * @example
 * ```ts
 * import { similarName } from "perdura/core/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(similarName("retial.csv", ["orders.csv", "retail.csv"]), "retail.csv");
 * assertEquals(similarName("retail.csv", ["notes.txt"]), undefined);
 * ```
 */
export function similarName(
  wanted: string,
  names: readonly string[],
): string | undefined {
  let best: string | undefined, bestDistance = Infinity;
  for (const name of names) {
    const stem = name.toLowerCase().startsWith(
      wanted.toLowerCase().replace(/\..*$/, "."),
    );
    const distance = stem ? 1 : editDistance(wanted.toLowerCase(), name.toLowerCase());
    if (
      distance < bestDistance &&
      distance <= Math.max(wanted.length, name.length) / 3
    ) {
      [best, bestDistance] = [name, distance];
    }
  }
  return best;
}

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
