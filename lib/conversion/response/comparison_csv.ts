import type { TriedModel } from "./train_response.ts";

/** Measures of the comparison, by the names that their columns have. */
const measures = {
  roc_auc: "rocAuc",
  pr_auc: "prAuc",
  log_loss: "logLoss",
  brier: "brier",
} as const;

/**
 * The models beside each other, as a table for people and programs.
 *
 * @param models the base rate first, from {@linkcode trainResponse}
 * @returns CSV with a row per model: each measure on the test with its 95 % interval, the log-loss
 * minus that of the base rate with the interval of this difference, the log-loss on the rows held out
 * before the test, and how scores became probabilities
 */
export function comparisonCsv(models: readonly TriedModel[]): string {
  const header = [
    "model",
    ...Object.keys(measures).flatMap((name) => [name, `${name}_low`, `${name}_high`]),
    "log_loss_difference",
    "log_loss_difference_low",
    "log_loss_difference_high",
    "held_out_log_loss",
    "calibration",
  ];
  const lines = models.map(({ name, scores, difference, heldOutLogLoss, calibration }) => [
    name,
    ...Object.values(measures).flatMap((measure) => {
      const { estimate, lower, upper } = scores[measure];
      return [estimate, lower, upper];
    }),
    ...difference === undefined
      ? ["", "", ""]
      : [difference.logLoss.estimate, difference.logLoss.lower, difference.logLoss.upper],
    heldOutLogLoss ?? "",
    calibration ?? "",
  ]);
  return [header, ...lines].map((line) => `${line.join(",")}\n`).join("");
}
