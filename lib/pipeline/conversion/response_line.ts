import { responseModels, type TriedModel } from "perdura/conversion/response/mod.ts";
import { formatNumber, percent, plural } from "perdura/core/mod.ts";

/** What there is to say about the model that scores. */
export interface ScoredResponses {
  readonly model: keyof typeof responseModels;
  /** The base rate, then the models, on customers that none has seen. */
  readonly models: readonly TriedModel[];
  /** Customers who were scored. */
  readonly customers: number;
  /** Share of the attainable gain over the base rate; of simulated campaigns only. */
  readonly attained?: number | undefined;
}

/** How good the model that scores is, in a line; a model that is not better says so. */
export function responseLine({ attained, customers, model, models }: ScoredResponses): string {
  const { rocAuc } = models.find(({ name }) => name === model)!.scores;
  const three = (value: number) => formatNumber(value, 3);
  return `${responseModels[model]}: ROC-AUC ${three(rocAuc.estimate)} (${three(rocAuc.lower)} to ` +
    `${three(rocAuc.upper)}) on customers that it has not seen, ` +
    `${besideBaseRate(model, models, attained)}; ${plural(customers, "customer")} scored`;
}

function besideBaseRate(
  model: string,
  models: readonly TriedModel[],
  attained: number | undefined,
): string {
  const { difference, scores } = models.find(({ name }) => name === model)!;
  const { lower, upper } = difference!.logLoss;
  if (upper < 0) {
    const share = 1 - scores.logLoss.estimate / models[0]!.scores.logLoss.estimate;
    return `log-loss ${percent(share, 1)} below the base rate's` +
      (attained === undefined ? "" : `, ${percent(attained)} of the attainable gain`);
  }
  const four = (value: number) => formatNumber(value, 4);
  return `but its probabilities are ${lower > 0 ? "worse" : "not clearly better"} than the base ` +
    `rate, the same for everybody (difference of log-loss ${four(lower)} to ${four(upper)})`;
}
