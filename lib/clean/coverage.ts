import pl from "nodejs-polars";

const day = 86_400_000;

/** Which days a table of transactions covers. */
export interface Coverage {
  /** First and last day with a line. */
  readonly first: Date;
  readonly last: Date;
  /** Every day from the first to the last. */
  readonly days: readonly { readonly day: Date; readonly lines: number }[];
  /** Days with at least one line. */
  readonly daysWithLines: number;
  /** Days of the week that never have a line, 1 for Monday to 7 for Sunday; at most six. */
  readonly closedWeekdays: readonly number[];
  /** The longest time without a line, weekly closing days included; absent where there is none. */
  readonly longestGap?: { readonly from: Date; readonly to: Date; readonly days: number };
}

/**
 * Counts the lines of every day, and finds days without any.
 *
 * @param transactions a table with `timestamp`; rows without one are left out
 * @returns undefined where no row has a timestamp
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { coverage } from "perdura/clean/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const moments = ["2011-12-01T09:00:00Z", "2011-12-01T17:00:00Z", "2011-12-05T09:00:00Z"];
 * const found = coverage(pl.DataFrame([
 *   pl.Series("timestamp", moments.map(Date.parse)).cast(pl.Int64).cast(pl.Datetime("ms")),
 * ]))!;
 * assertEquals(found.days.map(({ lines }) => lines), [2, 0, 0, 0, 1]);
 * assertEquals(found.longestGap?.days, 3);
 * ```
 */
export function coverage(transactions: pl.DataFrame): Coverage | undefined {
  const counted = transactions.lazy().filter(pl.col("timestamp").isNotNull())
    .select(pl.col("timestamp").cast(pl.Date).cast(pl.Int32).cast(pl.Float64).alias("day"))
    .groupBy("day").agg(pl.len().cast(pl.Float64).alias("lines"))
    .sort("day").collectSync().rows() as [number, number][];
  const [firstDay] = counted[0] ?? [];
  const [lastDay] = counted.at(-1) ?? [];
  if (firstDay === undefined || lastDay === undefined) return undefined;
  const lines = new Map(counted);
  const days = Array.from({ length: lastDay - firstDay + 1 }, (_, k) => ({
    day: new Date((firstDay + k) * day),
    lines: lines.get(firstDay + k) ?? 0,
  }));
  const gap = longestGap(counted.map(([number]) => number));
  return {
    first: new Date(firstDay * day),
    last: new Date(lastDay * day),
    days,
    daysWithLines: counted.length,
    closedWeekdays: closedWeekdays(days),
    ...(gap === undefined ? {} : { longestGap: gap }),
  };
}

/** The longest time between neighbours; the first of equally long ones. */
function longestGap(days: readonly number[]): Coverage["longestGap"] {
  let best = { after: 0, length: 0 };
  for (let k = 1; k < days.length; k++) {
    const length = days[k]! - days[k - 1]! - 1;
    if (length > best.length) best = { after: days[k - 1]!, length };
  }
  if (best.length === 0) return undefined;
  return {
    from: new Date((best.after + 1) * day),
    to: new Date((best.after + best.length) * day),
    days: best.length,
  };
}

/** Fewer than four weeks say nothing about days of the week. */
function closedWeekdays(days: Coverage["days"]): number[] {
  if (days.length < 28) return [];
  const open = new Set(days.filter(({ lines }) => lines > 0).map((one) => weekday(one.day)));
  return [1, 2, 3, 4, 5, 6, 7].filter((number) => !open.has(number));
}

/** 1 for Monday to 7 for Sunday. */
function weekday(date: Date): number {
  return date.getUTCDay() || 7;
}
