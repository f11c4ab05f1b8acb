import { basename } from "node:path";
import { cleanCampaign, type CleanedCampaign } from "perdura/clean/mod.ts";
import type { Progress } from "perdura/core/mod.ts";
import { readTable, readTextTable } from "perdura/lake/mod.ts";
import { chooseCampaignSource } from "perdura/sources/mod.ts";

/** A campaign file, cleaned. */
export interface ReadCampaign extends CleanedCampaign {
  /** What the file was taken for, in a sentence. */
  readonly said: string;
}

/**
 * Reads and cleans a campaign file that is in no lake.
 *
 * @param path of a text file, workbook or Parquet file, also in gzip or zip
 * @throws {InputError} where the file is missing or cannot be read
 * @throws {ContractError} where a column is missing, or no row keeps the contract
 */
export async function readCampaign(path: string, progress: Progress): Promise<ReadCampaign> {
  const name = basename(path);
  const text = await Deno.makeTempFile({ prefix: "perdura-campaign-", suffix: ".parquet" });
  try {
    const { columns } = await readTextTable(path, text, { progress });
    const choice = chooseCampaignSource(columns, { where: name });
    const cleaned = await cleanCampaign(readTable(text), { ...choice, sourceFile: name });
    return { ...cleaned, said: choice.said };
  } finally {
    await Deno.remove(text).catch(() => {}); // the reader removes what it could not finish
  }
}
