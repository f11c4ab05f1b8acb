import { basename } from "node:path";
import { type InputName, sha256File } from "perdura/lake/mod.ts";
import {
  demoFiles,
  webShopTables,
  writeDemo,
  writeDemoCampaign,
  writeDemoShop,
} from "perdura/sources/mod.ts";
import type { StageContext } from "../stage.ts";
import type { SourceFile } from "./to_text.ts";

/** Simulates an input of the demo shop into `raw/`, and the truth about it beside it. */
export async function simulate(
  { output, progress, random }: StageContext,
  input: InputName,
  customers: number,
): Promise<SourceFile[]> {
  const reserve = (file: string) => output.pending.reserve(`raw/${file}`);
  const found = async (file: string, table?: string): Promise<SourceFile> => {
    const path = await reserve(file);
    return { name: basename(file), path, table, sha256: await sha256File(path) };
  };
  if (input === "transactions") {
    const transactions = await reserve(demoFiles.transactions);
    const truth = await reserve(demoFiles.truth);
    await writeDemo({ customers, transactions, truth }, random, progress);
    return [await found(demoFiles.transactions)];
  }
  if (input === "campaign") {
    const campaign = await reserve(demoFiles.campaign);
    const truth = await reserve(demoFiles.campaignTruth);
    await writeDemoCampaign({ customers, campaign, truth }, random, progress);
    return [await found(demoFiles.campaign)];
  }
  const tables = { ...demoFiles.shop };
  for (const table of webShopTables) tables[table] = await reserve(demoFiles.shop[table]);
  const truth = await reserve(demoFiles.shopTruth);
  await writeDemoShop({ customers, tables, truth }, random, progress);
  const files: SourceFile[] = [];
  for (const table of webShopTables) files.push(await found(demoFiles.shop[table], table));
  return files;
}
