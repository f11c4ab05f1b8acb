import { campaignRows } from "perdura/conversion/mod.ts";
import { responseObstacle } from "perdura/conversion/response/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { campaignFiles } from "../clean/campaign.ts";
import type { StageContext } from "../stage.ts";

/** Why nobody can learn from the campaign of a lake; undefined where it can be learnt from. */
export function whyNotLearnable({ input, manifest, random }: StageContext): string | undefined {
  if (manifest.stages.clean?.outputs[campaignFiles.campaign] === undefined) {
    return "there is no campaign data";
  }
  return responseObstacle(campaignRows(readTable(input(campaignFiles.campaign))), { random });
}
