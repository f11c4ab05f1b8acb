import type { CampaignSource } from "./campaign_source.ts";

/**
 * A campaign history: one row per customer and message, with what was known before the message and
 * whether the customer responded.
 *
 * | customer_id | recency | frequency | monetary | open_rate | ctr | age | gender | region | label |
 * | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
 * | 13085 | 21 | 7 | 412.50 | 0.42 | 0.08 | 37 | F | North | 1 |
 * | 13086 | 203 | 1 | 19.99 | 0.05 | 0 | 58 | M | South | 0 |
 * | 13087 | 64 | 3 | 133.00 | 0.31 | 0.02 |  | Other | East | 0 |
 *
 * `recency` is in days, `frequency` in orders of the past year, `monetary` what they came to,
 * `open_rate` and `ctr` shares of earlier messages from 0 to 1. `treatment`, `campaign_id`, `date`
 * and `spend` (what the customer spent afterwards) may be there too. A feature may be missing in a
 * row; the customer, the label and the treatment may not.
 *
 * In the canonical table the first three are `days_since_last`, `orders_last_year` and
 * `spend_total`: recency, frequency and monetary value mean something else in the models of
 * purchases.
 */
export const campaign: CampaignSource = {
  name: "campaign",
  title: "a campaign history",
  hasCustomerIds: true,
  columns: [
    {
      name: "customer_id",
      written: ["customer_id"],
      type: "text",
      role: "customer",
      isNeverMissing: true,
    },
    {
      name: "days_since_last",
      written: ["recency", "days_since_last"],
      type: "number",
      role: "feature",
      unit: "days",
      min: 0,
    },
    {
      name: "orders_last_year",
      written: ["frequency", "orders_last_year"],
      type: "number",
      role: "feature",
      unit: "orders",
      min: 0,
    },
    {
      name: "spend_total",
      written: ["monetary", "spend_total"],
      type: "number",
      role: "feature",
      min: 0,
    },
    rate("open_rate", "share of messages opened"),
    rate("ctr", "share of messages clicked"),
    {
      name: "age",
      written: ["age"],
      type: "number",
      role: "feature",
      unit: "years",
      min: 0,
      max: 120,
    },
    {
      name: "gender",
      written: ["gender"],
      type: "text",
      role: "feature",
      values: ["M", "F", "Other"],
    },
    { name: "region", written: ["region"], type: "text", role: "feature" },
    {
      name: "label",
      written: ["label"],
      type: "number",
      role: "label",
      isNeverMissing: true,
      values: ["0", "1"],
    },
    {
      name: "treatment",
      written: ["treatment"],
      type: "text",
      role: "treatment",
      isOptional: true,
      isNeverMissing: true,
    },
    {
      name: "campaign_id",
      written: ["campaign_id"],
      type: "text",
      role: "campaign",
      isOptional: true,
    },
    {
      name: "date",
      written: ["date"],
      type: "date",
      role: "date",
      isOptional: true,
      isNeverMissing: true,
    },
    {
      name: "spend",
      written: ["spend"],
      type: "number",
      role: "outcome",
      isOptional: true,
      min: 0,
    },
  ],
};

function rate(name: string, unit: string): CampaignSource["columns"][number] {
  return { name, written: [name], type: "number", role: "feature", unit, min: 0, max: 1 };
}
