import type pl from "nodejs-polars";
import { cleanShop, type ShopQuality } from "perdura/clean/mod.ts";
import { readTable } from "perdura/lake/mod.ts";
import type { IngestedFile } from "../ingest/to_text.ts";
import type { StageContext } from "../stage.ts";

/** What there is to say about the tables of the shop. */
export interface ShopFacts {
  readonly quality: ShopQuality;
}

/** Where the tables of the shop, each under its name, and what belongs to them go. */
export const shopFiles = {
  tables: "stage/shop/",
  rejected: "stage/shop_rejected.parquet",
  quality: "stage/shop_quality.json",
} as const;

/** Types the tables of the shop and keeps aside the rows that break a promise. */
export async function cleanShopInput(
  { input, output }: StageContext,
  files: readonly Pick<IngestedFile, "name" | "table" | "text">[],
): Promise<ShopFacts> {
  const texts: Record<string, pl.DataFrame> = {};
  const names: Record<string, string> = {};
  for (const { name, table = name, text } of files) {
    texts[table] = readTable(input(text));
    names[table] = name;
  }
  const { tables, rejected, quality } = await cleanShop(texts, names);
  for (const [name, table] of Object.entries(tables)) {
    await output.writeStagingTable(`${shopFiles.tables}${name}.parquet`, table, []);
  }
  await output.writeStagingTable(shopFiles.rejected, rejected, []);
  await output.writeJson(shopFiles.quality, quality);
  return { quality };
}
