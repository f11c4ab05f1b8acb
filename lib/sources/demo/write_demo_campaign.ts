import type { Progress, Random } from "perdura/core/mod.ts";
import { writeChunks } from "./_write_chunks.ts";
import { type CampaignTally, rowsPerChunk } from "./campaign/campaign_csv.ts";
import { type CampaignOptions, simulateCampaign } from "./campaign/simulate_campaign.ts";
import type { DemoOptions } from "./options.ts";
import { simulateDemo } from "./simulate.ts";

/** Which campaigns to simulate, to the customers of which shop, and where to write them. */
export interface WriteDemoCampaignOptions extends DemoOptions, CampaignOptions {
  /** Path of the campaign file. */
  readonly campaign: string;
  /** Path of the truth. */
  readonly truth: string;
}

/**
 * Simulates campaigns to the customers of the demo shop into two files: the campaign history and the
 * truth about it. The same options and seed as for `writeDemo` mean the same customers.
 *
 * @returns what the campaign file consists of
 * @throws {InputError} where there are too few customers for so many rows
 */
export async function writeDemoCampaign(
  { campaign, truth, rows, ...options }: WriteDemoCampaignOptions,
  random: Random,
  progress: Progress,
): Promise<CampaignTally> {
  const shop = simulateDemo(options, random);
  const simulated = simulateCampaign(shop, rows === undefined ? {} : { rows }, random);
  const tally = await writeChunks(
    campaign,
    simulated.csv(),
    (chunks) =>
      progress.update("simulating campaigns", chunks * rowsPerChunk, simulated.rows, "rows"),
  );
  await writeChunks(truth, simulated.truth(tally));
  return tally;
}
