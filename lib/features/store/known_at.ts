import pl from "nodejs-polars";

/**
 * Tables of things that happened, each row with the `timestamp` at which it did.
 *
 * A row that no longer holds has the moment from which on it does not in `withdrawn`; one that came
 * in its place, about the same thing at the same time, has that moment in `recorded`. Both are null
 * in rows that were never corrected, and may be left out of a table without such rows.
 */
export type History<Name extends string = string> = Readonly<Record<Name, pl.DataFrame>>;

/**
 * Tables as they were known at the beginning of a day: rows with an earlier timestamp, as they stood
 * then. No column tells of what came later.
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
    const isEarlier = (column: string) => pl.col(column).cast(pl.Float64).lt(moment);
    const stood = {
      recorded: pl.col("recorded").isNull().or(isEarlier("recorded")),
      withdrawn: pl.col("withdrawn").isNull().or(isEarlier("withdrawn").not()),
    };
    const corrections = (["recorded", "withdrawn"] as const)
      .filter((column) => table.columns.includes(column));
    const known = corrections.reduce(
      (rows, column) => rows.filter(stood[column]),
      table.lazy().filter(isEarlier("timestamp")),
    );
    return [name, corrections.reduce((rows, column) => rows.drop(column), known).collectSync()];
  });
  return Object.fromEntries(tables);
}
