/** A column of probabilities and what its order says, worked out once for many weightings. */
export interface OrderedProbabilities {
  readonly values: Float64Array;
  /** Rows in ascending order of the values. */
  readonly order: Uint32Array;
}

/** How good probabilities of a yes are. */
export interface ProbabilityScores {
  /** Mean of the probabilities. */
  readonly expected: number;
  /** Share of the rows in which it was a yes. */
  readonly actual: number;
  /**
   * ROC-AUC: the share of pairs, one yes and one no, in which the yes has the higher probability,
   * ties counting half. NaN where all rows are alike.
   */
  readonly rocAuc: number;
  /** Mean of −ln of the probability of what happened; lower is better. */
  readonly logLoss: number;
  /** Mean of (probability − outcome)²; lower is better. */
  readonly brier: number;
}

/** Probabilities nearer to 0 or 1 than this are taken for this, so that no row is infinite. */
const leastProbability = 1e-12;

/** @param values n probabilities */
export function orderedProbabilities(values: Float64Array): OrderedProbabilities {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  return { values, order };
}

/**
 * Measures probabilities of a yes against what happened.
 *
 * @param probabilities n probabilities
 * @param outcome n values, 1 for a yes and 0 for a no
 * @param weight how many times each row counts, 0 allowed; default 1
 *
 * @example
 * ```ts
 * import { orderedProbabilities, probabilityScores } from "perdura/learn/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const probabilities = orderedProbabilities(Float64Array.of(0.1, 0.4, 0.35, 0.8));
 * const { rocAuc } = probabilityScores(probabilities, Float64Array.of(0, 0, 1, 1));
 * assertEquals(rocAuc, 0.75);
 * ```
 *
 * Source: Hanley and McNeil, "The meaning and use of the area under a ROC curve", Radiology 143
 * (1982); Brier, "Verification of forecasts expressed in terms of probability" (1950).
 */
export function probabilityScores(
  { values, order }: OrderedProbabilities,
  outcome: Float64Array,
  weight?: Float64Array,
): ProbabilityScores {
  let rows = 0, expected = 0, yes = 0, logLoss = 0, brier = 0;
  // Pairs of a yes with a lower no; the rows of one value are a block of ties.
  let pairs = 0, noBelow = 0, blockYes = 0, blockNo = 0;
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    const w = weight?.[i] ?? 1;
    const p = values[i]!;
    if (k > 0 && p !== values[order[k - 1]!]) {
      pairs += blockYes * (noBelow + blockNo / 2);
      noBelow += blockNo;
      blockYes = blockNo = 0;
    }
    const isYes = outcome[i] === 1;
    if (isYes) blockYes += w;
    else blockNo += w;
    rows += w;
    expected += w * p;
    yes += isYes ? w : 0;
    logLoss -= w * Math.log(Math.max(leastProbability, isYes ? p : 1 - p));
    brier += w * (p - outcome[i]!) ** 2;
  }
  pairs += blockYes * (noBelow + blockNo / 2);
  return {
    expected: expected / rows,
    actual: yes / rows,
    rocAuc: pairs / (yes * (rows - yes)),
    logLoss: logLoss / rows,
    brier: brier / rows,
  };
}
