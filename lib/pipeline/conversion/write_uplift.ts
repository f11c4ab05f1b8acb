import pl from "nodejs-polars";
import { type CampaignRows, takeCampaignRows } from "perdura/conversion/mod.ts";
import { latestRows, type TrainedResponse } from "perdura/conversion/response/mod.ts";
import {
  attainableQini,
  bestMessages,
  campaignUplift,
  compareRankings,
  heldOutRows,
  type MessageUplift,
  type Responses,
  type SendList,
  sendList,
  type SendListInput,
  type UpliftOptions,
  valuePerResponse,
} from "perdura/conversion/uplift/mod.ts";
import type { Settings } from "perdura/lake/mod.ts";
import type { Estimate } from "perdura/learn/mod.ts";
import { toCsv } from "perdura/report/csv.ts";
import type { StageContext } from "../stage.ts";

export {};
