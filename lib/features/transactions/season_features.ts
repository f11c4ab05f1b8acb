import pl from "nodejs-polars";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";
import { countWhere } from "./_windows.ts";

const source = ["transactions.timestamp"];
const year = 365;

/** What time of the year it is, and what the customer did at this time before. */
export const seasonFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    season_sine: {
      meaning: "sine of the time of the year, which is 0 at New Year",
      unit: "sine",
      source: [],
    },
    season_cosine: {
      meaning: "cosine of the time of the year, which is 1 at New Year",
      unit: "cosine",
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
    const angle = 2 * Math.PI * partOfYear(asOf);
    const from = asOf - year;
    const day = pl.col("day");
    const purchasesIn = (length: number) => {
      const count = countWhere(
        day.gtEq(pl.lit(from)).and(day.lt(pl.lit(from + length))),
      );
      // Where the shop's history does not go back so far, nobody knows.
      return (firstDay <= from ? count : pl.lit(null).cast(pl.Float64))
        .alias(`purchases_next_${length}d_last_year`);
    };
    const month = day.cast(pl.Int32).cast(pl.Date).dt.month().cast(pl.Int32);
    return days.lazy().groupBy("customer_id").agg(
      purchasesIn(30),
      purchasesIn(60),
      month.gtEq(pl.lit(10)).cast(pl.Float64).mean().alias("fourth_quarter_share"),
    ).withColumns(
      pl.lit(Math.sin(angle)).alias("season_sine"),
      pl.lit(Math.cos(angle)).alias("season_cosine"),
    ).collectSync();
  },
});

/** How much of its year a day has behind it. */
function partOfYear(day: number): number {
  const date = new Date(day * 86_400_000);
  const begin = Date.UTC(date.getUTCFullYear(), 0, 1);
  const end = Date.UTC(date.getUTCFullYear() + 1, 0, 1);
  return (date.getTime() - begin) / (end - begin);
}
