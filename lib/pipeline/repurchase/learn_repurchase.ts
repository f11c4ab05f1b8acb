import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { count, plural } from "perdura/core/mod.ts";
import { type RepurchaseScore, scoresTable } from "perdura/repurchase/mod.ts";
import type { StageContext, StageResult } from "../stage.ts";
import type { StageOutput } from "../stage_output.ts";
import {
  type CustomerRepurchaseFacts,
  repurchaseOfCustomers,
  whyNotCustomers,
} from "./customers.ts";
import { hasShop } from "./files.ts";
import { type OrderRepurchaseFacts, repurchaseOfOrders } from "./orders.ts";

/** What the repurchase stage has to say: about customers, about orders of the shop, or both. */
export type RepurchaseFacts = Partial<CustomerRepurchaseFacts> & {
  readonly orders?: OrderRepurchaseFacts;
};

/**
 * Learns who buys again, of customers and after orders of the shop, each where its input is there,
 * and writes all about it.
 *
 * @param asOf the first day that counts as the future, where there are transactions
 */
export async function learnRepurchase(
  context: StageContext,
  asOf: string | undefined,
): Promise<StageResult> {
  const { output, progress } = context;
  const obstacle = whyNotCustomers(context);
  const ofCustomers = obstacle === undefined && asOf !== undefined
    ? await repurchaseOfCustomers(context, asOf)
    : undefined;
  const ofOrders = hasShop(context) ? await repurchaseOfOrders(context) : undefined;
  if (obstacle !== undefined) progress.say(`Customers are left aside: ${obstacle}`);
  await writeScores(output, ofCustomers?.scores ?? [], ofOrders?.scores ?? []);
  const { verdict = [], auditVerdict = [] } = ofOrders?.facts ?? {};
  for (const sentence of [ofCustomers?.facts.verdict ?? [], verdict, auditVerdict].flat()) {
    progress.say(sentence);
  }
  return {
    line: [
      ...(ofCustomers ? [lineOfCustomers(ofCustomers.facts)] : []),
      ...(ofOrders ? [lineOfOrders(ofOrders.facts)] : []),
    ].join("; "),
    facts: {
      ...ofCustomers?.facts,
      ...(ofOrders && { orders: ofOrders.facts }),
    } satisfies RepurchaseFacts,
  };
}

async function writeScores(
  output: StageOutput,
  ofCustomers: readonly RepurchaseScore[],
  ofOrders: readonly RepurchaseScore[],
): Promise<void> {
  const tables = [
    ...(ofCustomers.length > 0 ? [scoresTable(ofCustomers)] : []),
    ...(ofOrders.length > 0 ? [scoresTable(ofOrders, "order")] : []),
  ];
  if (tables.length === 0) return;
  const csv = pl.concat(tables).writeCSV() as unknown as Buffer;
  await output.pending.write("outputs/metrics_repurchase.csv", Buffer.from(csv));
}

function lineOfCustomers({ asOf, customers, expectedBuyers }: CustomerRepurchaseFacts): string {
  return `of ${plural(customers, "customer")}, ${count(expectedBuyers[30])} are expected to buy ` +
    `within 30 days from ${asOf}, and ${count(expectedBuyers[60])} within 60`;
}

function lineOfOrders(
  { anchor, answered, learnt, orders, repurchases, verdict }: OrderRepurchaseFacts,
): string {
  const asked = anchor === "first"
    ? `first completed orders of ${plural(orders, "user")}`
    : `${plural(orders, "completed order")} of the shop`;
  const counted = `of ${asked}, ${count(answered)} are old enough to know, and ` +
    `${count(repurchases)} of these were followed by another within 60 days`;
  const [why] = verdict;
  return learnt !== undefined || why === undefined
    ? counted
    : `${counted} (${why.charAt(0).toLowerCase()}${why.slice(1)})`;
}
