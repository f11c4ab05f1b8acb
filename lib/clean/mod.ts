/**
 * From a canonical table of transactions to a clean one, with an account of every line.
 *
 * {@linkcode cleanTransactions} asks named rules about each line, in a fixed order; what a rule
 * takes is kept aside with its position and reason. What stays is tidied, put into categories and
 * flagged where unusual. Rows, units and money are balanced, tables are held to their contracts, and
 * the quality report says what happened.
 *
 * Everything here is pure: frames in, frames and plain objects out.
 *
 * @module
 */
export {
  type Cleaned,
  type CleanOptions,
  cleanTransactions,
  unknownCustomer,
} from "./clean_transactions.ts";
export { productLines } from "./product_lines.ts";

// Campaigns.
export { cleanCampaign, type CleanedCampaign } from "./clean_campaign.ts";
export {
  type CampaignQuality,
  type CampaignRuleAccount,
  type CampaignRuleName,
  campaignRuleNames,
} from "./campaign_quality.ts";
export { campaignContract, campaignRejectedContract } from "./campaign_contracts.ts";

// Rules.
export { chooseRules } from "./choose_rules.ts";
export { type Rule, type RuleName, ruleNames } from "./rule.ts";
export { type CurrencyConversion } from "./convert_currency.ts";

// The report.
export type {
  Amounts,
  PartAccount,
  Position,
  Quality,
  ReturnsAccount,
  RuleAccount,
} from "./quality.ts";
export { qualityTable } from "./quality_table.ts";
export { type AccountRow, accountRows } from "./account_rows.ts";
export { type BalanceRow, balanceRows } from "./balance_rows.ts";
export { markRows } from "./mark_rows.ts";
export { returnRows } from "./return_rows.ts";
export { rejectedSamples } from "./rejected_samples.ts";
export { returnsAfter } from "./returns_after.ts";
export { type Coverage, coverage } from "./coverage.ts";

// Categories of products.
export {
  categorise,
  type Categorised,
  type CategoryKeywords,
  giftShopCategories,
  otherCategory,
} from "./categories.ts";

// Contracts of tables.
export {
  checkContract,
  type ColumnContract,
  type ColumnType,
  requireContract,
  type TableContract,
  type Violation,
} from "./contract.ts";
export {
  productsContract,
  rejectedContract,
  returnedContract,
  transactionsContract,
} from "./contracts.ts";

// The tables of a shop.
export { type CleanedShop, cleanShop } from "./clean_shop.ts";
export {
  type ShopQuality,
  type ShopRuleAccount,
  type ShopRuleName,
  shopRuleNames,
  type ShopTableQuality,
} from "./shop_quality.ts";
export { shopContract, shopRejectedContract } from "./shop_contracts.ts";
