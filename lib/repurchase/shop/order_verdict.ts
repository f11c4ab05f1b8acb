import { formatNumber, percent, plural } from "perdura/core/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { orderForecasts, type OrderRepurchase } from "./train_order_repurchase.ts";

/** Forecasts that learn from the same orders. */
const rivals: readonly string[] = [orderForecasts.components, orderForecasts.logistic];

/** How far the expected share may be from the one that came; told where it is not chance either. */
const tolerance = 0.2;

/**
 * How good the model of orders is, in sentences: what it was tested on, whether it tells anything at
 * all, and how it stands to the base rate.
 */
export function orderVerdict({ attained, scores, test }: OrderRepurchase): string[] {
  const trees = scores.find(({ name }) => name === orderForecasts.trees)!;
  const base = scores.find(({ name }) => name === orderForecasts.baseRate)!;
  const { actual, expected, rocAuc } = trees.scores;
  // Differences are those of the base rate: above 0 where the trees lose less.
  const gain = base.difference!.logLoss;
  const tested =
    `Tested on ${plural(test.orders.orderId.length, "later order")}, each by trees that have not ` +
    `seen its user: ${percent(actual.estimate, 1)} were followed by a repurchase, and ` +
    `${percent(expected.estimate, 1)} were expected to be`;
  const isFarOff = Math.abs(expected.estimate / actual.estimate - 1) > tolerance &&
    (expected.estimate < actual.lower || expected.estimate > actual.upper);
  const share = percent(actual.estimate, 1);
  const auc = `ROC-AUC ${inWords(rocAuc)}`;
  if (!(rocAuc.lower > 0.5)) {
    const doTell = scores.filter(({ name, scores }) =>
      rivals.includes(name) && scores.rocAuc.lower > 0.5
    );
    const unclear = `${auc} is not clearly better than tossing a coin`;
    return [
      tested,
      doTell.length === 0
        ? "Nothing that is known at the delivery says here after which orders users buy again: " +
          unclear
        : `The trees do not tell orders that are followed by a repurchase from others: ${unclear}`,
      ...doTell.map(({ name, scores }) =>
        `${capital(name)} would tell them: ROC-AUC ${inWords(scores.rocAuc)}`
      ),
      `Plan with the latest share, ${share}`,
    ];
  }
  return [
    tested,
    `The trees tell orders that are followed by a repurchase from others: ${auc}`,
    gain.lower > 0
      ? `Their probabilities are better than the base rate: log-loss lower by ${inWords(gain, 4)}`
      : "Their probabilities are not clearly better than the base rate: use them to rank orders",
    ...(attained === undefined
      ? []
      : [`They reach ${percent(attained, 1)} of the attainable gain in log-loss`]),
    ...scores.flatMap(({ difference, name }) =>
      // Below 0 where the rival loses less.
      rivals.includes(name) && difference!.logLoss.upper < 0
        ? [
          `${capital(name)} would have better probabilities: log-loss lower by ` +
          inWords(opposite(difference!.logLoss), 4),
        ]
        : []
    ),
    ...(isFarOff
      ? [
        `Repurchases have become more or less frequent than they were: plan with the latest share, ${share}`,
      ]
      : []),
  ];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function opposite({ estimate, lower, upper }: Estimate): Estimate {
  return { estimate: -estimate, lower: -upper, upper: -lower };
}

function inWords({ estimate, lower, upper }: Estimate, digits = 3): string {
  const [middle, low, high] = [estimate, lower, upper].map((one) => formatNumber(one, digits));
  return `${middle} (${low} to ${high})`;
}
