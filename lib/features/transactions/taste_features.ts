import pl from "nodejs-polars";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";
import { steadySum } from "../_steady_sum.ts";

const source = ["transactions.category", "transactions.sales"];
const category = { kind: "category", unit: "category of products" } as const;

/** What customers like: their categories of products; missing where a shop has none. */
export const tasteFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    favourite_category: { ...category, meaning: "category of most money spent", source },
    last_category: {
      ...category,
      meaning: "category of most money spent on the day of the last purchase",
      source: [...source, "transactions.timestamp"],
    },
    favourite_share: { meaning: "share of money in that category", unit: "share", source },
    categories: { meaning: "number of categories bought from", unit: "categories", source },
  },
  compute: ({ lines }) => {
    const byDay = lines.lazy().filter(pl.col("category").isNotNull())
      .groupBy(["customer_id", "day", "category"]).agg(steadySum(pl.col("sales")))
      .sort(["customer_id", "day", "sales", "category"], [false, true, true, false])
      .collectSync().lazy(); // fixes the order of the sums over days
    const last = byDay.groupBy("customer_id").agg(
      pl.col("category").first().alias("last_category"),
    );
    return byDay.groupBy(["customer_id", "category"]).agg(steadySum(pl.col("sales")))
      .sort(["customer_id", "sales", "category"], [false, true, false])
      .collectSync().lazy()
      .groupBy("customer_id").agg(
        pl.col("category").first().alias("favourite_category"),
        pl.col("sales").first().div(steadySum(pl.col("sales"))).alias("favourite_share"),
        pl.len().cast(pl.Float64).alias("categories"),
      )
      .join(last, { on: "customer_id", how: "left" }).collectSync();
  },
});
