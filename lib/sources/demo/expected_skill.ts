/** How good forecasts can be, when nobody knows more than the true probabilities. */
export interface ExpectedSkill {
  /** Mean of the probabilities. */
  readonly base_rate: number;
  /** Expected ROC-AUC of the true probabilities. */
  readonly roc_auc: number;
  /** Expected log-loss of the true probabilities. */
  readonly log_loss: number;
  /** Expected log-loss of always saying the base rate. */
  readonly base_rate_log_loss: number;
}

/**
 * The skill of true probabilities p as forecasts of themselves, in expectation over what happens:
 * log-loss −Σ p ln p + (1 − p) ln (1 − p) over n, and ROC-AUC as the chance that of two rows, one
 * with an event (drawn in proportion to p) and one without (1 − p), the first has the larger p.
 *
 * @param probabilities n numbers between 0 and 1, not all the same end
 */
export function expectedSkill(probabilities: Float64Array): ExpectedSkill {
  const ascending = probabilities.slice().sort();
  const n = ascending.length;
  let sum = 0, logLoss = 0, below = 0, wins = 0;
  for (let i = 0; i < n;) {
    const p = ascending[i]!;
    let end = i;
    while (end < n && ascending[end] === p) end++;
    const rows = end - i;
    wins += rows * p * (below + rows * (1 - p) / 2);
    below += rows * (1 - p);
    sum += rows * p;
    logLoss += rows * entropy(p);
    i = end;
  }
  return {
    base_rate: sum / n,
    roc_auc: wins / (sum * below),
    log_loss: logLoss / n,
    base_rate_log_loss: entropy(sum / n),
  };
}

function entropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p);
}
