import type { Horizon } from "./horizons.ts";
import { pooled, type RepurchaseScore, unseenCustomers } from "./metrics_table.ts";
import { comparedForecasts } from "./rolling_forecasts.ts";
import { type Standing, standing, verdict } from "./verdict.ts";

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
 * Sentences on how the network stands to the other forecasts: on all tests for each horizon, by the
 * order it puts customers in and by its probabilities, and within 30 days also by the order of
 * customers whom no weight was learnt from. Who is better is left to the intervals of the differences,
 * and said also where it is not the network.
 */
export function repurchaseVerdict(scores: readonly RepurchaseScore[]): string[] {
  const on = (horizon: Horizon, snapshot: string, measure: Measure, claim: string) =>
    verdict(claim, standings(scores, horizon, snapshot, measure));
  return [
    on(30, pooled, "rocAuc", "The network tells buyers from others"),
    on(30, pooled, "logLoss", "Its probabilities fit what happened"),
    on(
      30,
      unseenCustomers,
      "rocAuc",
      "Among customers whom no weight was learnt from, it tells buyers from others",
    ),
    on(60, pooled, "rocAuc", "Within 60 days, it tells buyers from others"),
    on(60, pooled, "logLoss", "Its probabilities of 60 days fit what happened"),
  ];
}

type Measure = "rocAuc" | "logLoss";

/** How the network stands to each other forecast. */
function standings(
  scores: readonly RepurchaseScore[],
  wanted: Horizon,
  on: string,
  measure: Measure,
): (readonly [words: string, standing: Standing])[] {
  return scores.flatMap(({ difference, horizon, name, snapshot }) => {
    const words = forecastWords[name];
    const isOther = horizon === wanted && snapshot === on && words !== undefined &&
      name !== comparedForecasts.network;
    if (!isOther) return [];
    const { lower, upper } = difference![measure];
    // More is better of one, less of the other.
    const gain = measure === "rocAuc" ? { lower: -upper, upper: -lower } : { lower, upper };
    return [[words, standing(gain)] as const];
  });
}
