import pl from "nodejs-polars";
import type { Random } from "perdura/core/mod.ts";
import { takeValues } from "perdura/features/mod.ts";
import { type ComparedForecast, compareProbabilities } from "perdura/learn/mod.ts";
import { type Horizon, horizons } from "./horizons.ts";
import type { RollingForecasts } from "./rolling_forecasts.ts";

const day = 86_400_000;

/** The measures that are kept with their intervals, by the names of their columns. */
const measures = {
  roc_auc: "rocAuc",
  pr_auc: "prAuc",
  log_loss: "logLoss",
  brier: "brier",
  brier_skill: "brierSkill",
  lift_10: "liftTop10",
} as const;

/** All snapshots together, in the column of snapshots. */
export const pooled = "pooled";
/** All snapshots together, of customers from whom no weight was learnt. */
export const unseenCustomers = "pooled, unseen customers";

/** A forecast of one horizon on one snapshot, or on all of them. */
export interface RepurchaseScore extends ComparedForecast {
  readonly horizon: Horizon;
  /**
   * The as-of date as `YYYY-MM-DD`, {@linkcode pooled} for all, or {@linkcode unseenCustomers} for all
   * with the customers only from whom no weight was learnt.
   */
  readonly snapshot: string;
  /** Number of customers, each counted on every snapshot. */
  readonly rows: number;
}

/**
 * Scores forecasts of the past: for each horizon on all snapshots whose outcome is known together, of
 * all customers and of those from whom no weight was learnt, and on each of them.
 *
 * @param replicates resampled sets of customers for the intervals, default 200
 */
export function repurchaseScores(
  { forecasts, parts, rows }: RollingForecasts,
  random: Random,
  replicates = 200,
): RepurchaseScore[] {
  return horizons.flatMap((horizon) => {
    const bought = rows.bought[horizon];
    const known = Uint32Array.from(bought.keys()).filter((row) => !Number.isNaN(bought[row]!));
    const snapshots = [...new Set(known.values().map((row) => rows.asOf[row]!))];
    const scoresOf = (snapshot: string, which: Uint32Array): RepurchaseScore[] =>
      compareProbabilities(
        {
          outcome: takeValues(bought, which),
          groups: Array.from(which, (row) => rows.customerId[row]!),
          forecasts: Object.fromEntries(
            Object.entries(forecasts).map(([name, of]) => [name, takeValues(of[horizon], which)]),
          ),
        },
        random.fork(`${horizon} ${snapshot}`),
        replicates,
      ).map((scored) => ({ ...scored, horizon, snapshot, rows: which.length }));
    return [
      ...scoresOf(pooled, known),
      ...scoresOf(unseenCustomers, known.filter((row) => parts[row] !== "learn")),
      ...snapshots.flatMap((asOf) =>
        scoresOf(isoDay(asOf), known.filter((row) => rows.asOf[row] === asOf))
      ),
    ];
  });
}

/**
 * Scores as the table that people take away: one row per forecast, horizon and snapshot.
 *
 * @param question what is asked: of a customer on a day, or after an order
 */
export function scoresTable(
  scores: readonly RepurchaseScore[],
  question: "customer" | "order" = "customer",
): pl.DataFrame {
  const records = scores.map(({ difference, horizon, name, rows, scores, snapshot }) => ({
    question,
    model: name,
    horizon,
    snapshot,
    rows,
    actual: scores.actual.estimate,
    expected: scores.expected.estimate,
    calibration_error: scores.calibrationError.estimate,
    ...Object.fromEntries(
      Object.entries(measures).flatMap(([column, measure]) => [
        [column, scores[measure].estimate],
        [`${column}_lower`, scores[measure].lower],
        [`${column}_upper`, scores[measure].upper],
        [`${column}_difference`, difference?.[measure].estimate ?? null],
        [`${column}_difference_lower`, difference?.[measure].lower ?? null],
        [`${column}_difference_upper`, difference?.[measure].upper ?? null],
      ]),
    ),
  }));
  return pl.DataFrame(records).withColumns(
    pl.col("horizon").cast(pl.Int32),
    pl.col("rows").cast(pl.Int32),
  );
}

function isoDay(asOf: number): string {
  return new Date(asOf * day).toISOString().slice(0, 10);
}
