import pl from "nodejs-polars";
import {
  customerFeatures,
  type CustomerTables,
  type History,
  knownAt,
} from "perdura/features/mod.ts";
import { horizons } from "./horizons.ts";

const day = 86_400_000;

/** What {@linkcode trainingRows} looks at. */
export interface TrainingRowsOptions {
  /** The first day of which nothing is known yet. */
  readonly end: Date;
  /** The features of every customer by the day as of which they are known. */
  readonly snapshots: readonly { readonly asOf: Date; readonly features: pl.DataFrame }[];
}

/**
 * Customers as they were known on some days of the past, and whether they bought after it.
 *
 * Adds to the features:
 *
 * | column | meaning |
 * | --- | --- |
 * | `as_of` | the first day that the features do not know of |
 * | `bought_30d`, `bought_60d` | 1 for a purchase on one of so many days from this one on, 0 for none, null where not all of them are over |
 *
 * A purchase that was returned as a whole by the end is none.
 *
 * @param history what happened, with the days after the snapshots
 * @returns one row per snapshot and customer known by then, sorted by both
 */
export function trainingRows(
  history: History<CustomerTables>,
  { end, snapshots }: TrainingRowsOptions,
): pl.DataFrame {
  const days = knownAt(history, end).purchases.lazy()
    .select(
      pl.col("customer_id"),
      pl.col("timestamp").cast(pl.Date).cast(pl.Int32).cast(pl.Float64).alias("day"),
    )
    .unique().collectSync();
  const tables = snapshots.map(({ asOf, features }) => {
    const from = asOf.getTime() / day;
    const table = horizons.reduce((table, length) => {
      const name = `bought_${length}d`;
      if (asOf.getTime() + length * day > end.getTime()) {
        return table.withColumns(pl.lit(null).cast(pl.Float64).alias(name));
      }
      const bought = days.lazy()
        .filter(pl.col("day").gtEq(pl.lit(from)).and(pl.col("day").lt(pl.lit(from + length))))
        .select(pl.col("customer_id"), pl.lit(1).cast(pl.Float64).alias(name))
        .unique().collectSync();
      return table.join(bought, { on: "customer_id", how: "left" })
        .withColumns(pl.col(name).fillNull(pl.lit(0)));
    }, features);
    return table.withColumns(
      pl.lit(from).cast(pl.Int32).cast(pl.Date).alias("as_of"),
    );
  });
  const outcomes = horizons.map((length) => `bought_${length}d`);
  const columns = ["customer_id", "as_of", ...customerFeatures.features.map(({ name }) => name)];
  return pl.concat(tables).select(...columns, ...outcomes).sort(["as_of", "customer_id"]).rechunk();
}
