/**
 * Campaigns: who responds to a message, and what a comparison of customers who got one with others
 * who did not can show.
 *
 * @module
 */
export { type AttainableGain, attainableGain } from "./attainable_gain.ts";
export { type CampaignRows, campaignRows, takeCampaignRows } from "./campaign_rows.ts";
export { detectableEffect } from "./detectable_effect.ts";
export { type ReadCampaign, readCampaign } from "./read_campaign.ts";
export { type ReasonOptions, reasonsInWords } from "./reasons.ts";
export {
  type CampaignSplit,
  fewestOfEither,
  splitCampaign,
  type SplitOptions,
} from "./split_campaign.ts";
