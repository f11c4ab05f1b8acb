import type pl from "nodejs-polars";
import { baseRateName, type TrainedResponse } from "perdura/conversion/response/mod.ts";
import { attainableGain } from "perdura/learn/mod.ts";
import { controlArm } from "perdura/sources/mod.ts";
import { expectedSkill } from "perdura/sources/demo/expected_skill.ts";
import type { StageContext } from "../stage.ts";
import { campaignTruthPath } from "./files.ts";

/** How near models come to what can be known, on the test rows of simulated campaigns. */
export interface DemoAttainment {
  /** Share of the attainable gain in log-loss over the base rate, by model. */
  readonly gain: Readonly<Record<string, number>>;
  /** ROC-AUC of the true probabilities on the test rows, in expectation. */
  readonly rocAuc: number;
}

/** True probabilities of a response, one of each for every kept row in the order of the file. */
export interface CampaignTruth {
  /** Without a message. */
  readonly p0: readonly number[];
  /** With the message. */
  readonly p1: readonly number[];
}

/** What is true of the campaign of a lake; undefined where nobody knows. */
export async function campaignTruthOf(
  { input, manifest }: StageContext,
): Promise<CampaignTruth | undefined> {
  if (manifest.stages.ingest?.outputs[campaignTruthPath] === undefined) return undefined;
  const truth: { per_row: CampaignTruth } = JSON.parse(
    await Deno.readTextFile(input(campaignTruthPath)),
  );
  return truth.per_row;
}

/**
 * How near the models come to the true probabilities.
 *
 * @param campaign the kept rows, in the order of their file
 */
export function demoAttainment(
  { p0, p1 }: CampaignTruth,
  campaign: pl.DataFrame,
  { baseRate, models, split, test }: TrainedResponse,
): DemoAttainment {
  const arm = campaign.getColumn("treatment").toArray() as string[];
  const truth = Float64Array.from(split.test, (row) => (arm[row] === controlArm ? p0 : p1)[row]!);
  return {
    gain: Object.fromEntries(
      models.filter(({ name }) => name !== baseRateName).map(({ name }) => [
        name,
        attainableGain(test.probabilities[name]!, truth, baseRate).share,
      ]),
    ),
    rocAuc: expectedSkill(truth).roc_auc,
  };
}
