import pl from "nodejs-polars";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";
import { countWhere, perWindow, trend, windows, within } from "./_windows.ts";

const source = ["transactions.customer_id", "transactions.timestamp"];
/** A variance needs as many intervals. */
const fewestIntervals = 2;

/** When customers bought: how lately, how often, how regularly, more or less than before. */
export const timingFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    days_since_last: { meaning: "days since the last purchase", unit: "days", source },
    purchases: { meaning: "days with a purchase", unit: "days with a purchase", source },
    ...perWindow((days) => `purchases_${days}d`, (days) => ({
      meaning: `days with a purchase in the last ${days} days`,
      unit: "days with a purchase",
      source,
    })),
    purchase_trend: {
      meaning: "share of the purchases of the last 180 days that fell in the last 90",
      unit: "share",
      source,
    },
    interval_mean: { meaning: "mean time between purchases", unit: "days", source },
    interval_sd: {
      meaning: "standard deviation of the time between purchases",
      unit: "days",
      source,
    },
    interval_variation: {
      meaning:
        "irregularity of purchases: standard deviation of the time between them over its mean",
      unit: "ratio",
      source,
    },
    last_interval: { meaning: "time between the last two purchases", unit: "days", source },
    silence: {
      meaning: "days since the last purchase over the customer's mean time between purchases",
      unit: "ratio",
      source,
    },
  },
  compute: (past) => {
    const interval = pl.col("interval");
    const half = pl.lit(0.5);
    const enough = pl.col("purchases").gt(pl.lit(fewestIntervals));
    return past.days.lazy().groupBy("customer_id").agg(
      pl.lit(past.asOf).sub(pl.col("day").max()).alias("days_since_last"),
      pl.len().cast(pl.Float64).alias("purchases"),
      ...windows.map((days) => countWhere(within(past, days)).alias(`purchases_${days}d`)),
      interval.mean().alias("interval_mean"),
      interval.std().alias("interval_sd"),
      interval.last().alias("last_interval"),
    ).withColumns(
      trend(pl.col("purchases_90d"), pl.col("purchases_180d"), half).alias("purchase_trend"),
      pl.when(enough).then(pl.col("interval_sd")).otherwise(pl.lit(null)).alias("interval_sd"),
      pl.col("days_since_last").div(pl.col("interval_mean")).alias("silence"),
    ).withColumns(
      pl.col("interval_sd").div(pl.col("interval_mean")).alias("interval_variation"),
    ).collectSync();
  },
});
