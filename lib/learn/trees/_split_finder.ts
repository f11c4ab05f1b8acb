import type { Codes } from "./_bins.ts";
import {
  buildHistogram,
  type HistogramLayout,
  histogramLayout,
  subtractHistogram,
} from "./_histogram.ts";
import { type NodeSums, type Split, type SplitRules, SplitSearch } from "./_split.ts";

/** The training rows as the finders of splits see them; workers share the memory. */
export interface TrainingRows {
  readonly codes: Codes;
  /** Bins of each feature. */
  readonly bins: readonly number[];
  readonly rules: SplitRules;
  /** Row numbers, those of a node side by side. */
  readonly order: Int32Array;
  /** (Gradient, hessian) of the rows whose histogram is to be built, in their order. */
  readonly pairs: Float64Array;
  /** 1 for the features of the present tree. */
  readonly selected: Uint8Array;
}

/** A node whose best split is wanted. */
export interface Candidate extends NodeSums {
  /** Which histogram it has. */
  readonly slot: number;
}

/** A node to be searched and, but for the root, its sibling, which has its parent's histogram. */
export interface Siblings {
  /** Its rows are `begin` to `end` of the order; its histogram is built from them. */
  readonly built: Candidate;
  readonly begin: number;
  readonly end: number;
  /** Its slot has the parent's histogram, which becomes its own by subtraction. */
  readonly other?: Candidate;
  /** Sum over all rows of the tree. */
  readonly rootHessian: number;
}

/** The best split of each sibling, where it has one. */
export type Found = readonly [built: Split | undefined, other: Split | undefined];

/** Something that finds splits among some features, or all. */
export interface SplitFinder {
  find(siblings: Siblings): Found;
}

/** Finds the best splits among a run of features. */
export class LocalSplitFinder implements SplitFinder {
  readonly #layout: HistogramLayout;
  readonly #histograms: Float64Array[] = [];

  /**
   * @param first the first feature, a multiple of four
   * @param end the one after the last
   */
  constructor(readonly rows: TrainingRows, first: number, end: number) {
    this.#layout = histogramLayout(first, rows.bins.slice(first, end));
  }

  find({ built, begin, end, other, rootHessian }: Siblings): Found {
    const { codes, order, pairs, selected } = this.rows;
    const histogram = this.#histogram(built.slot);
    buildHistogram(histogram, this.#layout, codes, order, begin, end, pairs, selected);
    const split = this.#search(built, rootHessian);
    if (other === undefined) return [split, undefined];
    subtractHistogram(this.#histogram(other.slot), histogram);
    return [split, this.#search(other, rootHessian)];
  }

  #search(node: Candidate, rootHessian: number): Split | undefined {
    const { rules, bins, selected } = this.rows;
    const { first, features, offsets } = this.#layout;
    const search = new SplitSearch(node, rules, rootHessian);
    const histogram = this.#histogram(node.slot);
    for (let local = 0; local < features; local++) {
      const feature = first + local;
      if (selected[feature] === 1) search.try(feature, histogram, offsets[local]!, bins[feature]!);
    }
    return search.best;
  }

  #histogram(slot: number): Float64Array {
    return this.#histograms[slot] ??= new Float64Array(
      2 * this.#layout.offsets[this.#layout.features]!,
    );
  }
}
