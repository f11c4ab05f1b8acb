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
 * A purchase that was returned as a whole before the 30 days, or else the 60, were over is none.
 *
 * @param history what happened, with the days after the snapshots
 * @returns one row per snapshot and customer known by then, sorted by both
 */
export function trainingRows(
  history: History<CustomerTables>,
  { end, snapshots }: TrainingRowsOptions,
): pl.DataFrame {
  const days = purchaseDaysOf(history);
  const tables = snapshots.map(({ asOf, features }) => {
    const isOver = (length: number) => asOf.getTime() + length * day <= end.getTime();
    const buyersWithin = (length: number) =>
      knownAt({ days }, new Date(asOf.getTime() + length * day)).days.lazy()
        .filter(pl.col("timestamp").cast(pl.Float64).gtEq(pl.lit(asOf.getTime())))
        .select("customer_id").unique().collectSync();
    const table = horizons.reduce((table, length, at) => {
      const name = `bought_${length}d`;
      if (!isOver(length)) return table.withColumns(pl.lit(null).cast(pl.Float64).alias(name));
      // Who bought within 30 days has bought within 60, even if it was returned between the two.
      const buyers = pl.concat(horizons.slice(0, at + 1).map(buyersWithin)).unique()
        .withColumns(pl.lit(1).cast(pl.Float64).alias(name));
      return table.join(buyers, { on: "customer_id", how: "left" })
        .withColumns(pl.col(name).fillNull(pl.lit(0)));
    }, features);
    return table.withColumns(
      pl.lit(asOf.getTime() / day).cast(pl.Int32).cast(pl.Date).alias("as_of"),
    );
  });
  const outcomes = horizons.map((length) => `bought_${length}d`);
  const columns = ["customer_id", "as_of", ...customerFeatures.features.map(({ name }) => name)];
  return pl.concat(tables).select(...columns, ...outcomes).sort(["as_of", "customer_id"]).rechunk();
}

/** Days with a purchase of each customer: the little of a history that outcomes are told by. */
function purchaseDaysOf({ purchases }: History<CustomerTables>): pl.DataFrame {
  return purchases.lazy()
    .select(
      pl.col("customer_id"),
      pl.col("timestamp").cast(pl.Date).cast(pl.Datetime("ms")),
      pl.col("recorded"),
      pl.col("withdrawn"),
    )
    .unique().collectSync();
}
