import { type Codes, FEATURES_PER_WORD } from "./_bins.ts";

/** A decision tree in flat arrays, one entry per node, the root first. */
export interface Tree {
  /** Index of the feature that is asked, −1 in a leaf. */
  readonly feature: Int32Array;
  /** x < threshold goes left; Infinity where all but the missing do. */
  readonly threshold: Float64Array;
  /** 1 where missing values go left. */
  readonly missingLeft: Uint8Array;
  /** The left child, 0 in a leaf; the right one follows it. */
  readonly left: Int32Array;
  /** What a leaf adds to the margin, 0 elsewhere. */
  readonly value: Float64Array;
  /** What the split gained in twice the second-order loss, 0 in a leaf. */
  readonly gain: Float64Array;
  /** Sum of the hessians of the training rows that came here. */
  readonly cover: Float64Array;
}

/** A tree whose questions are about codes, without a branch at missing values. */
export interface CodedTree {
  /** Steps that bring every row to its leaf; a leaf leads to itself. */
  readonly depth: number;
  /** Index of the word of four features. */
  readonly word: Int32Array;
  /**
   * Three numbers in the bytes of each. Lowest: codes above this go right. Next: what is added to
   * codes before, modulo 256; 255 turns 0, missing, into the largest. Next: where in the word the
   * code begins.
   */
  readonly question: Int32Array;
  readonly left: Int32Array;
  readonly value: Float64Array;
}

/** A tree in the codes that belong to some edges, among which are all its thresholds. */
export function codedTree(tree: Tree, edges: readonly Float64Array[]): CodedTree {
  const nodes = tree.feature.length;
  const word = new Int32Array(nodes);
  const question = new Int32Array(nodes).fill(255);
  const left = Int32Array.from(tree.left, (left, node) => tree.feature[node] === -1 ? node : left);
  const depths = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const feature = tree.feature[node]!;
    if (feature === -1) continue;
    depths[left[node]!] = depths[left[node]! + 1] = depths[node]! + 1;
    const code = 1 + edgeIndex(edges[feature]!, tree.threshold[node]!);
    const shift = 8 * (feature % FEATURES_PER_WORD);
    word[node] = Math.floor(feature / FEATURES_PER_WORD);
    question[node] = questionOf(code, tree.missingLeft[node] === 1, shift);
  }
  const depth = depths.reduce((most, depth) => Math.max(most, depth), 0);
  return { depth, word, question, left, value: tree.value };
}

/** Whether a code is above another, missing ones where they belong. */
export function questionOf(code: number, missingLeft: boolean, shift: number): number {
  return missingLeft ? (shift << 16) | code : (shift << 16) | (255 << 8) | (code - 1);
}

/** 1 where the code in a word goes right, 0 where it goes left. */
export function goesRight(question: number, word: number): number {
  const turned = ((word >>> (question >>> 16)) + (question >>> 8)) & 255;
  return ((question & 255) - turned) >>> 31;
}

/** The index of an edge, or their number for Infinity. */
function edgeIndex(edges: Float64Array, threshold: number): number {
  let low = 0, high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds what a tree says about each row to the margins, from `start` on. */
export function addTree(tree: CodedTree, codes: Codes, margin: Float64Array, start = 0): void {
  const { depth, word, question, left, value } = tree;
  const { rows, words } = codes;
  const step = (node: number, row: number): number =>
    left[node]! + goesRight(question[node]!, words[word[node]! * rows + row]!);
  let row = 0;
  // Four rows at a time: each waits for its next node, but not for those of the others.
  for (; row + 3 < rows; row += 4) {
    let a = 0, b = 0, c = 0, d = 0;
    for (let deep = 0; deep < depth; deep++) {
      a = step(a, row);
      b = step(b, row + 1);
      c = step(c, row + 2);
      d = step(d, row + 3);
    }
    margin[start + row]! += value[a]!;
    margin[start + row + 1]! += value[b]!;
    margin[start + row + 2]! += value[c]!;
    margin[start + row + 3]! += value[d]!;
  }
  for (; row < rows; row++) {
    let node = 0;
    for (let deep = 0; deep < depth; deep++) node = step(node, row);
    margin[start + row]! += value[node]!;
  }
}

/** The nodes of a tree while it grows. */
export class TreeNodes {
  readonly value: number[] = [];
  readonly #feature: number[] = [];
  readonly #threshold: number[] = [];
  readonly #missingLeft: number[] = [];
  readonly #left: number[] = [];
  readonly #gain: number[] = [];
  readonly #cover: number[] = [];

  /** Adds a leaf and says which node it is. */
  add(cover: number): number {
    this.value.push(0);
    this.#feature.push(-1);
    this.#threshold.push(0);
    this.#missingLeft.push(0);
    this.#left.push(0);
    this.#gain.push(0);
    return this.#cover.push(cover) - 1;
  }

  /** Gives a leaf two children; the left one's number. */
  split(
    node: number,
    split: { feature: number; threshold: number; missingLeft: boolean; gain: number },
    covers: readonly [number, number],
  ): number {
    const left = this.add(covers[0]);
    this.add(covers[1]);
    this.#feature[node] = split.feature;
    this.#threshold[node] = split.threshold;
    this.#missingLeft[node] = Number(split.missingLeft);
    this.#gain[node] = split.gain;
    this.#left[node] = left;
    return left;
  }

  tree(): Tree {
    return {
      feature: Int32Array.from(this.#feature),
      threshold: Float64Array.from(this.#threshold),
      missingLeft: Uint8Array.from(this.#missingLeft),
      left: Int32Array.from(this.#left),
      value: Float64Array.from(this.value),
      gain: Float64Array.from(this.#gain),
      cover: Float64Array.from(this.#cover),
    };
  }
}
