import pl from "nodejs-polars";
import { orderFeatures } from "./order_features.ts";
import type { OrderRepurchase } from "./train_order_repurchase.ts";

/** Reasons that are told of each order, at most. */
const mostReasons = 3;

/** Units of the columns of the training rows that have one. */
export const orderUnits: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    orderFeatures.flatMap((feature) =>
      feature.kind === "number" ? [[feature.name, feature.unit]] : []
    ),
  ),
  repurchase: "1 for another completed order within 60 days, 0 for none, null where not known yet",
  days_between: "days",
};

/**
 * Training rows as they are kept: those of the queries, and which `part` each played ("train",
 * "gap", "test", "open"; null where nothing was learnt).
 *
 * @param result undefined where there were too few repurchases to learn from
 */
export function trainingTable(
  trainingData: pl.DataFrame,
  result: OrderRepurchase | undefined,
): pl.DataFrame {
  const part = result?.folds.part ?? new Array(trainingData.height).fill(null);
  return trainingData.withColumns(pl.Series("part", [...part], pl.Utf8));
}

/**
 * What is expected after every completed order, as it is kept.
 *
 * | column | meaning |
 * | --- | --- |
 * | `order_id`, `user_id`, `order_date` | the order |
 * | `known_at` | its delivery: the moment at which this can be said |
 * | `probability_60d` | of another completed order within 60 days, calibrated; by trees that have seen nothing of this user nor, where the order is open or one of the test, anything as late |
 * | `repurchase` | what happened; null where it is not known yet |
 * | `part` | the part the order played in learning |
 * | `reason_1` to `reason_3` | what sets the order apart, in words; null where nothing more does |
 * | `reason_1_effect` and so on | what it adds to the log-odds |
 */
export function orderPredictionsTable(
  trainingData: pl.DataFrame,
  { folds, probability, reasons, rows }: OrderRepurchase,
): pl.DataFrame {
  const answers = Array.from(rows.repurchase, (answer) => Number.isNaN(answer) ? null : answer);
  const told = Array.from({ length: mostReasons }, (_, at) => [
    pl.Series(
      `reason_${at + 1}`,
      reasons.map((each) => each[at]?.words ?? null) as string[],
      pl.Utf8,
    ),
    pl.Series(
      `reason_${at + 1}_effect`,
      reasons.map((each) => each[at]?.effect ?? null) as number[],
      pl.Float64,
    ),
  ]).flat();
  return pl.DataFrame([
    ...["order_id", "user_id", "order_date", "known_at"].map((name) =>
      trainingData.getColumn(name) as pl.Series
    ),
    pl.Series("probability_60d", probability),
    pl.Series("repurchase", answers as number[], pl.Float64).cast(pl.Int32),
    pl.Series("part", [...folds.part], pl.Utf8),
    ...told,
  ]);
}
