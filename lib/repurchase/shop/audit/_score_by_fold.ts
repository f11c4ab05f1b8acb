import type { Random } from "perdura/core/mod.ts";
import {
  bootstrapInterval,
  type Estimate,
  logLoss,
  orderedProbabilities,
  prAuc,
  rocAuc,
} from "perdura/learn/mod.ts";

/** The test of one fold. */
export interface FoldTest {
  readonly userId: readonly string[];
  /** 1 for a repurchase, 0 for none. */
  readonly outcome: Float64Array;
  /** What the trees of the fold say. */
  readonly probability: Float64Array;
}

/**
 * How good the trees of all folds are, with 95 % intervals over users.
 *
 * Orders are ranked against those of their own fold only: ROC-AUC and PR-AUC are the means of those
 * of the folds, each counting as many times as it has repurchases. Ranked across folds, trees that
 * know nothing would look worse than guessing: a fold with more repurchases leaves fewer to learn
 * from, and so has the lower probabilities. Log-loss is the mean of all rows.
 *
 * Source: Parker, Günter and Bedo, "Stratification bias in low signal microarray studies", BMC
 * Bioinformatics 8 (2007), 326.
 */
export function scoreByFold(
  folds: readonly FoldTest[],
  { random, replicates }: { readonly random: Random; readonly replicates: number },
): Record<"rocAuc" | "prAuc" | "logLoss", Estimate> {
  let rows = 0;
  const parts = folds.map(({ outcome, probability }) => ({
    outcome,
    probability: orderedProbabilities(probability),
    from: rows,
    to: rows += outcome.length,
  }));
  const meanOf = (measure: typeof rocAuc) => (weight: Float64Array) => {
    let sum = 0, repurchases = 0;
    for (const { from, outcome, probability, to } of parts) {
      const times = weight.subarray(from, to);
      let yes = 0, all = 0;
      for (let i = 0; i < times.length; i++) {
        all += times[i]!;
        yes += times[i]! * outcome[i]!;
      }
      if (yes === 0 || yes === all) continue;
      sum += yes * measure(probability, outcome, times);
      repurchases += yes;
    }
    return sum / repurchases;
  };
  const together = (values: (fold: FoldTest) => Float64Array) =>
    Float64Array.from(folds.flatMap((fold) => [...values(fold)]));
  const outcome = together((fold) => fold.outcome);
  const probability = together((fold) => fold.probability);
  const groups = folds.flatMap(({ userId }) => userId);
  const interval = (statistic: (weight: Float64Array) => number) =>
    bootstrapInterval(statistic, { groups, random: random.fork("users"), replicates });
  return {
    rocAuc: interval(meanOf(rocAuc)),
    prAuc: interval(meanOf(prAuc)),
    logLoss: interval((weight) => logLoss(probability, outcome, weight)),
  };
}
