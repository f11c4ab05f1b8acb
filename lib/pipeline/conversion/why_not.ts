import { campaignRows } from "perdura/conversion/mod.ts";
import { responseObstacle } from "perdura/conversion/response/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { campaignFiles } from "../clean/campaign.ts";
import type { StageContext } from "../stage.ts";

/** Why nobody can learn from the campaign that a lake has; undefined where it can be learnt from. */
export function whyNotLearnable({ input, random }: StageContext): string | undefined {
  return responseObstacle(campaignRows(readTable(input(campaignFiles.campaign))), { random });
}
