import pl from "nodejs-polars";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";
import { countWhere } from "./_windows.ts";

const source = ["transactions.timestamp"];
const year = 365;
/** The middle of the 30 days that follow. */
const middle = 15;

/**
 * What time of the year it is, and what the customer did at this time before.
 *
 * The month is a word and not a sine: of one or two years a model can learn what each month was like,
 * and must not draw a smooth curve through them.
 */
export const seasonFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    month: {
      kind: "category",
      meaning: "month in the middle of the next 30 days",
      unit: "month of the year",
      source: [],
    },
    ...Object.fromEntries([30, 60].map((days) => [`purchases_next_${days}d_last_year`, {
      meaning: `days with a purchase in the same ${days} days a year before`,
      unit: "days with a purchase",
      source,
    }])),
    fourth_quarter_share: {
      meaning: "share of purchases in October, November and December",
      unit: "share",
      source,
    },
  },
  compute: ({ asOf, days, firstDay }) => {
    const from = asOf - year;
    const day = pl.col("day");
    const purchasesIn = (length: number) => {
      const count = countWhere(day.gtEq(pl.lit(from)).and(day.lt(pl.lit(from + length))));
      // Where the shop's history does not go back so far, nobody knows.
      return (firstDay <= from ? count : pl.lit(null).cast(pl.Float64))
        .alias(`purchases_next_${length}d_last_year`);
    };
    const month = day.cast(pl.Int32).cast(pl.Date).dt.month().cast(pl.Int32);
    return days.lazy().groupBy("customer_id").agg(
      purchasesIn(30),
      purchasesIn(60),
      month.gtEq(pl.lit(10)).cast(pl.Float64).mean().alias("fourth_quarter_share"),
    ).withColumns(pl.lit(monthOf(asOf + middle)).alias("month")).collectSync();
  },
});

/** The month of a day, "01" to "12". */
function monthOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(5, 7);
}
