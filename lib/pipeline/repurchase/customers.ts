import { formatNumber, percent } from "perdura/core/mod.ts";
import { customerFeatures } from "perdura/features/mod.ts";
import { readTable, sha256Text } from "perdura/lake/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import {
  comparedForecasts,
  forecastsTable,
  modelCard,
  pooled,
  type PurchaseTruth,
  type Repurchase30,
  repurchase30,
  repurchaseObstacle,
  type RepurchaseScore,
  repurchaseVerdict,
  shareOfAttainable,
  unseenCustomers,
} from "perdura/repurchase/mod.ts";
import type { StageContext } from "../stage.ts";
import type { StageOutput } from "../stage_output.ts";
import type { FeaturesFacts } from "../stages/features.ts";
import { daysPath, truthPath } from "./files.ts";
import { keepFeatures } from "./keep_features.ts";

const bestPossible = "best possible";

/** What there is to say about who buys again soon. */
export interface CustomerRepurchaseFacts {
  readonly asOf: string;
  readonly customers: number;
  /** Customers expected to buy within 30 and 60 days. */
  readonly expectedBuyers: { readonly 30: number; readonly 60: number };
  /** Days as of which the model learnt. */
  readonly snapshots: readonly string[];
  /** Days as of which it was tested. */
  readonly tested: readonly string[];
  /** How it did there, and how that compares, in sentences. */
  readonly verdict: readonly string[];
  /** ROC-AUC of 30 days on all tests; beside it the best possible, where a simulator knows it. */
  readonly rocAuc: number;
  readonly attainable?: { readonly rocAuc: number; readonly share: number };
  /** Mean size of the effect of each feature on the log-odds, the largest first. */
  readonly importance: Readonly<Record<string, number>>;
}

/** Why nothing can be said about customers; undefined where it can. */
export function whyNotCustomers({ input, manifest }: StageContext): string | undefined {
  const features = manifest.stages.features;
  if (features === undefined) return "there are no transactions";
  const { asOf } = features.facts as FeaturesFacts;
  return repurchaseObstacle(readTable(input(daysPath)), new Date(asOf));
}

/**
 * Says of every customer how likely a purchase is soon, and why, and writes everything about it but
 * the scores.
 *
 * @param asOf the first day that counts as the future
 */
export async function repurchaseOfCustomers(
  context: StageContext,
  asOf: string,
): Promise<{ facts: CustomerRepurchaseFacts; scores: readonly RepurchaseScore[] }> {
  const { output, progress, random } = context;
  const truth = await truthOf(context);
  const kept = await keepFeatures(context, new Date(asOf), random.fork("customers"));
  const result = await repurchase30(
    { ...kept, asOf: new Date(asOf), ...(truth && { truth }) },
    { progress, random },
  );
  await write(output, result, asOf);
  const facts = factsOf(result, asOf);
  result.model.dispose();
  return { facts, scores: result.scores };
}

async function truthOf({ input, manifest }: StageContext): Promise<PurchaseTruth | undefined> {
  if (manifest.stages.ingest?.outputs[truthPath] === undefined) return undefined;
  return JSON.parse(await Deno.readTextFile(input(truthPath)));
}

async function write(output: StageOutput, result: Repurchase30, asOf: string): Promise<void> {
  const { model, predictions, rows } = result;
  await output.writeTable("processed/repurchase_30d.parquet", rows, ["as_of", "customer_id"], {
    description: "One row per customer and day of the past: what was known before the day, and " +
      "whether the customer bought on it or after",
    schemaVersion: 1,
    units: {
      ...customerFeatures.units,
      bought_30d: "1 for a purchase within 30 days",
      bought_60d: "within 60 days",
    },
  });
  await output.writeTable(
    "processed/repurchase_predictions.parquet",
    predictions,
    ["customer_id"],
    {
      description:
        `One row per customer: the probability of a purchase from ${asOf} on, calibrated, ` +
        "with the lowest and highest of networks trained from different starts, and the reasons",
      schemaVersion: 1,
      units: {
        reason_1_effect: "log-odds",
        reason_2_effect: "log-odds",
        reason_3_effect: "log-odds",
      },
    },
  );
  await output.writeTable(
    "processed/repurchase_forecasts.parquet",
    forecastsTable(result.forecasts),
    ["as_of", "customer_id"],
    {
      description:
        "One row per customer and day of the past on which models were tested: what each " +
        "forecast would have said on the day, and what happened",
      schemaVersion: 1,
      units: {},
    },
  );
  const files = model.save();
  const card = modelCard(result);
  const version = sha256Text(JSON.stringify([card, files])).slice(0, 12);
  const folder = `models/repurchase_30d/${version}`;
  await output.writeModelCard(folder, card);
  for (const [name, content] of Object.entries(files)) {
    await output.pending.write(`${folder}/${name}`, content);
  }
}

function factsOf(result: Repurchase30, asOf: string): CustomerRepurchaseFacts {
  const { forecasts, importance, learnt, predictions, scores } = result;
  const isoDays = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(0, 10));
  const expected = (column: string) => predictions.getColumn(column).sum() as number;
  const rocAucOf = (name: string) =>
    scores.find((score) => score.name === name && score.horizon === 30 && score.snapshot === pooled)
      ?.scores.rocAuc.estimate;
  const rocAuc = rocAucOf(comparedForecasts.network)!;
  const best = rocAucOf(bestPossible);
  const attainable = best && { rocAuc: best, share: shareOfAttainable(rocAuc, best) };
  const tested = [...new Set(forecasts.rows.asOf)].map((day) => new Date(day * 86_400_000));
  return {
    asOf,
    customers: predictions.height,
    expectedBuyers: { 30: expected("probability_30d"), 60: expected("probability_60d") },
    snapshots: isoDays(learnt.train),
    tested: isoDays(tested),
    verdict: [
      ...repurchaseVerdict(scores),
      levelOf(scores),
      unseenOf(scores),
      ...(attainable
        ? [`The network reaches ${percent(attainable.share)} of the attainable ROC-AUC`]
        : []),
    ],
    rocAuc,
    ...(attainable && { attainable }),
    importance: Object.fromEntries(
      Object.entries(importance).sort(([, a], [, b]) => b - a),
    ),
  };
}

/** How the network did on 30 days. */
function scoreOf(
  scores: readonly RepurchaseScore[],
  wanted: string = pooled,
): RepurchaseScore["scores"] {
  return scores.find(({ horizon, name, snapshot }) =>
    name === comparedForecasts.network && horizon === 30 && snapshot === wanted
  )!.scores;
}

/** How many buyers the network expected on the tests, and how many there were. */
function levelOf(scores: readonly RepurchaseScore[]): string {
  const { actual, expected } = scoreOf(scores);
  const [told, came] = [expected, actual].map(({ estimate }) => percent(estimate, 1));
  return `It expected ${told} of the customers to buy within 30 days, and ${came} did`;
}

/** Whether the network tells customers whom it has never learnt from as well as the others. */
function unseenOf(scores: readonly RepurchaseScore[]): string {
  const inWords = ({ estimate, lower, upper }: Estimate) => {
    const [middle, low, high] = [estimate, lower, upper].map((value) => formatNumber(value, 3));
    return `${middle} (${low} to ${high})`;
  };
  return `Its ROC-AUC is ${inWords(scoreOf(scores).rocAuc)}, and ` +
    `${
      inWords(scoreOf(scores, unseenCustomers).rocAuc)
    } of customers whom no weight was learnt from`;
}
