import {
  atOffset,
  type CohortMonth,
  type CohortsInput,
  drawCohortMap,
  drawnCohorts,
} from "./_cohort_map.ts";
import { quantileThresholds } from "./_heat.ts";
import { checkSome, sorted } from "./_statistics.ts";
import { currencyWords, money, moneyTick, moneyUnit, monthWords, plural } from "./_words.ts";
import type { Picture } from "./picture.ts";

/**
 * What a customer of each month's new customers spends in the months after, those who do not come
 * back included.
 *
 * Means in the title are over customers of all cohorts that were seen in the whole of that month.
 *
 * @throws {InputError} where there are no cohorts, or no customers in their first month
 *
 * @example
 * ```ts
 * import { cohortRevenue } from "perdura/plots/cohort_revenue.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shared = { cohort: new Date("2011-01-01"), customers: 50, is_partial: false };
 * const { title } = cohortRevenue({
 *   rows: [
 *     { ...shared, month_offset: 0, active_customers: 50, revenue: 1000 },
 *     { ...shared, month_offset: 1, active_customers: 10, revenue: 250 },
 *   ],
 *   currency: "GBP",
 *   population: "50 customers",
 *   period: "2011",
 * });
 * assertEquals(title, "A new customer spends £20 in the first month, then £5.00 a month");
 * ```
 */
export function cohortRevenue(
  input: CohortsInput & {
    /** ISO code, for example "GBP". */
    readonly currency: string;
  },
): Picture {
  const { population, period, currency } = input;
  const { rows, note } = drawnCohorts(input);
  const perCustomer = (row: CohortMonth) => row.revenue / row.customers;
  const whole = rows.filter(({ is_partial }) => !is_partial);
  const later = whole.filter(({ month_offset }) => month_offset > 0);
  checkSome(rows.reduce((sum, row) => sum + row.customers, 0), "a map of cohorts", "customers");
  const first = atOffset(rows, 0, (row) => row.revenue).mean;
  const then = later.reduce((sum, row) => sum + row.revenue, 0) /
    later.reduce((sum, row) => sum + row.customers, 0);
  const cohorts = new Set(rows.map(({ cohort }) => cohort.getTime())).size;
  const values = sorted(later.map(perCustomer));
  const best = later.toSorted((a, b) => perCustomer(b) - perCustomer(a))[0];
  return {
    title: later.length === 0
      ? `A new customer spends ${money(first, currency)} in the first month`
      : `A new customer spends ${money(first, currency)} in the first month, then ` +
        `${money(then, currency)} a month`,
    subtitle:
      `Revenue of a cohort in a month (${
        currencyWords(currency)
      }) per customer who first bought in the ` +
      `cohort's month (n), the first month left out; ${population}, ${period}${note}; small ` +
      "squares: the month is not over",
    alt: `Map of revenue per customer of ${plural(cohorts, "monthly cohort")}. A customer spends ` +
      `${money(first, currency)} in the first month on average` +
      (best
        ? `, and ${money(then, currency)} in a month after it; most in month ` +
          `${best.month_offset} of the cohort of ${monthWords(best.cohort)}, ` +
          `${money(perCustomer(best), currency)}.`
        : "."),
    data: rows.map((row) => ({
      cohort: row.cohort,
      month_offset: row.month_offset,
      customers: row.customers,
      revenue: row.revenue,
      revenue_per_customer: Number(perCustomer(row).toFixed(4)),
      is_partial: row.is_partial,
    })),
    draw: (width) =>
      drawCohortMap(rows, width, {
        valueOf: perCustomer,
        thresholds: quantileThresholds(values),
        label: `Revenue per customer of the cohort (${moneyUnit(1, currency).name})`,
        format: (value) => moneyTick(value, currency),
        cell: (value) => value.toFixed(0),
      }),
  };
}
