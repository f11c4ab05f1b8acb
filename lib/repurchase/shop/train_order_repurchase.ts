import { type Progress, silent } from "perdura/core/mod.ts";
import { takeValues } from "perdura/features/mod.ts";
import {
  attainableGain,
  bestF1Threshold,
  compareProbabilities,
  type ConfusionMatrix,
  confusionMatrix,
  type F1Threshold,
} from "perdura/learn/mod.ts";
import type { RepurchaseScore } from "../metrics_table.ts";
import { type OrderFolds, orderFolds, rowsIn } from "./order_folds.ts";
import { type OrderImportance, orderImportance } from "./order_importance.ts";
import { OrderModel, type OrderModelOptions, takeFolds } from "./order_model.ts";
import { type OrderReason, orderReasons } from "./order_reasons.ts";
import { type OrderRows, takeOrders } from "./order_rows.ts";
import { woeLogistic } from "./woe_logistic.ts";

/** Names of the forecasts, as tables and figures show them. */
export const orderForecasts = {
  trees: "boosted trees",
  components: "boosted trees on components",
  logistic: "logistic regression",
  baseRate: "base rate",
  truth: "true probability",
} as const;

/**
 * The test, in the column of snapshots: later orders, each by the forest that has not seen its user.
 *
 * They are ranked all together, as a list of orders is; that forests of different folds have
 * different levels counts against the trees.
 */
export const orderTest = "later orders";

/** What was learnt about repurchases after orders. */
export interface OrderRepurchase {
  /** Learnt from all orders whose answer is known: the one to use from now on. */
  readonly model: OrderModel;
  readonly rows: OrderRows;
  readonly folds: OrderFolds;
  /**
   * The probability of each order by the forest that has not seen its user: of the model that was
   * tested, where the answer is known, which has seen nothing as late as the orders of the test; of
   * the one in use, where it is open.
   */
  readonly probability: Float64Array;
  readonly reasons: readonly (readonly OrderReason[])[];
  /** How good the forecasts were on the test; the trees first. */
  readonly scores: readonly RepurchaseScore[];
  /** The orders of the test: what happened, and what each forecast had said. */
  readonly test: {
    readonly orders: OrderRows;
    readonly forecasts: Readonly<Record<string, Float64Array>>;
  };
  readonly importance: readonly OrderImportance[];
  /** From which probability on the model in use calls an order a repurchase. */
  readonly threshold: F1Threshold;
  /** What came on the test of the threshold that had been chosen in the same way before. */
  readonly tested: { readonly threshold: F1Threshold; readonly confusion: ConfusionMatrix };
  /** Share of the attainable log-loss gain on the test, where the truth is known. */
  readonly attained?: number;
}

/** How {@linkcode trainOrderRepurchase} trains. */
export interface OrderTraining extends Pick<OrderModelOptions, "random" | "trees"> {
  readonly progress?: Progress;
  /** The true probability of each order by its id, where a simulator knows it. */
  readonly truth?: ReadonlyMap<string, number>;
  /** Resampled sets of users for the intervals, default 200. */
  readonly replicates?: number;
}

/**
 * Learns after which orders users buy again, beside simpler forecasts, on a test that is later.
 *
 * What is tested has learnt from the orders of training only. The model in use is made in the same
 * way once more, of all orders whose answer is known, so that it knows the latest ones.
 *
 * @param rows completed orders, of which `orderObstacle` has nothing to say
 */
export async function trainOrderRepurchase(
  rows: OrderRows,
  { progress = silent, random, replicates, trees = {}, truth }: OrderTraining,
): Promise<OrderRepurchase> {
  const folds = orderFolds(rows, random.fork("folds"));
  const train = rowsIn(folds.part, "train"), test = rowsIn(folds.part, "test");
  const known = takeValues(rows.repurchase, train);

  const fit = (of: OrderFolds, label: string, components = false) =>
    OrderModel.fit(rows, of, {
      random: random.fork("trees"),
      progress,
      label,
      components,
      trees,
    });
  const tested = await fit(folds, "trees to be tested");
  const onComponents = await fit(folds, "trees on components", true);
  const logistic = woeLogistic(rows, folds, random.fork("logistic"));

  const orders = takeOrders(rows, test);
  const testFolds = takeFolds(folds.fold, test);
  const forecasts: Record<string, Float64Array> = {
    [orderForecasts.trees]: tested.predictOwn(orders.columns, testFolds),
    [orderForecasts.components]: onComponents.predictOwn(orders.columns, testFolds),
    [orderForecasts.logistic]: takeValues(logistic.probability, test),
    [orderForecasts.baseRate]: new Float64Array(test.length).fill(sum(known) / known.length),
  };
  const best = truth && Float64Array.from(orders.orderId, (id) => truth.get(id) ?? NaN);
  if (best) forecasts[orderForecasts.truth] = best;

  const all = { ...folds, part: folds.part.map((part) => part === "open" ? part : "train") };
  const model = await fit(all, "trees in use");
  const answered = rowsIn(all.part, "train"), open = rowsIn(all.part, "open");
  const closed = explained(tested, rows, folds, answered);
  const { probability, reasons } = together(
    [answered, open],
    [closed, explained(model, rows, folds, open)],
  );
  const threshold = bestF1Threshold(takeValues(probability, train), known);
  return {
    model,
    rows,
    folds,
    probability,
    reasons,
    scores: compareProbabilities(
      { outcome: orders.repurchase, groups: orders.userId, forecasts },
      random.fork("intervals"),
      replicates,
    ).map((one) => ({ ...one, horizon: 60, snapshot: orderTest, rows: test.length })),
    test: { orders, forecasts },
    importance: orderImportance(tested, orders, testFolds, {
      informationValue: logistic.informationValue,
      random: random.fork("permutation"),
    }),
    threshold: bestF1Threshold(
      model.predictOwn(takeOrders(rows, answered).columns, takeFolds(folds.fold, answered)),
      takeValues(rows.repurchase, answered),
    ),
    tested: {
      threshold,
      confusion: confusionMatrix(
        forecasts[orderForecasts.trees]!,
        orders.repurchase,
        threshold.threshold,
      ),
    },
    ...(best && { attained: attainableGain(forecasts[orderForecasts.trees]!, best).share }),
  };
}

/** What a model says of some orders, and why. */
interface Explained {
  readonly probability: Float64Array;
  readonly reasons: readonly (readonly OrderReason[])[];
}

function explained(
  model: OrderModel,
  rows: OrderRows,
  folds: OrderFolds,
  which: Uint32Array,
): Explained {
  const { columns } = takeOrders(rows, which);
  const fold = takeFolds(folds.fold, which);
  const features = model.encodeOwn(columns, fold);
  return {
    probability: model.predictEncoded(features, fold),
    reasons: orderReasons(columns, model.effectsOwn(features, fold)),
  };
}

/** Parts of rows, put together again. */
function together(places: readonly Uint32Array[], parts: readonly Explained[]): Explained {
  const rows = places.reduce((sum, { length }) => sum + length, 0);
  const probability = new Float64Array(rows);
  const reasons: (readonly OrderReason[])[] = new Array(rows).fill([]);
  places.forEach((place, at) =>
    place.forEach((row, i) => {
      probability[row] = parts[at]!.probability[i]!;
      reasons[row] = parts[at]!.reasons[i]!;
    })
  );
  return { probability, reasons };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
