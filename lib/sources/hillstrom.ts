import type { CampaignColumn, CampaignSource } from "./campaign_source.ts";

/**
 * The MineThatData e-mail challenge: 64,000 customers of a shop, a third of whom got an e-mail about
 * men's goods, a third one about women's and a third none, and what they did in the two weeks after.
 *
 * | recency | history_segment | history | mens | womens | zip_code | newbie | channel | segment | visit | conversion | spend |
 * | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
 * | 10 | 2) $100 - $200 | 142.44 | 1 | 0 | Surburban | 0 | Phone | Womens E-Mail | 0 | 0 | 0 |
 * | 6 | 3) $200 - $350 | 329.08 | 1 | 1 | Rural | 1 | Web | No E-Mail | 0 | 0 | 0 |
 * | 7 | 2) $100 - $200 | 180.65 | 0 | 1 | Surburban | 1 | Web | Womens E-Mail | 0 | 0 | 0 |
 *
 * `recency` is in months since the last purchase (1 to 12), `history` in dollars over the past year,
 * `mens` and `womens` say what was bought in it. The label is `visit`: conversions are too rare
 * (578) to learn much from. There is no customer id: the number of the row stands for it, and 6,562
 * rows that equal an earlier one are other customers.
 *
 * Source: Kevin Hillstrom, MineThatData, 2008-03-20.
 */
export const hillstrom: CampaignSource = {
  name: "hillstrom",
  title: "the MineThatData e-mail challenge (Hillstrom)",
  address: "https://blog.minethatdata.com/2008/03/minethatdata-e-mail-analytics-and-data.html",
  hasCustomerIds: false,
  columns: [
    {
      ...number("months_since_last", "recency", 1, 12),
      unit: "months",
    },
    { ...number("history", "history", 0), unit: "USD in the past year" },
    text("history_segment"),
    flag("mens"),
    flag("womens"),
    text("zip_code"),
    flag("newbie"),
    text("channel"),
    {
      name: "label",
      written: ["visit"],
      type: "number",
      role: "label",
      isNeverMissing: true,
      values: ["0", "1"],
    },
    {
      name: "treatment",
      written: ["segment"],
      type: "text",
      role: "treatment",
      isNeverMissing: true,
      values: ["No E-Mail", "Mens E-Mail", "Womens E-Mail"],
    },
    { ...flag("conversion"), role: "outcome" },
    { ...number("spend", "spend", 0), role: "outcome", unit: "USD in two weeks" },
  ],
};

function number(name: string, written: string, min: number, max?: number): CampaignColumn {
  return {
    name,
    written: [written],
    type: "number",
    role: "feature",
    min,
    ...(max === undefined ? {} : { max }),
  };
}

function flag(name: string): CampaignColumn {
  return { name, written: [name], type: "number", role: "feature", values: ["0", "1"] };
}

function text(name: string): CampaignColumn {
  return { name, written: [name], type: "text", role: "feature" };
}
