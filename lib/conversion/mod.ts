/**
 * Campaigns: their rows, read, cleaned and divided by customer and date, and what a comparison of
 * customers who got a message with others who did not can show.
 *
 * Who responds is learnt in `perdura/conversion/response/mod.ts`, what a message changes in
 * `perdura/conversion/uplift/mod.ts`.
 *
 * @module
 */
export { type CampaignRows, campaignRows, takeCampaignRows } from "./campaign_rows.ts";
export { detectableEffect } from "./detectable_effect.ts";
export { type ReadCampaign, readCampaign } from "./read_campaign.ts";
export { type ReasonOptions, reasonsInWords } from "./reasons.ts";
export { type CampaignSplit, splitCampaign, type SplitOptions } from "./split_campaign.ts";
