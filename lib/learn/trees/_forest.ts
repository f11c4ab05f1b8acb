import { encode } from "./_bins.ts";
import { addTree, type CodedTree, codedTree, type Tree } from "./_tree.ts";

/** Rows that are scored at once: their codes fit in the first cache. */
const BLOCK = 1024;

/** Trees that are added up. */
export interface Forest {
  readonly start: number;
  readonly trees: readonly Tree[];
}

/** Trees that are ready to score rows. */
export interface CodedForest {
  readonly start: number;
  /** Indices of the features that any tree asks about. */
  readonly used: readonly number[];
  /** All thresholds of each of these. */
  readonly edges: readonly Float64Array[];
  readonly trees: readonly CodedTree[];
}

/** Turns the thresholds of all trees into codes, so that each value is compared with them once. */
export function codedForest({ start, trees }: Forest): CodedForest {
  const thresholds = new Map<number, Set<number>>();
  for (const { feature, threshold } of trees) {
    feature.forEach((asked, node) => {
      if (asked === -1) return;
      if (!thresholds.has(asked)) thresholds.set(asked, new Set());
      if (threshold[node]! < Infinity) thresholds.get(asked)!.add(threshold[node]!);
    });
  }
  const used = [...thresholds.keys()].sort((a, b) => a - b);
  const edges = used.map((feature) => Float64Array.from(thresholds.get(feature)!).sort());
  const place = new Map(used.map((feature, i) => [feature, i]));
  const coded = trees.map((tree) =>
    codedTree({ ...tree, feature: tree.feature.map((asked) => place.get(asked) ?? -1) }, edges)
  );
  return { start, used, edges, trees: coded };
}

/** The margin of each row. */
export function forestMargin(
  { start, used, edges, trees }: CodedForest,
  columns: readonly Float64Array[],
): Float64Array {
  const rows = columns[0]?.length ?? 0;
  const margin = new Float64Array(rows).fill(start);
  const asked = used.map((feature) => columns[feature]!);
  if (asked.length === 0) {
    const constant = trees.reduce((sum, { value }) => sum + value[0]!, start);
    return margin.fill(constant);
  }
  for (let begin = 0; begin < rows; begin += BLOCK) {
    const codes = encode(asked, edges, { begin, end: Math.min(begin + BLOCK, rows) });
    for (const tree of trees) addTree(tree, codes, margin, begin);
  }
  return margin;
}
