import pl from "nodejs-polars";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";

/** Where customers come from: when they first bought, and in which country they live. */
export const cohortFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    tenure: {
      meaning: "days since the first purchase",
      unit: "days",
      source: ["transactions.timestamp"],
    },
    first_month: {
      kind: "category",
      meaning: "month of the first purchase",
      unit: "month of the year",
      source: ["transactions.timestamp"],
    },
    country: {
      kind: "category",
      meaning: "country of the last purchase",
      unit: "country",
      source: ["transactions.country"],
    },
  },
  compute: ({ asOf, lines }) => {
    const first = pl.col("day").min();
    return lines.lazy().groupBy("customer_id").agg(
      pl.lit(asOf).sub(first).alias("tenure"),
      pl.col("timestamp").min().dt.strftime("%m").alias("first_month"),
      pl.col("country").dropNulls().last(),
    ).collectSync();
  },
});
