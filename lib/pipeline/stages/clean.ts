import { rawManifestPath, readRawManifest } from "perdura/lake/mod.ts";
import { type CampaignFacts, campaignFiles, cleanCampaignInput } from "../clean/campaign.ts";
import { cleanLine } from "../clean/clean_line.ts";
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
    return { line: cleanLine(facts), facts };
  },
};

export default clean;
