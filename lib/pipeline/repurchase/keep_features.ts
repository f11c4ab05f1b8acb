import pl from "nodejs-polars";
import type { Random } from "perdura/core/mod.ts";
import {
  customerFeatures,
  customerHistory,
  type CustomerTables,
  type History,
} from "perdura/features/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { sampleCustomers, snapshotDates } from "perdura/repurchase/mod.ts";
import type { StageContext } from "../stage.ts";

/** What can be learnt from: the outcomes here, the features in the lake. */
export interface KeptFeatures {
  /** What the customers to learn from bought and sent back. */
  readonly history: History<CustomerTables>;
  /** Days of the past whose features are kept. */
  readonly dates: readonly Date[];
  /** Reads the features of one of these days, or of the as-of date. */
  readonly features: (day: Date) => Promise<pl.DataFrame>;
}

/**
 * Keeps the features of customers in the lake: of all on the as-of date, of those to learn from on
 * the days of the past.
 */
export async function keepFeatures(
  { input, output, progress }: StageContext,
  asOf: Date,
  random: Random,
): Promise<KeptFeatures> {
  const all = customerHistory({
    transactions: readTable(input("stage/transactions.parquet")),
    rejected: readTable(input("stage/rejected.parquet")),
    returned: readTable(input("stage/returned.parquet")),
  });
  const history = sampleCustomers(all, random);
  const first = all.purchases.select(pl.col("timestamp").min().cast(pl.Float64)).row(0)[0];
  const dates = snapshotDates({ first: new Date(first as number), end: asOf });
  for (const [at, date] of dates.entries()) {
    progress.update("features of the past", at + 1, dates.length, "snapshots");
    await customerFeatures.materialise(history, date, output);
  }
  await customerFeatures.materialise(all, asOf, output);
  const locate = (relative: string) => output.pending.readable(relative);
  return { history, dates, features: (day) => customerFeatures.read(locate, day) };
}
