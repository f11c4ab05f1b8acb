import pl from "nodejs-polars";
import { type CampaignQuality, cleanCampaign } from "perdura/clean/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import { sourceColumns } from "perdura/lake/read/mod.ts";
import { chooseCampaignSource } from "perdura/sources/mod.ts";
import type { IngestedFile } from "../ingest/to_text.ts";
import type { StageContext } from "../stage.ts";

/** What there is to say about the campaign history. */
export interface CampaignFacts {
  /** How each file was recognised. */
  readonly said: readonly string[];
  /** By file. */
  readonly quality: readonly (CampaignQuality & { readonly file: string })[];
}

/** Where the campaign history and what belongs to it go. */
export const campaignFiles = {
  campaign: "stage/campaign.parquet",
  rejected: "stage/campaign_rejected.parquet",
  quality: "stage/campaign_quality.json",
} as const;

/** Types the rows of the campaign files and keeps aside those that break the contract. */
export async function cleanCampaignInput(
  { input, output }: StageContext,
  files: readonly Pick<IngestedFile, "name" | "text">[],
): Promise<CampaignFacts> {
  const said: string[] = [];
  const quality: (CampaignQuality & { file: string })[] = [];
  const kept: pl.DataFrame[] = [];
  const rejected: pl.DataFrame[] = [];
  for (const { name, text } of files) {
    const table = readTable(input(text));
    const columns = table.columns.filter((column) =>
      !(sourceColumns as readonly string[]).includes(column)
    );
    const choice = chooseCampaignSource(columns, { where: name });
    const cleaned = await cleanCampaign(table, { ...choice, sourceFile: name });
    said.push(choice.said);
    quality.push({ file: name, ...cleaned.quality });
    kept.push(cleaned.campaign);
    rejected.push(cleaned.rejected);
  }
  const [first, ...others] = kept;
  if (first === undefined) throw new InputError("Cannot clean the campaign: there is no file");
  const other = others.findIndex(({ columns }) => `${columns}` !== `${first.columns}`);
  if (other >= 0) {
    throw new InputError(
      `Cannot read the campaign files as one table: "${files[0]!.name}" has the columns ` +
        `${first.columns.join(", ")} and "${files[other + 1]!.name}" ` +
        `${others[other]!.columns.join(", ")}; give them the same columns`,
    );
  }
  await output.writeStagingTable(campaignFiles.campaign, together(kept), []);
  await output.writeStagingTable(campaignFiles.rejected, together(rejected), []);
  await output.writeJson(campaignFiles.quality, quality);
  return { said, quality };
}

function together(frames: readonly pl.DataFrame[]): pl.DataFrame {
  return frames.length === 1 ? frames[0]! : pl.concat([...frames]);
}
