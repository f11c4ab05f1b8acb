import type { FileRecord } from "perdura/lake/mod.ts";
import { demoFiles } from "perdura/sources/mod.ts";
import { shopFiles } from "../clean/shop.ts";
import type { StageContext } from "../stage.ts";

/** Path of the truth about the simulated customers inside the lake. */
export const truthPath = "raw/demo_truth.json";

/** Days with a purchase. */
export const daysPath = "processed/purchase_days.parquet";

/** What the predictions of customers are made of. */
export const customerInputs = [
  "stage/transactions.parquet",
  "stage/rejected.parquet",
  "stage/returned.parquet",
  daysPath,
  truthPath,
] as const;

/** Where the predictions of customers and what belongs to them go. */
export const customerFiles = [
  "processed/features/",
  "processed/repurchase_30d.parquet",
  "processed/repurchase_predictions.parquet",
  "processed/repurchase_forecasts.parquet",
  "models/repurchase_30d/",
] as const;

/** Where the results about orders go. */
export const orderFiles = {
  tables: "processed/shop/",
  trainingRows: "processed/repurchase_60d.parquet",
  predictions: "processed/order_repurchase_predictions.parquet",
  models: "models/repurchase_60d/",
  audit: "outputs/leakage_audit.csv",
  importance: "outputs/importance_repurchase_60d.csv",
} as const;

/** What the results about orders are made of. */
export const orderInputs = [shopFiles.tables, `raw/${demoFiles.shopTruth}`] as const;

/** Whether the lake has the tables of a shop. */
export function hasShop({ manifest }: StageContext): boolean {
  return shopTablesOf(manifest.stages.clean?.outputs ?? {}).length > 0;
}

/** Paths of the tables of the shop among the outputs of cleaning. */
export function shopTablesOf(outputs: Readonly<Record<string, FileRecord>>): string[] {
  return Object.keys(outputs).filter((path) => path.startsWith(shopFiles.tables));
}
