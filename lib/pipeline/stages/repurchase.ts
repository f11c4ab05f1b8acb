import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { count, plural } from "perdura/core/mod.ts";
import type { Settings } from "perdura/lake/mod.ts";
import { type RepurchaseScore, scoresTable } from "perdura/repurchase/mod.ts";
import {
  customerFiles,
  customerInputs,
  type CustomerRepurchaseFacts,
  repurchaseOfCustomers,
  whyNotCustomers,
} from "../repurchase/customers.ts";
import {
  hasShop,
  orderFiles,
  orderInputs,
  type OrderRepurchaseFacts,
  repurchaseOfOrders,
} from "../repurchase/orders.ts";
import type { Stage } from "../stage.ts";
import type { StageOutput } from "../stage_output.ts";
import type { FeaturesFacts } from "./features.ts";

/** What the predictions depend on besides the tables. */
interface RepurchaseParameters {
  readonly seed: number;
  /** The first day that counts as the future, where there are transactions. */
  readonly asOf?: string;
  /** After which orders it is asked, where there is a shop. */
  readonly anchor?: Settings["anchor"];
}

/** What the repurchase stage has to say: about customers, about orders of the shop, or both. */
export type RepurchaseFacts = Partial<CustomerRepurchaseFacts> & {
  readonly orders?: OrderRepurchaseFacts;
};

/** Says of customers how likely a purchase is soon, and of orders how likely another one follows. */
const repurchase: Stage<RepurchaseParameters> = {
  name: "repurchase",
  does: "learning who buys again, testing that on the past, and predicting",
  after: ["ingest", "clean"],
  mayFollow: ["features"],
  reads: [...customerInputs, ...orderInputs],
  makes: [...customerFiles, ...Object.values(orderFiles), "outputs/metrics_repurchase.csv"],

  parameters(context) {
    const { manifest, settings: { anchor, seed } } = context;
    const features = manifest.stages.features?.facts as FeaturesFacts | undefined;
    return {
      seed,
      ...(features && { asOf: features.asOf }),
      ...(hasShop(context) && { anchor }),
    };
  },

  whyNot(context) {
    return hasShop(context) ? undefined : whyNotCustomers(context);
  },

  async run(context, { asOf }) {
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
  },
};

export default repurchase;

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

function lineOfOrders({ orders, repurchases }: OrderRepurchaseFacts): string {
  return `of ${plural(orders, "completed order")} of the shop, ${count(repurchases)} were ` +
    "followed by another within 60 days";
}
