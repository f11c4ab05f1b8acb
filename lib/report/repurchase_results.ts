import pl from "nodejs-polars";
import { customerFeatures } from "perdura/features/mod.ts";
import { readManifest } from "perdura/lake/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import type { CustomerRepurchaseFacts } from "perdura/pipeline/repurchase/customers.ts";
import type { FeaturesFacts } from "perdura/pipeline/stages/features.ts";
import { repurchaseObstacle } from "perdura/repurchase/mod.ts";
import { inputFile } from "./input.ts";
import type { NotebookLake } from "./notebook_lake.ts";

const daysPath = "processed/purchase_days.parquet";
const predictionsPath = "processed/repurchase_predictions.parquet";

/** How one forecast did on tests, as the table of scores has it. */
export interface ForecastScores {
  readonly model: string;
  /** Days ahead. */
  readonly horizon: number;
  /** The day on which it was tested, or which of all days together: see `RepurchaseScore`. */
  readonly snapshot: string;
  readonly rows: number;
  /** Share of the rows that were expected to buy, and that did. */
  readonly expected: number;
  readonly actual: number;
  /** A measure by the name of its column, with its 95 % interval, NaN where the table has none. */
  score(measure: string): Estimate;
  /** How much more it is than that of the network; undefined for the network itself. */
  difference(measure: string): Estimate | undefined;
}

/** What the repurchase stage has made of transactions. */
export interface RepurchaseResults {
  readonly facts: CustomerRepurchaseFacts;
  /** One row per customer by `customer_id`: `processed/repurchase_predictions.parquet`. */
  readonly predictions: pl.DataFrame;
  /** What was known of the same customers, in the same order: `processed/features/…`. */
  readonly features: pl.DataFrame;
  /** Forecasts of the past with what happened: `processed/repurchase_forecasts.parquet`. */
  readonly forecasts: pl.DataFrame;
  /** Their scores: the rows about customers of `outputs/metrics_repurchase.csv`. */
  readonly scores: readonly ForecastScores[];
}

/**
 * Reads what the repurchase stage has made of transactions, after it has run where that is missing.
 *
 * @returns why there is nothing, in words, where it cannot learn from this lake
 */
export async function repurchaseResults(
  lake: NotebookLake,
): Promise<RepurchaseResults | { readonly obstacle: string }> {
  if (await hasNoTransactions(lake)) return { obstacle: "there are no transactions" };
  const days = await lake.table(daysPath);
  const { asOf } = await lake.facts<FeaturesFacts>("features", daysPath);
  const obstacle = repurchaseObstacle(days, new Date(asOf));
  if (obstacle !== undefined) return { obstacle };
  const predictions = await lake.table(predictionsPath);
  const scores = pl.readCSV(await inputFile(lake, "outputs/metrics_repurchase.csv"));
  return {
    facts: await lake.facts<CustomerRepurchaseFacts>("repurchase", predictionsPath),
    predictions,
    features: await lake.table(customerFeatures.path(new Date(asOf))),
    forecasts: await lake.table("processed/repurchase_forecasts.parquet"),
    scores: scores.filter(pl.col("question").eq(pl.lit("customer"))).toRecords().map(
      forecastScores,
    ),
  };
}

/** A row of the table of scores. */
export function forecastScores(row: Readonly<Record<string, unknown>>): ForecastScores {
  const { actual, expected, horizon, model, rows, snapshot } = row as unknown as ForecastScores;
  const numberIn = (column: string) => (row[column] ?? NaN) as number;
  const between = (name: string): Estimate => ({
    estimate: numberIn(name),
    lower: numberIn(`${name}_lower`),
    upper: numberIn(`${name}_upper`),
  });
  return {
    model,
    horizon,
    snapshot,
    rows,
    expected,
    actual,
    score: between,
    difference: (measure) => {
      const name = `${measure}_difference`;
      return typeof row[name] === "number" ? between(name) : undefined;
    },
  };
}

async function hasNoTransactions(lake: NotebookLake): Promise<boolean> {
  const { clean } = (await readManifest(lake)).stages;
  return clean !== undefined && !("stage/transactions.parquet" in clean.outputs);
}
