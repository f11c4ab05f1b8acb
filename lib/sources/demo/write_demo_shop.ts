import type { Progress, Random } from "perdura/core/mod.ts";
import { TextFile, writeChunks } from "./_write_chunks.ts";
import type { DemoOptions } from "./options.ts";
import { type WebShopTable, webShopTables, type WebShopText } from "./shop/shop_rows.ts";
import type { WebShopTally } from "./shop/shop_truth.ts";
import { simulateWebShop, usersPerChunk } from "./shop/simulate_web_shop.ts";
import { simulateDemo } from "./simulate.ts";

/** The users of which web shop to simulate and where to write its tables. */
export interface WriteDemoShopOptions extends DemoOptions {
  /** Paths of the tables. */
  readonly tables: Readonly<Record<WebShopTable, string>>;
  /** Path of the truth. */
  readonly truth: string;
}

/**
 * Simulates the web shop of the demo into one file per table, and the truth about it into another.
 * The same options and seed as for `writeDemo` mean the same customers.
 *
 * @returns what is known of the orders
 */
export async function writeDemoShop(
  { tables, truth, ...options }: WriteDemoShopOptions,
  random: Random,
  progress: Progress,
): Promise<WebShopTally> {
  const shop = simulateWebShop(simulateDemo(options, random), random);
  const files = new Map<WebShopTable, TextFile>();
  try {
    for (const table of webShopTables) files.set(table, await TextFile.open(tables[table]));
    let users = 0;
    const tally = await writeTables(files, shop.tables(), () => {
      users = Math.min(shop.users, users + usersPerChunk);
      progress.update("simulating the web shop", users, shop.users, "users");
    });
    await writeChunks(truth, shop.truth(tally));
    return tally;
  } finally {
    for (const file of files.values()) file.close();
  }
}

async function writeTables(
  files: ReadonlyMap<WebShopTable, TextFile>,
  chunks: Generator<WebShopText, WebShopTally>,
  onChunk: () => void,
): Promise<WebShopTally> {
  let next = chunks.next();
  for (; !next.done; next = chunks.next()) {
    for (const [table, file] of files) await file.add(next.value[table]);
    onChunk();
  }
  for (const file of files.values()) await file.flush();
  return next.value;
}
