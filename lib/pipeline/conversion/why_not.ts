import pl from "nodejs-polars";
import { fewestOfEither } from "perdura/conversion/mod.ts";
import { plural } from "perdura/core/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { controlArm } from "perdura/sources/mod.ts";
import { campaignFiles } from "../clean/campaign.ts";
import type { StageContext } from "../stage.ts";

/** Why nobody can learn from the campaign of a lake; undefined where it can be learnt from. */
export function whyNotLearnable({ input, manifest }: StageContext): string | undefined {
  if (manifest.stages.clean?.outputs[campaignFiles.campaign] === undefined) {
    return "there is no campaign data";
  }
  const campaign = readTable(input(campaignFiles.campaign));
  const treated = campaign.columns.includes("treatment")
    ? campaign.filter(pl.col("treatment").neq(pl.lit(controlArm)))
    : campaign;
  const responses = treated.height === 0 ? 0 : treated.getColumn("label").sum();
  const rarer = Math.min(responses, treated.height - responses);
  if (rarer >= fewestOfEither) return undefined;
  return `the campaign has ${plural(responses, "response")} in ` +
    `${
      plural(treated.height, "row")
    } of customers who got a message, which is too little to learn ` +
    `from (at least ${fewestOfEither} with and ${fewestOfEither} without are needed)`;
}
