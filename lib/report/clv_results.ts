import pl from "nodejs-polars";
import {
  type AnyPurchaseModel,
  type CustomerSummary,
  GammaGamma,
  purchaseModelFromJSON,
} from "perdura/clv/mod.ts";
import { toCustomerSummary } from "perdura/features/mod.ts";
import { readManifest, type Settings } from "perdura/lake/mod.ts";
import { type ClvTerms, type Past, pastOf } from "perdura/pipeline/mod.ts";
import type { ClvFacts } from "perdura/pipeline/stages/clv.ts";
import { hasInput, inputFile } from "./input.ts";
import type { NotebookLake } from "./notebook_lake.ts";

const comparisonPath = "outputs/clv_validation.csv";

/** What the CLV stage has made of a lake, and of what. */
export interface ClvResults extends Past {
  /** Customers by `customer_id`: `processed/clv.parquet`. */
  readonly customers: pl.DataFrame;
  /** The same as the models take it, times in weeks. */
  readonly summary: CustomerSummary;
  /** What is expected of the same customers, in the same order: `processed/clv_predictions.parquet`. */
  readonly predictions: pl.DataFrame;
  readonly purchases: AnyPurchaseModel;
  readonly spend: GammaGamma;
  /** Models and rules on the holdout; absent where the past is too short for one. */
  readonly comparison?: pl.DataFrame;
  readonly facts: ClvFacts;
  readonly terms: ClvTerms;
  /** The seed of the stage. */
  readonly seed: number;
}

/** Reads what the CLV stage has made, after it has run where that is missing. */
export async function clvResults(lake: NotebookLake): Promise<ClvResults> {
  const made = "processed/clv_predictions.parquet";
  const predictions = await lake.table(made);
  const customers = await lake.table("processed/clv.parquet");
  const transactions = await lake.table("stage/transactions.parquet");
  const facts = await lake.facts<ClvFacts>("clv", made);
  const { outputs, parameters } = (await readManifest(lake)).stages["clv"]!;
  const { asOf, seed, ...terms } = parameters as
    & ClvTerms
    & Pick<Settings, "asOf" | "seed">;
  const modelPath = Object.keys(outputs).find((path) => path.startsWith("models/clv/"))!;
  const models = await lake.json<{ purchases: unknown; spend: unknown }>(modelPath);
  return {
    ...pastOf(transactions, asOf),
    customers,
    summary: toCustomerSummary(customers),
    predictions,
    purchases: purchaseModelFromJSON(models.purchases),
    spend: GammaGamma.fromJSON(models.spend),
    ...(await hasInput(lake, comparisonPath) && {
      comparison: pl.readCSV(await inputFile(lake, comparisonPath)),
    }),
    facts,
    terms,
    seed,
  };
}
