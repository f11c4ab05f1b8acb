import type pl from "nodejs-polars";
import { cleanShop } from "perdura/clean/mod.ts";
import { seededRandom, silent } from "perdura/core/mod.ts";
import { readTable, readTextTable } from "perdura/lake/mod.ts";
import { type OrderRows, orderRows, queryShop } from "perdura/repurchase/shop/mod.ts";
import { webShopTables, writeDemoShop } from "perdura/sources/mod.ts";

/** The completed orders of the demo shop as a model sees them, and what is true of them. */
export async function demoOrders(
  customers: number,
  seed: number,
): Promise<{ rows: OrderRows; truth: Map<string, number> }> {
  const folder = await Deno.makeTempDir();
  const path = (name: string) => `${folder}/${name}`;
  try {
    await writeDemoShop(
      {
        customers,
        tables: Object.fromEntries(
          webShopTables.map((table) => [table, path(`${table}.csv`)]),
        ) as never,
        truth: path("truth.json"),
      },
      seededRandom(seed),
      silent,
    );
    const texts: Record<string, pl.DataFrame> = {};
    for (const table of webShopTables) {
      await readTextTable(path(`${table}.csv`), path(`${table}.text.parquet`));
      texts[table] = readTable(path(`${table}.text.parquet`));
    }
    const { tables } = await cleanShop(texts);
    for (const [name, table] of Object.entries(tables)) table.writeParquet(path(`${name}.parquet`));
    const { training_data } = await queryShop({
      tables: Object.fromEntries(
        Object.keys(tables).map((name) => [name, path(`${name}.parquet`)]),
      ),
      anchor: "each",
      workFolder: folder,
    });
    const { per_order } = JSON.parse(await Deno.readTextFile(path("truth.json"))) as {
      per_order: { order_id: number[]; p60: number[] };
    };
    return {
      rows: orderRows(training_data),
      truth: new Map(per_order.order_id.map((id, i) => [`${id}`, per_order.p60[i]!])),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
