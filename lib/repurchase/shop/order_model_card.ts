import { orderFeatures } from "./order_features.ts";
import { answerDays, type OrderPart, rowsIn } from "./order_folds.ts";
import { repurchaseDays } from "./query_shop.ts";
import { orderForecasts, type OrderRepurchase } from "./train_order_repurchase.ts";

const msPerDay = 86_400_000;

/** What a stored model of orders is: what it takes and gives, what it learnt from, how good it was. */
export function orderModelCard(
  { attained, folds, model, rows, scores, tested, threshold }: OrderRepurchase,
): Readonly<Record<string, unknown>> {
  const isoDay = (day: number) => new Date(day * msPerDay).toISOString().slice(0, 10);
  const learntFrom = (...parts: OrderPart[]) => {
    const which = rowsIn(folds.part, ...parts);
    const days = Array.from(which, (row) => rows.placed[row]!);
    return {
      from: isoDay(days.reduce((a, b) => Math.min(a, b), Infinity)),
      to: isoDay(days.reduce((a, b) => Math.max(a, b), -Infinity)),
      rows: which.length,
      repurchases: which.reduce((sum, row) => sum + rows.repurchase[row]!, 0),
    };
  };
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
        unit: feature.unit,
        meaning: feature.meaning,
      })),
      outputs: [{ name: "probability_60d", type: "Float64", unit: "probability" }],
    },
    files: ["trees.json"],
    trained: {
      ...learntFrom("train", "gap", "test"),
      folds: folds.folds,
      trees: model.trees,
      calibration: model.calibration,
      threshold,
    },
    // A model made in the same way of older orders, judged by what came after them.
    tested: {
      trained: learntFrom("train"),
      from: isoDay(folds.testFrom),
      gap_days: answerDays,
      rows: trees.rows,
      ...trees.scores,
      ...tested,
      ...(attained === undefined ? {} : { attained }),
    },
  };
}
