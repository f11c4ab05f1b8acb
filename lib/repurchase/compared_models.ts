import type { Random } from "perdura/core/mod.ts";
import type { FeatureMatrix } from "perdura/features/mod.ts";
import { GradientBoosting, LogisticRegression } from "perdura/learn/mod.ts";
import { calibrators } from "./calibrated.ts";
import { type Horizon, type PerHorizon, perHorizon } from "./horizons.ts";
import type { LearningSet } from "./learning_set.ts";

/** Gives encoded rows their probabilities. */
export type Forecaster = (features: FeatureMatrix) => PerHorizon<Float64Array>;

/** Slopes are pulled towards 0 as by so many rows; a tenth or ten times as many change little. */
const l2 = 100;

/** A logistic regression for each horizon, calibrated. */
export function fitLogistic(set: LearningSet): Forecaster {
  const { bought, features } = set.train;
  const models = perHorizon((horizon) => LogisticRegression.fit(features, bought[horizon], { l2 }));
  return calibrated(set, (rows) => perHorizon((horizon) => models[horizon].predict(rows)));
}

/** What {@linkcode fitTrees} needs besides rows. */
export interface TreesOptions {
  readonly random: Random;
  /** Most trees of each horizon, default 300. */
  readonly trees?: number;
  /** Told after each tree. */
  readonly onTree?: (tree: number, trees: number) => void;
}

/** Boosted trees for each horizon, stopped by later rows, calibrated. */
export async function fitTrees(
  set: LearningSet,
  { onTree, random, trees = 300 }: TreesOptions,
): Promise<Forecaster> {
  const fit = (horizon: Horizon) =>
    GradientBoosting.fit(set.train.features, set.train.bought[horizon], {
      loss: "binary",
      trees,
      learningRate: 0.05,
      depth: 4,
      leaves: 15,
      rowShare: 0.7,
      columnShare: 0.5,
      minimumChildWeight: 20,
      validation: { features: set.stop.features, outcome: set.stop.bought[horizon] },
      patience: 30,
      random: random.fork(`trees ${horizon}`),
      onTree: (tree) => onTree?.(tree, trees),
    });
  const models = { 30: await fit(30), 60: await fit(60) };
  return calibrated(set, (rows) => perHorizon((horizon) => models[horizon].predict(rows)));
}

function calibrated(set: LearningSet, predict: Forecaster): Forecaster {
  const curves = calibrators(set, predict);
  return (features) => {
    const raw = predict(features);
    return perHorizon((horizon) => curves[horizon].apply(raw[horizon]));
  };
}
