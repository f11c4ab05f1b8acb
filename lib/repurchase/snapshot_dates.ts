const day = 86_400_000;

/** Which days {@linkcode snapshotDates} chooses. */
export interface SnapshotOptions {
  /** The day of the first transaction. */
  readonly first: Date;
  /** The first day of which nothing is known yet. */
  readonly end: Date;
  /** Days between one snapshot and the next; 30 by default. */
  readonly every?: number;
  /** Days of which everything has to be known after the latest snapshot; 30 by default. */
  readonly followUp?: number;
  /** Days of which something has to be known before the earliest; 84, twelve weeks, by default. */
  readonly history?: number;
  /** How many at most, the latest; 24, two years, by default. */
  readonly most?: number;
}

/**
 * The days as of which customers are looked at, counted back from the end so that the latest is as
 * late as its follow-up allows.
 *
 * @returns in ascending order; empty where the history is too short
 *
 * @example
 * ```ts
 * import { snapshotDates } from "perdura/repurchase/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const dates = snapshotDates({ first: new Date("2011-01-01"), end: new Date("2011-06-01") });
 * assertEquals(dates.map((date) => date.toISOString().slice(0, 10)), ["2011-04-02", "2011-05-02"]);
 * ```
 */
export function snapshotDates(
  { first, end, every = 30, followUp = 30, history = 84, most = 24 }: SnapshotOptions,
): Date[] {
  const dates: Date[] = [];
  for (
    let date = end.getTime() - followUp * day;
    dates.length < most && date - first.getTime() >= history * day;
    date -= every * day
  ) dates.unshift(new Date(date));
  return dates;
}
