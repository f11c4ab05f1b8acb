import pl from "nodejs-polars";
import type { Random } from "perdura/core/mod.ts";
import { type Horizon, horizons } from "./horizons.ts";
import type { RollingForecasts } from "./rolling_forecasts.ts";
import { takeValues } from "perdura/features/mod.ts";
import { forecastMeasures, type ScoredForecast, scoreForecasts } from "./score_forecasts.ts";

const day = 86_400_000;

/** A forecast of one horizon on one snapshot, or on all of them. */
export interface RepurchaseScore extends ScoredForecast {
  readonly horizon: Horizon;
  /** The as-of date as `YYYY-MM-DD`, or "pooled" for all. */
  readonly snapshot: string;
}

/**
 * Scores forecasts of the past: for each horizon on all snapshots whose outcome is known together,
 * and on each of them.
 *
 * @param replicates resampled sets of customers for the intervals, default 200
 */
export function repurchaseScores(
  { forecasts, rows }: RollingForecasts,
  random: Random,
  replicates = 200,
): RepurchaseScore[] {
  return horizons.flatMap((horizon) => {
    const bought = rows.bought[horizon];
    const known = Uint32Array.from(bought.keys()).filter((row) => !Number.isNaN(bought[row]!));
    const snapshots = [...new Set(known.values().map((row) => rows.asOf[row]!))];
    const scoresOf = (snapshot: string, which: Uint32Array): RepurchaseScore[] =>
      scoreForecasts(
        {
          outcome: takeValues(bought, which),
          customerId: Array.from(which, (row) => rows.customerId[row]!),
          forecasts: Object.fromEntries(
            Object.entries(forecasts).map(([name, of]) => [name, takeValues(of[horizon], which)]),
          ),
        },
        random.fork(`${horizon} ${snapshot}`),
        replicates,
      ).map((scored) => ({ ...scored, horizon, snapshot }));
    return [
      ...scoresOf("pooled", known),
      ...snapshots.flatMap((asOf) =>
        scoresOf(isoDay(asOf), known.filter((row) => rows.asOf[row] === asOf))
      ),
    ];
  });
}

/** Scores as the table that people take away: one row per forecast, horizon and snapshot. */
export function scoresTable(scores: readonly RepurchaseScore[]): pl.DataFrame {
  const records = scores.map(({ actual, expected, horizon, name, rows, scores, snapshot }) => {
    const measured = forecastMeasures.flatMap((measure) => {
      const { difference, estimate, lower, upper } = scores[measure];
      return [
        [measure, estimate],
        [`${measure}_lower`, lower],
        [`${measure}_upper`, upper],
        [`${measure}_difference`, difference?.estimate ?? null],
        [`${measure}_difference_lower`, difference?.lower ?? null],
        [`${measure}_difference_upper`, difference?.upper ?? null],
      ];
    });
    return {
      question: "customer",
      model: name,
      horizon,
      snapshot,
      rows,
      actual,
      expected,
      ...Object.fromEntries(measured),
    };
  });
  return pl.DataFrame(records).withColumns(
    pl.col("horizon").cast(pl.Int32),
    pl.col("rows").cast(pl.Int32),
  );
}

function isoDay(asOf: number): string {
  return new Date(asOf * day).toISOString().slice(0, 10);
}
