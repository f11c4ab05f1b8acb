/**
 * Where transactions come from: one file per kind of input, and the way from a table of text to
 * the canonical table of transactions.
 *
 * A source knows what its columns are called, how its dates and amounts are to be understood, and
 * which cleaning rules belong to it. {@linkcode chooseSource} finds the source of a file,
 * {@linkcode canonicalTransactions} types its columns.
 *
 * @module
 */
export {
  type CanonicalColumn,
  canonicalColumns,
  type ColumnMap,
  type DateOrder,
  type SampleRows,
  type TransactionSource,
} from "./source.ts";
export { asColumnMap } from "./column_map.ts";
export {
  chooseSource,
  namedSource,
  type SourceChoice,
  type SourceOptions,
  transactionSources,
} from "./choose_source.ts";
export {
  type CanonicalOptions,
  canonicalTransactions,
  peekTextTable,
  unknownCurrency,
} from "./canonical.ts";
export { campaign } from "./campaign.ts";
export {
  armOf,
  type CampaignColumn,
  type CampaignRole,
  type CampaignSource,
  controlArm,
  treatedArm,
} from "./campaign_source.ts";
export {
  type CampaignChoice,
  campaignSources,
  chooseCampaignSource,
  namedCampaignSource,
} from "./choose_campaign_source.ts";
export { type CampaignReading, canonicalCampaign, faultColumn } from "./canonical_campaign.ts";
export { cdnow } from "./cdnow.ts";
export { demo } from "./demo.ts";
export type { DemoOptions, DemoSettings } from "./demo/options.ts";
export { type DemoShop, simulateDemo } from "./demo/simulate.ts";
export {
  type CampaignOptions,
  type DemoCampaign,
  simulateCampaign,
} from "./demo/campaign/simulate_campaign.ts";
export type { CampaignFault, CampaignTally } from "./demo/campaign/campaign_csv.ts";
export { type DemoWebShop, simulateWebShop } from "./demo/shop/simulate_web_shop.ts";
export { type WebShopTable, webShopTables } from "./demo/shop/shop_rows.ts";
export type { WebShopTally } from "./demo/shop/shop_truth.ts";
export { demoFiles } from "./demo/demo_files.ts";
export { writeDemo, type WriteDemoOptions } from "./demo/write_demo.ts";
export { writeDemoCampaign, type WriteDemoCampaignOptions } from "./demo/write_demo_campaign.ts";
export { writeDemoShop, type WriteDemoShopOptions } from "./demo/write_demo_shop.ts";
export { onlineRetail } from "./online_retail.ts";
export { hillstrom } from "./hillstrom.ts";
export { generic } from "./transactions.ts";
export {
  orderStatuses,
  type ShopColumn,
  type ShopColumnType,
  type ShopTable,
  type ShopTableName,
  shopTables,
} from "./thelook.ts";
export { findShopTables, missingShopTables, type ShopFile } from "./find_shop_tables.ts";
export { canFail, type CanonicalShopTable, canonicalShopTable } from "./canonical_shop_table.ts";
export { type Dataset, datasets } from "./datasets.ts";
export { fetchDataset, type Fetched, type FetchOptions } from "./fetch.ts";
