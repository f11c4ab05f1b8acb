import pl from "nodejs-polars";
import type { Progress, Random } from "perdura/core/mod.ts";
import {
  customerFeatures,
  customerHistory,
  type CustomerTables,
  type History,
} from "perdura/features/mod.ts";
import { splitByGroup } from "perdura/learn/mod.ts";
import type { EpochRecord } from "perdura/learn/networks/mod.ts";
import { attainableProbabilities, type PurchaseTruth } from "./attainable.ts";
import { horizons } from "./horizons.ts";
import { type LearningDays, learningDays, rollingTests } from "./learning_days.ts";
import { learningSet } from "./learning_set.ts";
import { type RepurchaseScore, repurchaseScores } from "./metrics_table.ts";
import { predictionsTable } from "./predictions_table.ts";
import { RepurchaseModel } from "./repurchase_model.ts";
import { type RepurchaseRows, repurchaseRows } from "./repurchase_rows.ts";
import { type RollingForecasts, rollingForecasts } from "./rolling_forecasts.ts";
import { sampleCustomers } from "./sample_customers.ts";
import { snapshotDates } from "./snapshot_dates.ts";
import { type RepurchaseTraining, tellOfTraining } from "./training.ts";
import { trainingRows } from "./training_rows.ts";

/** More customers teach little, and their features take room on every snapshot. */
const mostCustomers = 25_000;

/** What {@linkcode repurchase30} looks at. */
export interface Repurchase30Input {
  /** `stage/transactions.parquet` and `stage/rejected.parquet`. */
  readonly transactions: pl.DataFrame;
  readonly rejected: pl.DataFrame;
  /** The first day that counts as the future. */
  readonly asOf: Date;
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

/** Features of customers as of a day. */
export interface Snapshot {
  readonly asOf: Date;
  readonly features: pl.DataFrame;
}

/** Who will buy again within 30 and 60 days, how well that can be told, and why. */
export interface Repurchase30 {
  /** The days that were learnt from, and the as-of date last. */
  readonly snapshots: readonly Snapshot[];
  /** Rows of all snapshots but the last, with what the customers did. */
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
  { asOf, rejected, transactions, truth }: Repurchase30Input,
  { network, progress, random, replicates, tests, trees }: Repurchase30Options,
): Promise<Repurchase30> {
  const history = customerHistory(transactions, rejected);
  const sampled = sampleCustomers(history, mostCustomers, random.fork("customers"));
  const first = new Date(
    history.purchases.select(pl.col("timestamp").min().cast(pl.Float64)).row(0)[0] as number,
  );
  const dates = snapshotDates({ first, end: asOf });
  const snapshots = snapshotsOf(sampled, dates, progress);
  const table = trainingRows(sampled, { end: asOf, snapshots });
  const rows = repurchaseRows(table);
  const half = halves(rows, random.fork("halves"));

  const training: RepurchaseTraining = {
    random,
    told: tellOfTraining(progress),
    ...(network && { network }),
    ...(trees && { trees }),
  };
  const rolling = rollingTests(dates, tests === undefined ? {} : { tests });
  const forecasts = await rollingForecasts(rows, rolling, half, training);
  const best = truth && { "best possible": attainableProbabilities(forecasts.rows, truth) };
  progress.update("comparing forecasts", 0);
  const scores = repurchaseScores(
    { ...forecasts, forecasts: { ...forecasts.forecasts, ...best } },
    random.fork("scores"),
    replicates,
  );

  const days = learningDays(dates, asOf);
  const stream = random.fork("model");
  const set = learningSet(rows, days, half, stream);
  const which = `${rolling.length + 1} of ${rolling.length + 1}`;
  const model = await RepurchaseModel.fit(set, {
    ...network,
    ...training.told(which),
    random: stream,
  });
  const features = customerFeatures.at(history, asOf);
  const columns = customerFeatures.columns(features);
  progress.update("explaining predictions", 0);
  const effects = model.effects(columns);
  return {
    snapshots: [...snapshots, { asOf, features }],
    rows: table,
    predictions: predictionsTable(features, model.predict(columns), columns, effects),
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

function snapshotsOf(
  history: History<CustomerTables>,
  dates: readonly Date[],
  progress: Progress,
): Snapshot[] {
  return dates.map((asOf, at) => {
    progress.update("features of the past", at + 1, dates.length, "snapshots");
    return { asOf, features: customerFeatures.at(history, asOf) };
  });
}

/** Deals customers out to two halves; says of each row in which it is. */
function halves({ customerId }: RepurchaseRows, random: Random): Uint8Array {
  const half = new Uint8Array(customerId.length);
  const [, second] = splitByGroup(customerId, { shares: [0.5, 0.5], random });
  for (const row of second!) half[row] = 1;
  return half;
}

function meanSize(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}
