import type { Horizon } from "./horizons.ts";
import { pooled, type RepurchaseScore } from "./metrics_table.ts";
import { comparedForecasts } from "./rolling_forecasts.ts";
import { standing, verdict } from "./verdict.ts";

/** The forecasts in the words of a sentence. */
export const forecastWords: Readonly<Record<string, string>> = {
  [comparedForecasts.network]: "the network",
  [comparedForecasts.trees]: "boosted trees",
  [comparedForecasts.logistic]: "logistic regression",
  [comparedForecasts.paretoNbd]: "the Pareto/NBD model",
  [comparedForecasts.daysSinceLast]: "the rule of days since the last purchase",
  [comparedForecasts.baseRate]: "the base rate",
};

/**
 * Sentences on how the network stands to the other forecasts on all snapshots, two for each horizon: by
 * the order it puts customers in, and by its probabilities. Who is better is left to the intervals of
 * the differences, and said also where it is not the network.
 */
export function repurchaseVerdict(scores: readonly RepurchaseScore[]): string[] {
  return [
    ...verdictOf(scores, 30, [
      "The network tells buyers from others",
      "Its probabilities fit what happened",
    ]),
    ...verdictOf(scores, 60, [
      "Within 60 days, it tells buyers from others",
      "Its probabilities of 60 days fit what happened",
    ]),
  ];
}

function verdictOf(
  scores: readonly RepurchaseScore[],
  wanted: Horizon,
  [order, fit]: readonly [string, string],
): string[] {
  const others = scores.filter(({ horizon, name, snapshot }) =>
    horizon === wanted && snapshot === pooled && name in forecastWords &&
    name !== comparedForecasts.network
  );
  const against = (measure: "rocAuc" | "logLoss", sign: 1 | -1) =>
    others.map(({ difference, name }) => {
      const { lower, upper } = difference![measure];
      const gain = sign > 0 ? { lower, upper } : { lower: -upper, upper: -lower };
      return [forecastWords[name]!, standing(gain)] as const;
    });
  return [
    verdict(order, against("rocAuc", -1)),
    verdict(fit, against("logLoss", 1)),
  ];
}
