import pl from "nodejs-polars";
import { plural } from "perdura/core/mod.ts";
import { type Horizon, horizons } from "./horizons.ts";
import {
  type LearningDays,
  learningDays,
  type RollingTest,
  rollingTests,
} from "./learning_days.ts";
import { snapshotDates } from "./snapshot_dates.ts";

const day = 86_400_000;
/**
 * Buyers, and others, in each window that is learnt from. One in seven customers tells when to stop,
 * and as many calibrate: with so many buyers, hardly once in ten thousand times one of them has none.
 */
const fewest = 60;

/**
 * Why nothing can be learnt from a history about who buys again; undefined where it can.
 *
 * @param days the table that `purchaseDays` makes
 * @param end the first day of which nothing is known yet
 */
export function repurchaseObstacle(days: pl.DataFrame, end: Date): string | undefined {
  const numbers = (column: pl.Expr) =>
    days.select(column.cast(pl.Float64).alias("value")).getColumn("value")
      .toTypedArray() as Float64Array;
  const moments = numbers(pl.col("timestamp"));
  const customers = numbers(pl.col("customer_id").cast(pl.Categorical).cast(pl.UInt32));
  const first = moments.reduce((least, value) => Math.min(least, value), Infinity);

  const dates = snapshotDates({ first: new Date(first), end });
  const tests = rollingTests(dates);
  if (!areTold(tests, end)) {
    const known = Math.max(0, Math.floor((end.getTime() - first) / day));
    return `the history is too short to learn who buys again from it and to test that on what came ` +
      `after: it has ${plural(known, "day")}, and ${leastDays()} are needed`;
  }
  for (const made of [...tests, learningDays(dates, end)]) {
    for (const [date, horizon] of windowsOf(made)) {
      const bought = new Set<number>(), known = new Set<number>();
      moments.forEach((moment, row) => {
        if (moment < date.getTime()) known.add(customers[row]!);
        else if (moment < date.getTime() + horizon * day) bought.add(customers[row]!);
      });
      const buyers = bought.intersection(known).size;
      if (Math.min(buyers, known.size - buyers) >= fewest) continue;
      return `there are too few customers to learn who buys again from: of the ${known.size} known ` +
        `on ${
          date.toISOString().slice(0, 10)
        }, ${buyers} bought in the ${horizon} days after, and ` +
        `at least ${fewest} buyers and as many others are needed`;
    }
  }
  return undefined;
}

/** All snapshots of a model, with the horizons they are used for. */
function windowsOf({ calibrate, stop, train }: LearningDays): [Date, Horizon][] {
  return horizons.flatMap((horizon) =>
    [train.at(-1)!, ...stop, ...calibrate[horizon]].map((date): [Date, Horizon] => [date, horizon])
  );
}

/** Whether the outcomes of a test are known for each horizon. */
function areTold(tests: readonly RollingTest[], end: Date): boolean {
  const [earliest] = tests[0]?.tests ?? [];
  return earliest !== undefined &&
    earliest.getTime() + Math.max(...horizons) * day <= end.getTime();
}

/** Days of history with which there is one snapshot to test on. */
function leastDays(): number {
  const first = new Date(0);
  for (let days = 1;; days++) {
    const end = new Date(days * day);
    if (areTold(rollingTests(snapshotDates({ first, end })), end)) return days;
  }
}
