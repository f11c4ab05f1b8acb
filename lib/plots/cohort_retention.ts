import { formatNumber, percent } from "perdura/core/mod.ts";
import {
  atOffset,
  type CohortMonth,
  type CohortsInput,
  drawCohortMap,
  drawnCohorts,
  laterOffset,
} from "./_cohort_map.ts";
import { monthWords, plural, share } from "./_words.ts";
import type { Picture } from "./picture.ts";

/**
 * Which share of each month's new customers buys again in the months after.
 *
 * Means in the title are over customers of all cohorts that were seen in the whole of that month.
 *
 * @throws {InputError} where there are no cohorts
 *
 * @example
 * ```ts
 * import { cohortRetention } from "perdura/plots/cohort_retention.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cohort = new Date("2011-01-01");
 * const shared = { cohort, customers: 50, revenue: 0, is_partial: false };
 * const { title } = cohortRetention({
 *   rows: [
 *     { ...shared, month_offset: 0, active_customers: 50 },
 *     { ...shared, month_offset: 1, active_customers: 10 },
 *   ],
 *   population: "50 customers",
 *   period: "2011",
 * });
 * assertEquals(title, "20\u00a0% of new customers buy again in the next month");
 * ```
 */
export function cohortRetention(input: CohortsInput): Picture {
  const { population, period } = input;
  const { rows, note } = drawnCohorts(input);
  const active = (row: CohortMonth) => row.active_customers;
  const next = atOffset(rows, 1, active);
  const later = laterOffset(rows);
  const then = later === undefined ? undefined : atOffset(rows, later, active);
  const cohorts = new Set(rows.map(({ cohort }) => cohort.getTime())).size;
  const whole = rows.filter(({ month_offset, is_partial, customers }) =>
    month_offset === 1 && !is_partial && customers > 0
  );
  const rate = (row: CohortMonth) => row.active_customers / row.customers;
  const best = whole.toSorted((a, b) => rate(b) - rate(a))[0];
  const worst = whole.toSorted((a, b) => rate(a) - rate(b))[0];
  return {
    title: next.cohorts === 0
      ? `No month after the first purchase is over yet for ${plural(cohorts, "cohort")}`
      : `${share(next.mean)} of new customers buy again in the next month` +
        (then ? `, ${share(then.mean)} in the ${ordinal(later!)}` : ""),
    subtitle: `Customers who bought in a month, share of all who first bought in the cohort's ` +
      `month (n); ${population}, ${period}${note}; small squares: the month is not over`,
    alt: `Map of retention of ${plural(cohorts, "monthly cohort")}.` +
      (next.cohorts > 0
        ? ` ${share(next.mean)} of customers buy in the month after their first purchase, from ` +
          `${share(rate(worst!))} of ${formatNumber(worst!.customers)} in the cohort of ` +
          `${monthWords(worst!.cohort)} to ${share(rate(best!))} of ` +
          `${formatNumber(best!.customers)} in that of ${monthWords(best!.cohort)}.` +
          (then ? ` ${share(then.mean)} buy in month ${later}.` : "")
        : ""),
    data: rows.map((row) => ({
      cohort: row.cohort,
      month_offset: row.month_offset,
      customers: row.customers,
      active_customers: row.active_customers,
      retention: Number(rate(row).toFixed(5)),
      is_partial: row.is_partial,
    })),
    draw: (width) =>
      drawCohortMap(rows, width, {
        valueOf: rate,
        thresholds: [0.05, 0.1, 0.15, 0.2, 0.3, 0.5],
        label: "Customers who bought, % of cohort",
        format: (value) => percent(value),
        cell: (value) => formatNumber(value * 100),
      }),
  };
}

function ordinal(value: number): string {
  return `${value}${["th", "st", "nd", "rd"][value > 3 ? 0 : value]}`;
}
