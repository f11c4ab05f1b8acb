import pl from "nodejs-polars";
import { defineFeatures } from "../store/feature.ts";
import type { CustomerPast } from "./customer_past.ts";
import { perWindow, sumWhere, trend, windows, within } from "./_windows.ts";

const money = "currency of the shop";
const spend = ["transactions.sales", "transactions.timestamp"];

/** What customers spent and what their purchases are made of. */
export const spendFeatures = defineFeatures<CustomerPast>({
  entity: "customer",
  features: {
    spend: { meaning: "money spent", unit: money, source: ["transactions.sales"] },
    ...perWindow((days) => `spend_${days}d`, (days) => ({
      meaning: `money spent in the last ${days} days`,
      unit: money,
      source: spend,
    })),
    spend_trend: {
      meaning: "share of the money of the last 180 days that was spent in the last 90",
      unit: "share",
      source: spend,
    },
    mean_basket: { meaning: "mean value of a purchase", unit: money, source: spend },
    last_basket: { meaning: "value of the last purchase", unit: money, source: spend },
    items_per_purchase: {
      meaning: "mean number of units in a purchase",
      unit: "units",
      source: ["transactions.quantity", "transactions.timestamp"],
    },
    lines_per_purchase: {
      meaning: "mean number of lines in a purchase",
      unit: "lines",
      source: ["transactions.timestamp"],
    },
    products: {
      meaning: "number of different products bought",
      unit: "products",
      source: ["transactions.product"],
    },
    new_products_90d: {
      meaning: "share of the products that were first bought in the last 90 days",
      unit: "share",
      source: ["transactions.product", "transactions.timestamp"],
    },
  },
  compute: (past) => {
    const sales = pl.col("sales");
    const products = past.lines.lazy().filter(pl.col("product").isNotNull())
      .groupBy(["customer_id", "product"]).agg(pl.col("day").min())
      .groupBy("customer_id").agg(
        pl.len().cast(pl.Float64).alias("products"),
        within(past, 90).cast(pl.Float64).mean().alias("new_products_90d"),
      );
    return past.days.lazy().groupBy("customer_id").agg(
      sales.sum().alias("spend"),
      ...windows.map((days) => sumWhere(sales, within(past, days)).alias(`spend_${days}d`)),
      sales.mean().alias("mean_basket"),
      sales.last().alias("last_basket"),
      pl.col("items").mean().alias("items_per_purchase"),
      pl.col("lines").mean().alias("lines_per_purchase"),
    ).withColumns(
      trend(pl.col("spend_90d"), pl.col("spend_180d"), pl.col("mean_basket").mul(pl.lit(0.5)))
        .alias("spend_trend"),
    ).join(products, { on: "customer_id", how: "left" }).collectSync();
  },
});
