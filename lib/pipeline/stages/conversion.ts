import type { Settings } from "perdura/lake/mod.ts";
import { campaignFiles } from "../clean/campaign.ts";
import { campaignTruthPath, responseFiles, upliftFiles } from "../conversion/files.ts";
import type { Stage } from "../stage.ts";

export type { ConversionFacts } from "../conversion/learn_responses.ts";

/** Learns who responds to a campaign and scores every customer of it. */
const conversion: Stage<Pick<Settings, "seed">> = {
  name: "conversion",
  does: "learning who responds to a campaign",
  after: ["ingest", "clean"],
  reads: [campaignFiles.campaign, campaignTruthPath],
  makes: [
    responseFiles.rows,
    responseFiles.predictions,
    "outputs/metrics_conversion.csv",
    "outputs/conversion_models.csv",
    "outputs/training_history.png",
    "outputs/training_history.svg",
    responseFiles.models,
    ...Object.values(upliftFiles),
  ],

  parameters: ({ settings: { seed } }) => ({ seed }),

  async whyNot(context) {
    const { campaign } = campaignFiles;
    if (context.manifest.stages.clean?.outputs[campaign] === undefined) {
      return "there is no campaign data";
    }
    const { whyNotLearnable } = await import("../conversion/why_not.ts");
    return whyNotLearnable(context);
  },

  // What learns is heavy, and many runs have no use for it.
  async run(context) {
    const { learnResponses } = await import("../conversion/learn_responses.ts");
    return await learnResponses(context);
  },
};

export default conversion;
