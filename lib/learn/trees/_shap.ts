import type { Forest } from "./_forest.ts";
import type { Tree } from "./_tree.ts";

/** What each feature adds to the margin of each row. */
export interface ShapValues {
  /** The mean margin, each split weighted by the training rows that took it. */
  readonly base: number;
  /** n values for each feature; with the base they sum to the margin. */
  readonly values: readonly Float64Array[];
}

/** All questions about one feature on the way to a leaf. */
interface Condition {
  readonly feature: number;
  /** At least this … */
  from: number;
  /** … and less than this; a missing value is judged by `missing` alone. */
  below: number;
  missing: boolean;
  /** Share of the training rows that go on, of those that came to these questions. */
  share: number;
}

/**
 * Exact path-dependent SHAP values of a forest.
 *
 * A leaf's part depends only on which of its conditions a row meets, so that each such pattern is
 * worked out once and remembered.
 *
 * Source: Lundberg et al., "From local explanations to global understanding with explainable AI
 * for trees", Nature Machine Intelligence 2 (2020); the patterns after Yang, "Fast TreeSHAP" (2021).
 */
export function forestShap(
  { start, trees }: Forest,
  columns: readonly Float64Array[],
): ShapValues {
  const values = columns.map((column) => new Float64Array(column.length));
  let base = start;
  for (const tree of trees) {
    for (const { value, conditions } of pathsOf(tree)) {
      base += value * conditions.reduce((product, { share }) => product * share, 1);
      addLeaf(value, conditions, columns, values);
    }
  }
  return { base, values };
}

/** The leaves of a tree and the conditions that lead there, one for each feature on the way. */
function pathsOf(tree: Tree): { value: number; conditions: Condition[] }[] {
  const found: { value: number; conditions: Condition[] }[] = [];
  const visit = (node: number, conditions: readonly Condition[]) => {
    const feature = tree.feature[node]!;
    if (feature === -1) {
      found.push({ value: tree.value[node]!, conditions: [...conditions] });
      return;
    }
    const known = conditions.find((condition) => condition.feature === feature);
    const before = known ??
      { feature, from: -Infinity, below: Infinity, missing: true, share: 1 };
    const others = conditions.filter((condition) => condition !== known);
    const left = tree.left[node]!, threshold = tree.threshold[node]!;
    const missingLeft = tree.missingLeft[node] === 1;
    visit(left, [...others, {
      ...before,
      below: Math.min(before.below, threshold),
      missing: before.missing && missingLeft,
      share: before.share * tree.cover[left]! / tree.cover[node]!,
    }]);
    visit(left + 1, [...others, {
      ...before,
      from: Math.max(before.from, threshold),
      missing: before.missing && !missingLeft,
      share: before.share * tree.cover[left + 1]! / tree.cover[node]!,
    }]);
  };
  visit(0, []);
  return found;
}

/** Adds a leaf's part to the values of all rows. */
function addLeaf(
  value: number,
  conditions: readonly Condition[],
  columns: readonly Float64Array[],
  values: readonly Float64Array[],
): void {
  const rows = columns[0]?.length ?? 0;
  const met = new Uint16Array(rows); // one bit for each condition; a path has at most 16
  conditions.forEach(({ feature, from, below, missing }, k) => {
    const column = columns[feature]!;
    for (let row = 0; row < rows; row++) {
      const x = column[row]!;
      if (Number.isNaN(x) ? missing : x >= from && x < below) met[row]! |= 1 << k;
    }
  });
  const parts: (Float64Array | undefined)[] = [];
  for (let row = 0; row < rows; row++) {
    const part = parts[met[row]!] ??= partsOf(value, conditions, met[row]!);
    for (let k = 0; k < conditions.length; k++) {
      values[conditions[k]!.feature]![row]! += part[k]!;
    }
  }
}

/** What each condition of a leaf contributes where those in `met` are met: its Shapley value. */
function partsOf(value: number, conditions: readonly Condition[], met: number): Float64Array {
  const count = conditions.length;
  return Float64Array.from(conditions, ({ share }, k) => {
    // Coefficient s: sum over all sets of s other conditions that are known, the rest at their share.
    const sums = new Float64Array(count);
    sums[0] = 1;
    conditions.forEach((other, j) => {
      if (j === k) return;
      const known = (met >> j) & 1;
      for (let s = count - 1; s >= 0; s--) {
        sums[s] = sums[s]! * other.share + (s > 0 ? sums[s - 1]! * known : 0);
      }
    });
    let weighted = 0;
    let weight = 1 / count; // s! (count − s − 1)! / count!
    for (let s = 0; s < count; s++) {
      weighted += weight * sums[s]!;
      weight *= (s + 1) / (count - s - 1);
    }
    return value * (((met >> k) & 1) - share) * weighted;
  });
}
