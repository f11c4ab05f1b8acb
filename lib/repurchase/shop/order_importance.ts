import type { Random } from "perdura/core/mod.ts";
import type { RawColumn } from "perdura/features/mod.ts";
import { permutationImportance, rocAuc } from "perdura/learn/mod.ts";
import { orderFeatures } from "./order_features.ts";
import type { OrderModel } from "./order_model.ts";
import type { OrderRows } from "./order_rows.ts";

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

/**
 * How much a model lives on each feature, largest effect first.
 *
 * @param orders n orders that it was tested on
 * @param fold the fold of each
 * @param options `informationValue` of each feature, over the orders of training
 */
export function orderImportance(
  model: OrderModel,
  orders: OrderRows,
  fold: Uint8Array,
  { informationValue, random }: {
    readonly informationValue: Readonly<Record<string, number>>;
    readonly random: Random;
  },
): OrderImportance[] {
  const features = model.encodeOwn(orders.columns, fold);
  const effects = model.effectsOwn(features, fold);
  const gain = model.gainImportance();
  const permuted = new Map(
    permutationImportance(
      (permuted) => model.predictEncoded(permuted, fold),
      features,
      orders.repurchase,
      {
        metric: rocAuc,
        random,
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
