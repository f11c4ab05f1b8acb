import { baseRateBrier, skillOf } from "./brier_skill.ts";
import type { OrderedProbabilities } from "./ordered_probabilities.ts";
import type { ProbabilityScores } from "./probability_scores.ts";

/** What is known of each row before it is weighted. */
export interface RowScores {
  readonly loss: Float64Array;
  readonly squares: Float64Array;
}

const bins = 10;
const top = 0.1;

/**
 * All scores under any weights in two passes over the rows: what the functions for each of them say,
 * a tenth of the time. Intervals ask for thousands of these.
 */
export function weightedScorer(
  { order, values }: OrderedProbabilities,
  outcome: Float64Array,
  { loss, squares }: RowScores,
): (weight: Float64Array) => ProbabilityScores {
  const value = Float64Array.from(order, (row) => values[row]!);
  const yes = Float64Array.from(order, (row) => outcome[row]!);
  return (weight) => {
    let all = 0, allYes = 0, expected = 0, logLoss = 0, brier = 0;
    for (let row = 0; row < weight.length; row++) {
      const w = weight[row]!;
      if (w === 0) continue;
      all += w;
      allYes += w * outcome[row]!;
      expected += w * values[row]!;
      logLoss += w * loss[row]!;
      brier += w * squares[row]!;
    }
    let pairs = 0, precision = 0, topYes = 0, error = 0;
    let rowsBelow = 0, yesBelow = 0; // of the blocks of equal probability that are done
    let bin = 1, surplus = 0; // expected minus actual in the bin
    const outside = all - top * all;
    for (let k = 0; k < value.length;) {
      const p = value[k]!;
      let blockRows = 0, blockYes = 0, first = 0;
      for (; k < value.length && value[k] === p; k++) {
        const w = weight[order[k]!]!;
        if (w === 0) continue;
        if (blockRows === 0) first = w;
        blockRows += w;
        blockYes += w * yes[k]!;
      }
      if (blockRows === 0) continue;
      // A bin takes rows whose middle, or that of the first copy, is before its end.
      const middle = rowsBelow + Math.min(1, first) / 2;
      if (rowsBelow > 0 && middle > bin * all / bins) {
        error += Math.abs(surplus);
        surplus = 0;
        while (bin < bins && middle > (bin + 1) * all / bins) bin++;
        bin++;
      }
      surplus += p * blockRows - blockYes;
      pairs += blockYes * (rowsBelow - yesBelow + (blockRows - blockYes) / 2);
      precision += blockYes * (allYes - yesBelow) / (all - rowsBelow);
      const part = (rowsBelow + blockRows - outside) / blockRows;
      if (part > 0) topYes += Math.min(1, part) * blockYes;
      rowsBelow += blockRows;
      yesBelow += blockYes;
    }
    const actual = allYes / all;
    return {
      expected: expected / all,
      actual,
      rocAuc: pairs / (allYes * (all - allYes)),
      prAuc: allYes === 0 ? 0 : precision / allYes,
      logLoss: logLoss / all,
      brier: brier / all,
      brierSkill: skillOf(brier / all, baseRateBrier(actual)),
      calibrationError: (error + Math.abs(surplus)) / all,
      liftTop10: topYes / (top * all) / actual,
    };
  };
}
