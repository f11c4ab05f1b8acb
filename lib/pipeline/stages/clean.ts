import { count, plural } from "perdura/core/mod.ts";
import { rawManifestPath, readRawManifest } from "perdura/lake/mod.ts";
import { type CampaignFacts, campaignFiles, cleanCampaignInput } from "../clean/campaign.ts";
import { cleanShopInput, type ShopFacts, shopFiles } from "../clean/shop.ts";
import {
  checkTransactionsSettings,
  cleanTransactionsInput,
  type CleanTransactionsParameters,
  type TransactionsFacts,
  transactionsFiles,
  transactionsParameters,
} from "../clean/transactions.ts";
import type { Stage } from "../stage.ts";
import type { IngestedFile, IngestFacts } from "./ingest.ts";

type Files = readonly Pick<IngestedFile, "name" | "table" | "text">[];

/** How the tables of text are understood and cleaned, for the inputs that there are. */
export interface CleanParameters {
  readonly transactions?: CleanTransactionsParameters;
  readonly shop?: Files;
  readonly campaign?: Files;
}

/** What cleaning has to say about the inputs that there are. */
export interface CleanFacts {
  readonly transactions?: TransactionsFacts;
  readonly shop?: ShopFacts;
  readonly campaign?: CampaignFacts;
}

/** Types the tables of text and rejects by named rules what is not valid. */
const clean: Stage<CleanParameters> = {
  name: "clean",
  does: "typing and cleaning the inputs",
  after: ["ingest"],
  reads: ["stage/text/"],
  makes: [
    ...Object.values(transactionsFiles),
    ...Object.values(shopFiles),
    ...Object.values(campaignFiles),
  ],
  isProvisional: true,

  checkSettings: checkTransactionsSettings,

  async parameters({ input, lake, manifest, settings }) {
    const raw = await readRawManifest(lake, input(rawManifestPath));
    const { transactions, shop, campaign } = manifest.stages.ingest?.facts as IngestFacts;
    const files = ({ files }: { readonly files: readonly IngestedFile[] }): Files =>
      files.map(({ name, table, text }) => ({ name, table, text }));
    return {
      ...transactions && {
        transactions: transactionsParameters(settings, raw.transactions ?? {}, transactions),
      },
      ...shop && { shop: files(shop) },
      ...campaign && { campaign: files(campaign) },
    };
  },

  async run(context, { transactions, shop, campaign }) {
    const facts: CleanFacts = {
      ...transactions && { transactions: await cleanTransactionsInput(context, transactions) },
      ...shop && { shop: await cleanShopInput(context, shop) },
      ...campaign && { campaign: await cleanCampaignInput(context, campaign) },
    };
    return { line: lineOf(facts), facts };
  },
};

export default clean;

function lineOf({ transactions, shop, campaign }: CleanFacts): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const parts: string[] = [];
  const say = (name: string, received: number, kept: number) =>
    parts.push(
      `${count(kept)} of ${plural(received, "row")} of ${name} kept, ` +
        `${count(received - kept)} rejected`,
    );
  if (transactions) {
    say("transactions", transactions.quality.in.rows, transactions.quality.kept.rows);
  }
  if (shop) say("shop", shop.quality.in, shop.quality.kept);
  if (campaign) {
    const { quality } = campaign;
    say("campaign", sum(quality.map((one) => one.in)), sum(quality.map(({ kept }) => kept)));
  }
  return parts.join("; ");
}
