import pl from "nodejs-polars";
import {
  type AnyPurchaseModel,
  type CustomerSummary,
  GammaGamma,
  purchaseModelFromJSON,
} from "perdura/clv/mod.ts";
import { toCustomerSummary } from "perdura/features/mod.ts";
import { readManifest, type Settings } from "perdura/lake/mod.ts";
import type { ClvTerms } from "perdura/pipeline/mod.ts";
import type { ClvFacts } from "perdura/pipeline/stages/clv.ts";
import { hasInput, inputFile } from "./input.ts";
import type { NotebookLake } from "./notebook_lake.ts";

const day = 86_400_000;
const comparisonPath = "outputs/clv_validation.csv";

/** What the CLV stage has made of a lake, and of what. */
export interface ClvResults {
  /** The first day that counts as the future. */
  readonly asOf: Date;
  /** The last day of the past, included. */
  readonly observationEnd: Date;
  /** What every customer bought on each day of the past: `processed/purchase_days.parquet`. */
  readonly days: pl.DataFrame;
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
  const days = await lake.table("processed/purchase_days.parquet");
  const facts = await lake.facts<ClvFacts>("clv", made);
  const { outputs, parameters } = (await readManifest(lake)).stages["clv"]!;
  const { seed, ...terms } = parameters as ClvTerms & Pick<Settings, "seed"> & { asOf: string };
  const asOf = new Date(terms.asOf);
  const modelPath = Object.keys(outputs).find((path) => path.startsWith("models/clv/"))!;
  const models = await lake.json<{ purchases: unknown; spend: unknown }>(modelPath);
  return {
    asOf,
    observationEnd: new Date(asOf.getTime() - day),
    days,
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
