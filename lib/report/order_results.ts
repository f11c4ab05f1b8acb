import pl from "nodejs-polars";
import { readManifest } from "perdura/lake/mod.ts";
import type { OrderRepurchaseFacts } from "perdura/pipeline/repurchase/orders.ts";
import { orderFiles } from "perdura/pipeline/repurchase/files.ts";
import type { RepurchaseFacts } from "perdura/pipeline/stages/repurchase.ts";
import { inputFile } from "./input.ts";
import type { NotebookLake } from "./notebook_lake.ts";
import { type ForecastScores, forecastScores } from "./repurchase_results.ts";

/** What the repurchase stage has made of the tables of a shop. */
export interface OrderResults {
  readonly facts: OrderRepurchaseFacts;
  /** Orders of each year by state, traffic and items of each month, steps of users by year. */
  readonly overview: {
    readonly orderStatus: pl.DataFrame;
    readonly funnel: pl.DataFrame;
    readonly trafficByMonth: pl.DataFrame;
    readonly itemsByMonth: pl.DataFrame;
  };
  /** What was learnt; absent where tables are missing or repurchases too few. */
  readonly learnt?: {
    /** One row per completed order: `processed/repurchase_60d.parquet`. */
    readonly rows: pl.DataFrame;
    /** What is expected after each: `processed/order_repurchase_predictions.parquet`. */
    readonly predictions: pl.DataFrame;
    /** Scores on the test: the rows about orders of `outputs/metrics_repurchase.csv`. */
    readonly scores: readonly ForecastScores[];
    /** The same trees with leaks left open: `outputs/leakage_audit.csv`. */
    readonly audit: pl.DataFrame;
    /** How much the model lives on each feature: `outputs/importance_repurchase_60d.csv`. */
    readonly importance: pl.DataFrame;
  };
}

/**
 * Reads what the repurchase stage has made of the tables of a shop, after it has run where that is
 * missing.
 *
 * @returns undefined where the lake has no shop
 */
export async function orderResults(lake: NotebookLake): Promise<OrderResults | undefined> {
  const { clean } = (await readManifest(lake)).stages;
  if (clean !== undefined && !("stage/shop/orders.parquet" in clean.outputs)) return undefined;
  const table = (name: string) => lake.table(`${orderFiles.tables}${name}.parquet`);
  const made = `${orderFiles.tables}repurchases.parquet`;
  const { orders: facts } = await lake.facts<RepurchaseFacts>("repurchase", made);
  if (facts === undefined) return undefined;
  const overview = {
    orderStatus: await table("order_status"),
    funnel: await table("funnel"),
    trafficByMonth: await table("traffic_by_month"),
    itemsByMonth: await table("items_by_month"),
  };
  if (facts.learnt === undefined) return { facts, overview };
  const csv = async (path: string) => pl.readCSV(await inputFile(lake, path));
  const scores = await csv("outputs/metrics_repurchase.csv");
  return {
    facts,
    overview,
    learnt: {
      rows: await lake.table(orderFiles.trainingRows),
      predictions: await lake.table(orderFiles.predictions),
      scores: scores.filter(pl.col("question").eq(pl.lit("order"))).toRecords()
        .map(forecastScores),
      audit: await csv(orderFiles.audit),
      importance: await csv(orderFiles.importance),
    },
  };
}
