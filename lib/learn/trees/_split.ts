/** How splits are judged. */
export interface SplitRules {
  readonly l1: number;
  readonly l2: number;
  readonly minimumChildWeight: number;
  /** −1, 0 or 1 for each feature. */
  readonly monotone: Int8Array;
}

/** Sums over the rows of a node, and the range in which its weight has to stay. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly lower: number;
  readonly upper: number;
}

/** The best division of a node: codes up to `code` go left. */
export interface Split {
  readonly feature: number;
  /** 1 … bins of the feature; at the last one, every value that is present goes left. */
  readonly code: number;
  readonly missingLeft: boolean;
  readonly gain: number;
  readonly leftGradient: number;
  readonly leftHessian: number;
}

/** Less gain than this is none, as in xgboost. */
const LEAST_GAIN = 1e-6;

/** Of the root's hessian, what may be left in an empty bin by rounding. */
const ROUNDING = 1e-13;

/** The weight of a node that makes the second-order loss smallest, within its range. */
export function nodeWeight(sums: NodeSums, { l1, l2 }: SplitRules): number {
  const weight = -shrink(sums.gradient, l1) / (sums.hessian + l2);
  return Math.min(Math.max(weight, sums.lower), sums.upper);
}

function shrink(gradient: number, l1: number): number {
  return gradient > l1 ? gradient - l1 : gradient < -l1 ? gradient + l1 : 0;
}

/** Twice the fall of the second-order loss, with its penalties, at a weight. */
function gainAt(weight: number, gradient: number, hessian: number, { l1, l2 }: SplitRules): number {
  return -(2 * gradient * weight + (hessian + l2) * weight * weight + 2 * l1 * Math.abs(weight));
}

/** Looks for the best split of one node, feature after feature. */
export class SplitSearch {
  best: Split | undefined;
  readonly #parentGain: number;
  readonly #empty: number;
  readonly #least: number;
  readonly #free: boolean;

  /** @param rootHessian the sum over all rows of the tree */
  constructor(readonly node: NodeSums, readonly rules: SplitRules, rootHessian: number) {
    this.#parentGain = gainAt(nodeWeight(node, rules), node.gradient, node.hessian, rules);
    this.#empty = ROUNDING * rootHessian;
    this.#least = Math.max(rules.minimumChildWeight, this.#empty);
    this.#free = rules.l1 === 0 && node.lower === -Infinity && node.upper === Infinity;
  }

  /**
   * Tries all splits of one feature. Where no row of the node is missing, later ones go right.
   *
   * @param histogram pairs (gradient, hessian) of which the feature's begin at index 2 · `offset`
   */
  try(feature: number, histogram: Float64Array, offset: number, bins: number): void {
    const missing = histogram[2 * offset + 1]! > this.#empty;
    this.#scan(feature, histogram, offset, bins, missing, false);
    if (missing) this.#scan(feature, histogram, offset, bins, missing, true);
  }

  #scan(
    feature: number,
    histogram: Float64Array,
    offset: number,
    bins: number,
    missing: boolean,
    missingLeft: boolean,
  ): void {
    const { gradient: total, hessian: weight } = this.node;
    const { l2, monotone } = this.rules;
    const empty = this.#empty, least = this.#least;
    const direction = monotone[feature]!;
    const simple = this.#free && direction === 0;
    const last = missingLeft || !missing ? bins - 1 : bins;
    const before = this.#parentGain;
    let best = this.best?.gain ?? LEAST_GAIN;
    let found = 0, foundGradient = 0, foundHessian = 0;
    let gradient = missingLeft ? histogram[2 * offset]! : 0;
    let hessian = missingLeft ? histogram[2 * offset + 1]! : 0;
    for (let code = 1, at = 2 * offset + 2; code <= last; code++, at += 2) {
      gradient += histogram[at]!;
      const inBin = histogram[at + 1]!;
      hessian += inBin;
      if (inBin <= empty || hessian < least) continue;
      const rightHessian = weight - hessian;
      if (rightHessian < least) break;
      const rightGradient = total - gradient;
      const left = hessian + l2, right = rightHessian + l2;
      const after = simple
        ? (gradient * gradient * right + rightGradient * rightGradient * left) / (left * right)
        : this.#constrained(
          gradient,
          hessian,
          rightGradient,
          rightHessian,
          code < bins ? direction : 0,
        );
      // In 32 bits, as xgboost does: splits that are the same but for rounding are ties, and the
      // first one is taken, whoever added up the bins.
      const gain = Math.fround(after - before);
      if (gain > best) {
        best = gain;
        found = code;
        foundGradient = gradient;
        foundHessian = hessian;
      }
    }
    if (found === 0) return;
    if (missingLeft) {
      // Bins without rows go with what is left of them, or with the missing values, as in xgboost.
      while (found < bins - 1 && histogram[2 * (offset + found + 1) + 1]! <= empty) found++;
    }
    this.best = {
      feature,
      code: found,
      missingLeft,
      gain: best,
      leftGradient: foundGradient,
      leftHessian: foundHessian,
    };
  }

  /** The gain of both children with L1, the range of the node and the direction of the feature. */
  #constrained(
    gradient: number,
    hessian: number,
    rightGradient: number,
    rightHessian: number,
    direction: number,
  ): number {
    const { rules, node: { lower, upper } } = this;
    const left = nodeWeight({ gradient, hessian, lower, upper }, rules);
    const right = nodeWeight(
      { gradient: rightGradient, hessian: rightHessian, lower, upper },
      rules,
    );
    if (direction * (right - left) < 0) return -Infinity;
    return gainAt(left, gradient, hessian, rules) +
      gainAt(right, rightGradient, rightHessian, rules);
  }
}
