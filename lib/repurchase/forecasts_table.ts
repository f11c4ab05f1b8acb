import pl from "nodejs-polars";
import { horizons } from "./horizons.ts";
import type { RollingForecasts } from "./rolling_forecasts.ts";

/**
 * Forecasts of the past as a table: what each would have said, and what happened.
 *
 * | column | meaning |
 * | --- | --- |
 * | `as_of`, `customer_id` | the snapshot, and who |
 * | `bought_30d`, `bought_60d` | 1 for a purchase within so many days, 0 for none, null where not known |
 * | `network_30d`, `boosted_trees_30d` and so on | probability by each forecast |
 */
export function forecastsTable({ forecasts, rows }: RollingForecasts): pl.DataFrame {
  const known = (name: string) =>
    pl.when(pl.col(name).isNan()).then(pl.lit(null)).otherwise(pl.col(name)).alias(name);
  return pl.DataFrame([
    pl.Series("as_of", rows.asOf),
    pl.Series("customer_id", [...rows.customerId], pl.Utf8),
    ...horizons.map((horizon) => pl.Series(`bought_${horizon}d`, rows.bought[horizon])),
    ...horizons.flatMap((horizon) =>
      Object.entries(forecasts).map(([name, of]) =>
        pl.Series(forecastColumn(name, horizon), of[horizon])
      )
    ),
  ]).withColumns(
    pl.col("as_of").cast(pl.Int32).cast(pl.Date),
    ...horizons.map((horizon) => known(`bought_${horizon}d`)),
  );
}

/** The column in which {@linkcode forecastsTable} has a forecast. */
export function forecastColumn(name: string, horizon: number): string {
  return `${name.replaceAll(/[ -]/g, "_")}_${horizon}d`;
}
