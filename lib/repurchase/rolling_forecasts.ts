import { fitParetoNbd } from "perdura/clv/mod.ts";
import { fitLogistic, fitTrees } from "./compared_models.ts";
import { baseRateRule, daysSinceLastRule, type PurchaseRule } from "./days_since_last_rule.ts";
import type { CustomerPart } from "./customer_parts.ts";
import { type Horizon, type PerHorizon, perHorizon } from "./horizons.ts";
import type { RollingTest } from "./learning_days.ts";
import { learningSet } from "./learning_set.ts";
import { purchaseProbability } from "./purchase_probability.ts";
import { RepurchaseModel } from "./repurchase_model.ts";
import { type RepurchaseRows, rowsAsOf, summaryOf, takeRepurchaseRows } from "./repurchase_rows.ts";
import type { RepurchaseTraining } from "./training.ts";

const daysPerWeek = 7;

/** Names of the forecasts that are compared, the one in use first. */
export const comparedForecasts = {
  network: "network",
  trees: "boosted trees",
  logistic: "logistic regression",
  paretoNbd: "pareto-nbd",
  daysSinceLast: "days since last",
  baseRate: "base rate",
} as const;

type ForecastName = typeof comparedForecasts[keyof typeof comparedForecasts];

/** Forecasts of snapshots of the past, by models that knew nothing later. */
export interface RollingForecasts {
  /** The customers as they were on each snapshot, with what they did. */
  readonly rows: RepurchaseRows;
  /** What the customer of each row was for in the models. */
  readonly parts: readonly CustomerPart[];
  /** Probabilities of each row. */
  readonly forecasts: Readonly<Record<ForecastName, PerHorizon<Float64Array>>>;
}

/**
 * Makes models as of days of the past and asks them about the snapshots that follow.
 *
 * Rules and models learn from the same days; the Pareto/NBD model, whose expectation is a feature of
 * the others, is fitted to the past of each snapshot, and its probability is its own, not calibrated.
 *
 * @param parts of each row, the same in all rows of a customer
 */
export async function rollingForecasts(
  rows: RepurchaseRows,
  tests: readonly RollingTest[],
  parts: readonly CustomerPart[],
  { network, random, told, trees }: RepurchaseTraining,
): Promise<RollingForecasts> {
  const done: Pick<RollingForecasts, "forecasts">[] = [];
  for (const [at, test] of tests.entries()) {
    const stream = random.fork(`test ${test.madeOn.toISOString()}`);
    const which = `${at + 1} of ${tests.length + 1}`;
    const set = learningSet(rows, test, parts, stream);
    const tested = takeRepurchaseRows(rows, rowsAsOf(rows, test.tests));
    const features = set.encoder.transform(tested.columns);
    const model = await RepurchaseModel.fit(set, { ...network, ...told(which), random: stream });
    const { probability } = model.predictEncoded(features);
    model.dispose();
    const grown = await fitTrees(set, { ...trees, ...told(which), random: stream });
    const rule = (make: (horizon: Horizon) => PurchaseRule) =>
      perHorizon((horizon) => make(horizon)(summaryOf(tested)));
    const experience = (horizon: Horizon) => {
      const latest = test.calibrate[horizon].slice(-1);
      const known = takeRepurchaseRows(rows, rowsAsOf(rows, latest));
      return { summary: summaryOf(known), bought: known.bought[horizon] };
    };
    done.push({
      forecasts: {
        [comparedForecasts.network]: probability,
        [comparedForecasts.trees]: grown(features),
        [comparedForecasts.logistic]: fitLogistic(set)(features),
        [comparedForecasts.paretoNbd]: ownProbabilities(rows, test.tests),
        [comparedForecasts.daysSinceLast]: rule((horizon) =>
          daysSinceLastRule(experience(horizon))
        ),
        [comparedForecasts.baseRate]: rule((horizon) => baseRateRule(experience(horizon))),
      },
    });
  }
  const names = Object.values(comparedForecasts);
  const order = Uint32Array.from(
    rowsAsOf(rows, tests.flatMap(({ tests }) => tests)),
  );
  return {
    rows: takeRepurchaseRows(rows, order),
    parts: Array.from(order, (row) => parts[row]!),
    forecasts: Object.fromEntries(names.map((name) => [
      name,
      perHorizon((horizon) =>
        Float64Array.from(done.flatMap(({ forecasts }) => [...forecasts[name][horizon]]))
      ),
    ])) as unknown as RollingForecasts["forecasts"],
  };
}

/** What the Pareto/NBD model says, fitted to each snapshot's own past. */
function ownProbabilities(
  rows: RepurchaseRows,
  dates: readonly Date[],
): PerHorizon<Float64Array> {
  const each = dates.map((date) => {
    const summary = summaryOf(takeRepurchaseRows(rows, rowsAsOf(rows, [date])));
    const model = fitParetoNbd(summary);
    return perHorizon((days) => purchaseProbability(model, days / daysPerWeek, summary));
  });
  return perHorizon((horizon) => Float64Array.from(each.flatMap((one) => [...one[horizon]])));
}
