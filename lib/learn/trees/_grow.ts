import { FEATURES_PER_WORD } from "./_bins.ts";
import type { Candidate, SplitFinder, TrainingRows } from "./_split_finder.ts";
import { nodeWeight, type Split } from "./_split.ts";
import { goesRight, questionOf, type Tree, TreeNodes } from "./_tree.ts";

/** How far a tree may grow, and how much of it counts. */
export interface GrowthLimits {
  readonly depth: number;
  readonly leaves: number;
  readonly learningRate: number;
}

/** A leaf of a tree that grows. */
interface Growing extends Candidate {
  slot: number;
  /** Its rows are `begin` to `end` of the order. */
  readonly begin: number;
  readonly end: number;
  readonly depth: number;
  /** Where it stands in the tree. */
  readonly node: number;
  split: Split | undefined;
}

/** No histogram. */
const NONE = -1;

/** Grows trees on the same rows, best split first. */
export class TreeGrower {
  readonly #moved: Int32Array;
  #freeSlots: number[] = [];
  #slots = 0;

  constructor(
    readonly rows: TrainingRows,
    readonly edges: readonly Float64Array[],
    readonly finder: SplitFinder,
    readonly limits: GrowthLimits,
  ) {
    this.#moved = new Int32Array(rows.order.length);
  }

  /**
   * Grows a tree.
   *
   * @param size the tree sees the first `size` rows of the order, which it rearranges
   * @param pairs (gradient, hessian) of each row
   * @param landed takes each leaf's value and where its rows lie in the order
   */
  grow(
    size: number,
    pairs: Float64Array,
    landed: (value: number, begin: number, end: number) => void,
  ): Tree {
    const { order, rules } = this.rows;
    const { depth, leaves, learningRate } = this.limits;
    let gradient = 0, hessian = 0;
    for (let i = 0; i < size; i++) {
      gradient += pairs[2 * order[i]!]!;
      hessian += pairs[2 * order[i]! + 1]!;
    }
    const nodes = new TreeNodes();
    const root: Growing = {
      ...{ gradient, hessian, lower: -Infinity, upper: Infinity, split: undefined },
      ...{ begin: 0, end: size, depth: 0, node: nodes.add(hessian), slot: this.#takeSlot() },
    };
    const rootHessian = hessian;
    const open = [root];
    if (leaves > 1) this.#search(pairs, rootHessian, root);
    while (open.length < leaves) {
      const parent = open.reduce((a, b) => (b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a);
      if (parent.split === undefined) break;
      const [left, right] = this.#divide(parent, parent.split, nodes);
      open.splice(open.indexOf(parent), 1, left, right);
      if (left.depth === depth || open.length === leaves) this.#release(parent);
      else this.#searchBoth(pairs, rootHessian, parent, left, right);
    }
    for (const leaf of open) {
      this.#release(leaf);
      const value = learningRate * nodeWeight(leaf, rules);
      nodes.value[leaf.node] = value;
      landed(value, leaf.begin, leaf.end);
    }
    return nodes.tree();
  }

  /** The fewer rows are counted, the more are what is left of their parent's histogram. */
  #searchBoth(
    pairs: Float64Array,
    rootHessian: number,
    parent: Growing,
    left: Growing,
    right: Growing,
  ): void {
    const [few, many] = left.end - left.begin <= right.end - right.begin
      ? [left, right]
      : [right, left];
    few.slot = this.#takeSlot();
    many.slot = parent.slot;
    this.#search(pairs, rootHessian, few, many);
  }

  #search(pairs: Float64Array, rootHessian: number, built: Growing, other?: Growing): void {
    const { order, pairs: gathered } = this.rows;
    const { begin, end } = built;
    for (let i = begin, p = 0; i < end; i++, p += 2) {
      const from = 2 * order[i]!;
      gathered[p] = pairs[from]!;
      gathered[p + 1] = pairs[from + 1]!;
    }
    const task = { built, begin, end, rootHessian };
    const found = this.finder.find(other === undefined ? task : { ...task, other });
    [built.split, (other ?? built).split] = other === undefined ? [found[0], found[0]] : found;
    if (built.split === undefined) this.#release(built);
    if (other !== undefined && other.split === undefined) this.#release(other);
  }

  #divide(parent: Growing, split: Split, nodes: TreeNodes): [Growing, Growing] {
    const { rules, bins } = this.rows;
    const { feature, code, missingLeft, leftGradient, leftHessian } = split;
    const middle = this.#partition(parent.begin, parent.end, split);
    const { lower, upper, slot: _, ...rest } = parent;
    const range = { lower, upper };
    const sums = { gradient: leftGradient, hessian: leftHessian };
    const others = {
      gradient: parent.gradient - leftGradient,
      hessian: parent.hessian - leftHessian,
    };
    const { left, right } = boundsOf();
    const node = nodes.split(parent.node, {
      feature,
      threshold: this.edges[feature]![code - 1] ?? Infinity,
      missingLeft,
      gain: split.gain,
    }, [sums.hessian, others.hessian]);
    const child = { ...rest, depth: parent.depth + 1, slot: NONE, split: undefined };
    return [
      { ...child, ...sums, ...left, end: middle, node },
      { ...child, ...others, ...right, begin: middle, node: node + 1 },
    ];

    /** No node below may cross the middle of two children that a direction holds apart. */
    function boundsOf(): Record<"left" | "right", { lower: number; upper: number }> {
      const direction = code < bins[feature]! ? rules.monotone[feature]! : 0;
      if (direction === 0) return { left: range, right: range };
      const between =
        (nodeWeight({ ...sums, ...range }, rules) + nodeWeight({ ...others, ...range }, rules)) / 2;
      const below = { lower, upper: between }, above = { lower: between, upper };
      return direction > 0 ? { left: below, right: above } : { left: above, right: below };
    }
  }

  /** Moves the rows that go left before the others, each in their order; where the others begin. */
  #partition(begin: number, end: number, { feature, code, missingLeft }: Split): number {
    const { order, codes: { words, rows } } = this.rows;
    const moved = this.#moved;
    const base = Math.floor(feature / FEATURES_PER_WORD) * rows;
    const question = questionOf(code, missingLeft, 8 * (feature % FEATURES_PER_WORD));
    let left = begin, right = 0;
    for (let i = begin; i < end; i++) {
      const row = order[i]!;
      const toRight = goesRight(question, words[base + row]!);
      // Writing to both sides and moving one of the two ends on is faster than to choose.
      moved[right] = row;
      order[left] = row;
      right += toRight;
      left += 1 - toRight;
    }
    order.set(moved.subarray(0, right), left);
    return left;
  }

  #takeSlot(): number {
    return this.#freeSlots.pop() ?? this.#slots++;
  }

  #release(leaf: Growing): void {
    if (leaf.slot !== NONE) this.#freeSlots.push(leaf.slot);
    leaf.slot = NONE;
  }
}
