import { type Progress, type Random, silent } from "perdura/core/mod.ts";
import { type RawColumn, takeValues } from "perdura/features/mod.ts";
import {
  compareProbabilities,
  type ConfusionMatrix,
  confusionMatrix,
  permutationImportance,
  rocAuc,
} from "perdura/learn/mod.ts";
import type { RepurchaseScore } from "../metrics_table.ts";
import { attainedShare } from "./attained_share.ts";
import { type BestThreshold, bestThreshold } from "./best_threshold.ts";
import { orderFeatures } from "./order_features.ts";
import { type OrderFolds, orderFolds, rowsIn } from "./order_folds.ts";
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

/** The test, in the column of snapshots: later orders, of users that the model has not seen. */
export const orderTest = "later orders";

/** Fewest repurchases to learn from. */
export const fewestRepurchases = 20;

/** How much a model lives on a feature. */
export interface OrderImportance {
  readonly feature: string;
  readonly meaning: string;
  /** Features that say nearly the same. */
  readonly theme: string;
  /** Share in what the splits gained. */
  readonly gain: number;
  /** Mean size of its effect on the log-odds, over the test. */
  readonly shap: number;
  /** Fall of the ROC-AUC on the test where the features of the theme are dealt to other orders. */
  readonly permutation: number;
  readonly permutation_sd: number;
  /** How much the feature says by itself, on the orders of training. */
  readonly information_value: number;
}

/** What was learnt about repurchases after orders. */
export interface OrderRepurchase {
  readonly model: OrderModel;
  readonly rows: OrderRows;
  readonly folds: OrderFolds;
  /** The probability of each order, by the forest that has seen neither its user nor its future. */
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
  /** From which probability on an order is called a repurchase, chosen on training orders. */
  readonly threshold: BestThreshold;
  /** What came of this threshold on the test. */
  readonly confusion: ConfusionMatrix;
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
 * @param rows completed orders
 * @returns undefined where fewer than {@linkcode fewestRepurchases} repurchases can be learnt from,
 * or none is in the test
 */
export async function trainOrderRepurchase(
  rows: OrderRows,
  { progress = silent, random, replicates, trees = {}, truth }: OrderTraining,
): Promise<OrderRepurchase | undefined> {
  if (sum(rows.repurchase.filter((answer) => !Number.isNaN(answer))) < fewestRepurchases) return;
  const folds = orderFolds(rows, random.fork("folds"));
  const train = rowsIn(folds.part, "train"), test = rowsIn(folds.part, "test");
  const known = takeValues(rows.repurchase, train);
  const isLearnable = sum(known) >= fewestRepurchases && sum(known) < known.length;
  if (!isLearnable || sum(takeValues(rows.repurchase, test)) === 0) return;

  const fit = (label: string, components: boolean) =>
    OrderModel.fit(rows, folds, {
      random: random.fork("trees"),
      progress,
      label,
      components,
      trees,
    });
  const model = await fit("trees", false);
  const features = model.encodeOwn(rows.columns, folds.fold);
  const probability = model.predictOwn(features, folds.fold);
  const onComponents = await fit("trees on components", true);
  const logistic = woeLogistic(rows, folds, random.fork("logistic"));

  const orders = takeOrders(rows, test);
  const testFolds = takeFolds(folds.fold, test);
  const ofComponents = onComponents.encodeOwn(orders.columns, testFolds);
  const forecasts: Record<string, Float64Array> = {
    [orderForecasts.trees]: takeValues(probability, test),
    [orderForecasts.components]: onComponents.predictOwn(ofComponents, testFolds),
    [orderForecasts.logistic]: takeValues(logistic.probability, test),
    [orderForecasts.baseRate]: new Float64Array(test.length).fill(sum(known) / known.length),
  };
  const best = truth && Float64Array.from(orders.orderId, (id) => truth.get(id) ?? NaN);
  if (best) forecasts[orderForecasts.truth] = best;
  const threshold = bestThreshold(takeValues(probability, train), known);
  const effects = model.effectsOwn(features, folds.fold);
  return {
    model,
    rows,
    folds,
    probability,
    reasons: orderReasons(rows.columns, effects),
    scores: compareProbabilities(
      { outcome: orders.repurchase, groups: orders.userId, forecasts },
      random.fork("intervals"),
      replicates,
    ).map((one) => ({ ...one, horizon: 60, snapshot: orderTest, rows: test.length })),
    test: { orders, forecasts },
    importance: importanceOf(model, orders, testFolds, logistic.informationValue, random),
    threshold,
    confusion: confusionMatrix(
      forecasts[orderForecasts.trees]!,
      orders.repurchase,
      threshold.threshold,
    ),
    ...(best && { attained: attainedShare(best, forecasts[orderForecasts.trees]!) }),
  };
}

function importanceOf(
  model: OrderModel,
  orders: OrderRows,
  fold: Uint8Array,
  informationValue: Readonly<Record<string, number>>,
  random: Random,
): OrderImportance[] {
  const features = model.encodeOwn(orders.columns, fold);
  const effects = model.effectsOwn(features, fold);
  const gain = model.gainImportance();
  const permuted = new Map(
    permutationImportance(
      (permuted) => model.predictOwn(permuted, fold),
      features,
      orders.repurchase,
      {
        metric: rocAuc,
        random: random.fork("permutation"),
        groups: themesOf(orders.columns),
      },
    ).map((one) => [one.name, one]),
  );
  const told = new Map(orderFeatures.map((feature) => [feature.name, feature]));
  return features.names.map((feature, at) => {
    const { meaning, theme } = told.get(feature)!;
    const { importance, standardDeviation } = permuted.get(groupName(theme))!;
    return {
      feature,
      meaning,
      theme,
      gain: gain[feature]!,
      shap: effects[at]!.reduce((sum, effect) => sum + Math.abs(effect), 0) / fold.length,
      permutation: importance,
      permutation_sd: standardDeviation,
      information_value: informationValue[feature] ?? NaN,
    };
  }).sort((a, b) => b.shap - a.shap);
}

/** Names of groups must not be names of features, as "discount" and the like might. */
const groupName = (theme: string) => `theme ${theme}`;

function themesOf(columns: readonly RawColumn[]): Record<string, string[]> {
  const names = new Set(columns.map(({ name }) => name));
  const groups: Record<string, string[]> = {};
  for (const { name, theme } of orderFeatures) {
    if (names.has(name)) (groups[groupName(theme)] ??= []).push(name);
  }
  return groups;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
