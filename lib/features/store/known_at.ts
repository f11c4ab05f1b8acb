import pl from "nodejs-polars";

/**
 * Tables of things that happened, each row with the `timestamp` at which it did. A row that was
 * taken back later has the moment of this in `withdrawn`, null in the others.
 */
export type History<Name extends string = string> = Readonly<Record<Name, pl.DataFrame>>;

/**
 * Tables as they were known at the beginning of a day: rows with an earlier timestamp, those
 * included that were taken back only later. No column tells of what came later.
 *
 * @param asOf the first day that counts as the future
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { knownAt } from "perdura/features/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const moments = (name: string, days: (string | null)[]) =>
 *   pl.Series(name, days.map((day) => day === null ? null : Date.parse(day)), pl.Float64)
 *     .cast(pl.Int64).cast(pl.Datetime("ms"));
 * const orders = pl.DataFrame([
 *   pl.Series("order", ["kept", "returned", "to be returned", "future"]),
 *   moments("timestamp", ["2011-05-01", "2011-05-01", "2011-05-02", "2011-05-03"]),
 *   moments("withdrawn", [null, "2011-05-02", "2011-05-09", null]),
 * ]);
 * const known = knownAt({ orders }, new Date("2011-05-03"));
 * assertEquals(known.orders.getColumn("order").toArray(), ["kept", "to be returned"]);
 * ```
 */
export function knownAt<Name extends string>(history: History<Name>, asOf: Date): History<Name> {
  const moment = pl.lit(asOf.getTime());
  const tables = Object.entries<pl.DataFrame>(history).map(([name, table]) => {
    const earlier = table.lazy().filter(pl.col("timestamp").cast(pl.Float64).lt(moment));
    if (!table.columns.includes("withdrawn")) return [name, earlier.collectSync()];
    const withdrawn = pl.col("withdrawn");
    const stands = withdrawn.isNull().or(withdrawn.cast(pl.Float64).gtEq(moment));
    return [name, earlier.filter(stands).drop("withdrawn").collectSync()];
  });
  return Object.fromEntries(tables);
}
