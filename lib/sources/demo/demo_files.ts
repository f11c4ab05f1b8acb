import { type WebShopTable, webShopTables } from "./shop/shop_rows.ts";

/** What the files of the demo shop are called. */
export const demoFiles = {
  transactions: "demo_transactions.csv",
  truth: "demo_truth.json",
  campaign: "demo_campaign.csv",
  campaignTruth: "demo_campaign_truth.json",
  shop: Object.fromEntries(
    webShopTables.map((table) => [table, `demo_shop/${table}.csv`]),
  ) as Readonly<Record<WebShopTable, string>>,
  shopTruth: "demo_shop_truth.json",
} as const;
