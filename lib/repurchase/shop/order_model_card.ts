import { orderFeatures } from "./order_features.ts";
import { answerDays, rowsIn } from "./order_folds.ts";
import { repurchaseDays } from "./query_shop.ts";
import { orderForecasts, type OrderRepurchase } from "./train_order_repurchase.ts";

const msPerDay = 86_400_000;

/** What a stored model of orders is: what it takes and gives, what it learnt from, how good it was. */
export function orderModelCard(
  { attained, confusion, folds, model, rows, scores, threshold }: OrderRepurchase,
): unknown {
  const train = rowsIn(folds.part, "train");
  const isoDay = (day: number) => new Date(day * msPerDay).toISOString().slice(0, 10);
  const days = Array.from(train, (row) => rows.placed[row]!);
  const trees = scores.find(({ name }) => name === orderForecasts.trees)!;
  return {
    kind: "repurchase_60d",
    version: 1,
    about: `Probability that a user places another order, which becomes complete, within ` +
      `${repurchaseDays} days after a completed order; asked at its delivery`,
    signature: {
      entity: "order_id",
      inputs: orderFeatures.map((feature) => ({
        name: feature.name,
        type: feature.kind === "number" ? "Float64" : "String",
        ...(feature.kind === "number" ? { unit: feature.unit } : {}),
        meaning: feature.meaning,
      })),
      outputs: [{ name: "probability_60d", type: "Float64" }],
    },
    files: ["trees.json"],
    trained: {
      from: isoDay(days.reduce((a, b) => Math.min(a, b), Infinity)),
      to: isoDay(days.reduce((a, b) => Math.max(a, b), -Infinity)),
      rows: train.length,
      repurchases: days.reduce((sum, _, i) => sum + rows.repurchase[train[i]!]!, 0),
      folds: folds.folds,
      trees: model.trees,
      calibration: model.calibration,
    },
    tested: {
      from: isoDay(folds.testFrom),
      gap_days: answerDays,
      rows: trees.rows,
      ...trees.scores,
      threshold,
      confusion,
      ...(attained === undefined ? {} : { attained }),
    },
  };
}
