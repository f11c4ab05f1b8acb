import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { type Settings, sha256Text } from "perdura/lake/mod.ts";
import {
  auditTable,
  type OrderImportance,
  orderModelCard,
  orderPredictionsTable,
  type OrderRepurchase,
  orderUnits,
  type Repurchase60,
  repurchase60,
  trainingTable,
} from "perdura/repurchase/shop/mod.ts";
import { type RepurchaseScore } from "perdura/repurchase/mod.ts";
import { demoFiles } from "perdura/sources/mod.ts";
import { shopFiles } from "../clean/shop.ts";
import type { StageContext } from "../stage.ts";
import type { StageOutput } from "../stage_output.ts";
import { orderFiles, shopTablesOf } from "./files.ts";

/** What there is to say about repurchases after orders of the shop. */
export interface OrderRepurchaseFacts {
  /** After which orders it was asked: every completed one, or each user's first. */
  readonly anchor: Settings["anchor"];
  /** These orders. */
  readonly orders: number;
  /** Those of which it is known whether another followed within 60 days, and of how many one did. */
  readonly answered: number;
  readonly repurchases: number;
  /** What came out, or why nothing was learnt, in sentences. */
  readonly verdict: readonly string[];
  /** How good the model would look where leaks are left open, in sentences. */
  readonly auditVerdict: readonly string[];
  /** What was learnt, where that was possible. */
  readonly learnt?: {
    /** First day of the test. */
    readonly testFrom: string;
    readonly rocAuc: number;
    readonly threshold: OrderRepurchase["tested"]["threshold"];
    readonly confusion: OrderRepurchase["tested"]["confusion"];
    /** Share of the attainable gain in log-loss, where a simulator knows it. */
    readonly attained?: number;
  };
}

/**
 * Says after which orders of the shop users buy again, and writes everything about it but the
 * scores.
 *
 * @returns facts, and the scores of the forecasts, none where nothing was learnt
 */
export async function repurchaseOfOrders(
  context: StageContext,
): Promise<{ facts: OrderRepurchaseFacts; scores: readonly RepurchaseScore[] }> {
  const { input, lake, manifest, output, progress, random, settings } = context;
  const paths = shopTablesOf(manifest.stages.clean!.outputs);
  const truth = await truthOf(context);
  const done = await repurchase60(
    {
      tables: Object.fromEntries(paths.map((path) => [tableOf(path), input(path)])),
      anchor: settings.anchor,
      workFolder: lake.path("stage"),
    },
    { random: random.fork("orders"), progress, ...(truth && { truth }) },
  );
  const { anchor } = settings;
  await writeTables(output, done, anchor);
  if (done.result !== undefined) await writeResult(output, done, done.result, anchor);
  return { facts: factsOf(done, anchor), scores: done.result?.scores ?? [] };
}

/** `stage/shop/orders.parquet` holds the orders. */
function tableOf(path: string): string {
  return path.slice(shopFiles.tables.length).replace(/\.parquet$/, "");
}

async function truthOf(
  { input, manifest }: StageContext,
): Promise<Map<string, number> | undefined> {
  const path = `raw/${demoFiles.shopTruth}`;
  if (manifest.stages.ingest?.outputs[path] === undefined) return undefined;
  const { per_order } = JSON.parse(await Deno.readTextFile(input(path))) as {
    per_order: { order_id: number[]; p60: number[] };
  };
  return new Map(per_order.order_id.map((id, i) => [`${id}`, per_order.p60[i]!]));
}

/** The orders after which it is asked, one of them in words. */
const anchorOrder: Readonly<Record<Settings["anchor"], string>> = {
  each: "completed order",
  first: "user’s first completed order",
};

/** What a row of each table is, and by which columns it is named; `ORDER` is one of the anchor. */
const tablesOfShop: Readonly<Record<string, readonly [description: string, key: string[]]>> = {
  repurchases: [
    "One row per ORDER, with the next one of the user within 60 days",
    ["original_order"],
  ],
  order_user_product_data: [
    "One row per item of each ORDER, with its user and product",
    ["order_id", "order_item_id"],
  ],
  user_order_behaviour: [
    "One row per ORDER: what its user had ordered before it",
    ["order_id"],
  ],
  user_events: [
    "One row per ORDER: what its user had looked at in the 30 days before",
    ["order_id"],
  ],
  funnel: ["One row per year: how many known users came to which step of a visit", ["year"]],
  order_status: ["One row per year and status: how many orders", ["year", "status"]],
  traffic_by_month: [
    "One row per month and source of visits: page views and purchases",
    ["month", "traffic_source"],
  ],
  items_by_month: ["One row per month: orders and the items in them", ["month"]],
};

async function writeTables(
  output: StageOutput,
  { overview, result, tables }: Repurchase60,
  anchor: Settings["anchor"],
): Promise<void> {
  const { training_data, ...others } = tables;
  for (const [name, table] of Object.entries({ ...others, ...overview })) {
    const [description, key] = tablesOfShop[name]!;
    await output.writeTable(`${orderFiles.tables}${name}.parquet`, table, key, {
      description: description.replace("ORDER", anchorOrder[anchor]),
      schemaVersion: 1,
      units: orderUnits,
    });
  }
  if (training_data === undefined) return;
  await output.writeTable(
    orderFiles.trainingRows,
    trainingTable(training_data, result),
    ["order_date", "order_id"],
    {
      description: `One row per ${anchorOrder[anchor]}: what was known at its delivery, and ` +
        "whether another completed order followed within 60 days",
      schemaVersion: 1,
      units: orderUnits,
    },
  );
}

async function writeResult(
  output: StageOutput,
  { audit, tables }: Repurchase60,
  result: OrderRepurchase,
  anchor: Settings["anchor"],
): Promise<void> {
  await output.writeTable(
    orderFiles.predictions,
    orderPredictionsTable(tables.training_data!, result),
    ["order_date", "order_id"],
    {
      description: `One row per ${anchorOrder[anchor]}: the probability of another one within ` +
        "60 days, calibrated, by trees that have not seen its user nor, where its part is open or test, " +
        "anything as late, and the reasons",
      schemaVersion: 1,
      units: {
        reason_1_effect: "log-odds",
        reason_2_effect: "log-odds",
        reason_3_effect: "log-odds",
      },
    },
  );
  await writeCsv(output, orderFiles.audit, auditTable(audit));
  await writeCsv(output, orderFiles.importance, importanceTable(result.importance));
  const card = orderModelCard(result);
  const trees = JSON.stringify(result.model);
  const version = sha256Text(JSON.stringify([card, trees])).slice(0, 12);
  await output.writeModelCard(`${orderFiles.models}${version}`, card);
  await output.pending.write(`${orderFiles.models}${version}/trees.json`, trees);
}

async function writeCsv(output: StageOutput, path: string, table: pl.DataFrame): Promise<void> {
  await output.pending.write(path, Buffer.from(table.writeCSV() as unknown as Buffer));
}

function importanceTable(importance: readonly OrderImportance[]): pl.DataFrame {
  return pl.DataFrame(importance.map((row) => ({ ...row })));
}

function factsOf(
  { auditVerdict, result, tables, verdict }: Repurchase60,
  anchor: Settings["anchor"],
): OrderRepurchaseFacts {
  const answered = tables.repurchases.filter(pl.col("has_full_follow_up"));
  const facts = {
    anchor,
    orders: tables.repurchases.height,
    answered: answered.height,
    repurchases: answered.height - answered.getColumn("repurchase_order").nullCount(),
    verdict,
    auditVerdict,
  };
  if (result === undefined) return facts;
  const { attained, folds, scores, tested } = result;
  return {
    ...facts,
    learnt: {
      testFrom: new Date(folds.testFrom * 86_400_000).toISOString().slice(0, 10),
      rocAuc: scores[0]!.scores.rocAuc.estimate,
      ...tested,
      ...(attained === undefined ? {} : { attained }),
    },
  };
}
