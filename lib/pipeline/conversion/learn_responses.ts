import { type CampaignRows, campaignRows } from "perdura/conversion/mod.ts";
import {
  type CustomerScores,
  scoreCustomers,
  type TrainedResponse,
  trainResponse,
  type TriedModel,
} from "perdura/conversion/response/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { campaignFiles } from "../clean/campaign.ts";
import type { StageContext, StageResult } from "../stage.ts";
import { campaignTruthOf, type DemoAttainment, demoAttainment } from "./demo_attainment.ts";
import { responseFiles } from "./files.ts";
import { responseLine } from "./response_line.ts";
import { predictionTable, rowsTable } from "./tables.ts";
import { writeResponseModels } from "./write_models.ts";
import { writeResponseReports } from "./write_reports.ts";
import { type MessageFacts, writeUplift } from "./write_uplift.ts";

/** What the conversion stage has to say about its result. */
export interface ConversionFacts {
  /** Rows of customers who got a message, and of those who did not. */
  readonly rows: number;
  readonly controlRows: number;
  readonly customers: number;
  /** Responses per row, of the rows that were learnt from. */
  readonly baseRate: number;
  /** How the rows were divided. */
  readonly split: {
    readonly said: string;
    readonly train: number;
    readonly validation: number;
    readonly calibration: number;
    readonly test: number;
    readonly leftOut: number;
    readonly testFrom?: string | undefined;
  };
  /** The base rate, then the models, on customers that none has seen. */
  readonly models: readonly TriedModel[];
  /** The model that scores, and its folder in the lake. */
  readonly model: string;
  readonly folder: string;
  /** Of the plain network. */
  readonly epochs: number;
  readonly bestEpoch: number;
  /** How near the models come to what can be known; of simulated campaigns only. */
  readonly attainment?: DemoAttainment | undefined;
  /** What each message changed; absent where the campaign has no control group. */
  readonly uplift?: readonly MessageFacts[] | undefined;
}

/** Learns who responds to a campaign, scores every customer of it, and writes all about it. */
export async function learnResponses(context: StageContext): Promise<StageResult> {
  const { input, output, progress, random } = context;
  const campaign = readTable(input(campaignFiles.campaign));
  const rows = campaignRows(campaign);
  const trained = await trainResponse(rows, { random, progress, network: { epochs: 40 } });
  try {
    await output.writeTable(
      responseFiles.rows,
      rowsTable(campaign, trained.split),
      ["customer_id", "source_file", "source_row"],
      {
        description: "One row per customer and message of the campaign, and what it was used for",
        schemaVersion: 1,
        units: { days_since_last: "days", open_rate: "share", ctr: "share", age: "years" },
      },
    );
    progress.update("scoring the customers", 0);
    const scores = scoreCustomers(trained.chosen, rows);
    const { folder, version } = await writeResponseModels(output, trained);
    await output.writeTable(
      responseFiles.predictions,
      predictionTable(scores, trained.chosen.name, version),
      ["customer_id"],
      {
        description: "One row per customer of the campaign: the probability of a response to the " +
          "next message, with the 95 % interval of what such a score means, and reasons; a customer " +
          "of the rows for training (`part` in conversion.parquet) is scored by a model that has " +
          "learnt from that customer too",
        schemaVersion: 1,
        units: { probability: "share", probability_low: "share", probability_high: "share" },
      },
    );
    await writeResponseReports(output, trained, rows);
    const truth = await campaignTruthOf(context);
    const attainment = truth && demoAttainment(truth, campaign, trained);
    const uplift = await writeUplift(
      context,
      campaign,
      rows,
      `${responseFiles.models}${version}/`,
      truth && Float64Array.from(truth.p1, (p, row) => p - truth.p0[row]!),
    );
    return {
      line: responseLine({
        model: trained.chosen.name,
        models: trained.models,
        customers: scores.customerId.length,
        attained: attainment?.gain[trained.chosen.name],
      }),
      facts: factsOf(trained, rows, scores, {
        folder,
        attainment,
        uplift,
      }),
    };
  } finally {
    trained.dispose();
  }
}

function factsOf(
  { baseRate, chosen, controlRows, models, network, split }: TrainedResponse,
  { label }: CampaignRows,
  { customerId }: CustomerScores,
  written: Pick<ConversionFacts, "folder" | "attainment" | "uplift">,
): ConversionFacts {
  return {
    rows: label.length - controlRows,
    controlRows,
    customers: customerId.length,
    baseRate,
    split: {
      said: split.said,
      train: split.train.length,
      validation: split.validation.length,
      calibration: split.calibration.length,
      test: split.test.length,
      leftOut: split.leftOut,
      testFrom: split.testFrom,
    },
    models,
    model: chosen.name,
    epochs: network.history.length,
    bestEpoch: network.bestEpoch,
    ...written,
  };
}
