import pl from "nodejs-polars";
import type { Progress, Random } from "perdura/core/mod.ts";
import { customerFeatures, type CustomerTables, type History } from "perdura/features/mod.ts";
import type { EpochRecord } from "perdura/learn/networks/mod.ts";
import { attainableProbabilities, type PurchaseTruth } from "./attainable.ts";
import { customerParts } from "./customer_parts.ts";
import { horizons } from "./horizons.ts";
import { type LearningDays, learningDays, rollingTests } from "./learning_days.ts";
import { learningSet } from "./learning_set.ts";
import { type RepurchaseScore, repurchaseScores } from "./metrics_table.ts";
import { predictionsTable } from "./predictions_table.ts";
import { RepurchaseModel } from "./repurchase_model.ts";
import { repurchaseRows } from "./repurchase_rows.ts";
import { type RollingForecasts, rollingForecasts } from "./rolling_forecasts.ts";
import { type RepurchaseTraining, tellOfTraining } from "./training.ts";
import { trainingRows } from "./training_rows.ts";

/** What {@linkcode repurchase30} looks at. */
export interface Repurchase30Input {
  /** What the customers to learn from bought and sent back. */
  readonly history: History<CustomerTables>;
  /** The days of the past to learn from, as {@linkcode snapshotDates} chooses them. */
  readonly dates: readonly Date[];
  /** The first day that counts as the future. */
  readonly asOf: Date;
  /**
   * Reads the features of a day from the store: of the customers to learn from on one of the dates,
   * of all customers on the as-of date.
   */
  readonly features: (day: Date) => Promise<pl.DataFrame>;
  /** What is true of a simulated shop, by which the best possible forecast is known. */
  readonly truth?: PurchaseTruth;
}

/** How {@linkcode repurchase30} learns. */
export interface Repurchase30Options extends Pick<RepurchaseTraining, "network" | "trees"> {
  readonly random: Random;
  readonly progress: Progress;
  /** Resampled sets of customers for the intervals of scores, default 200. */
  readonly replicates?: number;
  /** Snapshots that models are tested on, at most; default 6. */
  readonly tests?: number;
}

/** Who will buy again within 30 and 60 days, how well that can be told, and why. */
export interface Repurchase30 {
  /** The customers on each of the dates, with what they did. */
  readonly rows: pl.DataFrame;
  /** One row per customer as of the as-of date; see {@linkcode predictionsTable}. */
  readonly predictions: pl.DataFrame;
  /** The model that made them; dispose of it after use. */
  readonly model: RepurchaseModel;
  /** What it learnt from. */
  readonly learnt: LearningDays & { readonly rows: number; readonly customers: number };
  /** What each feature adds or takes: the mean of the absolute effects, by feature. */
  readonly importance: Readonly<Record<string, number>>;
  /** Forecasts of the past by models made as this one, and their scores. */
  readonly forecasts: RollingForecasts;
  readonly scores: readonly RepurchaseScore[];
  /** How each network of the model learnt. */
  readonly histories: readonly (readonly EpochRecord[])[];
}

/**
 * Learns from transactions who will buy again, tests that on the past, and predicts.
 *
 * A history that {@linkcode repurchaseObstacle} has nothing to say of is long enough.
 */
export async function repurchase30(
  { asOf, dates, features, history, truth }: Repurchase30Input,
  { network, progress, random, replicates, tests, trees }: Repurchase30Options,
): Promise<Repurchase30> {
  const snapshots = [];
  for (const date of dates) snapshots.push({ asOf: date, features: await features(date) });
  const table = trainingRows(history, { end: asOf, snapshots });
  const rows = repurchaseRows(table);
  const parts = customerParts(rows.customerId, random.fork("parts"));

  const training: RepurchaseTraining = {
    random,
    told: tellOfTraining(progress),
    ...(network && { network }),
    ...(trees && { trees }),
  };
  const rolling = rollingTests(dates, tests === undefined ? {} : { tests });
  const forecasts = await rollingForecasts(rows, rolling, parts, training);
  const best = truth && { "best possible": attainableProbabilities(forecasts.rows, truth) };
  progress.update("comparing forecasts", 0);
  const scores = repurchaseScores(
    { ...forecasts, forecasts: { ...forecasts.forecasts, ...best } },
    random.fork("scores"),
    replicates,
  );

  const days = learningDays(dates, asOf);
  const stream = random.fork("model");
  const set = learningSet(rows, days, parts, stream);
  const which = `${rolling.length + 1} of ${rolling.length + 1}`;
  const model = await RepurchaseModel.fit(set, {
    ...network,
    ...training.told(which),
    random: stream,
  });
  const customers = await features(asOf);
  const columns = customerFeatures.columns(customers);
  progress.update("explaining predictions", 0);
  const effects = model.effects(columns);
  return {
    rows: table,
    predictions: predictionsTable(customers, model.predict(columns), columns, effects),
    model,
    learnt: {
      ...days,
      rows: set.train.bought[horizons[0]].length,
      customers: new Set(set.train.customerId).size,
    },
    importance: Object.fromEntries(columns.map(({ name }, at) => [name, meanSize(effects[at]!)])),
    forecasts,
    scores,
    histories: model.histories,
  };
}

function meanSize(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}
