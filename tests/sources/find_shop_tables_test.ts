import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { findShopTables } from "perdura/sources/mod.ts";

async function folderWith(names: string[]): Promise<string> {
  const folder = await Deno.makeTempDir();
  for (const name of names) await Deno.writeTextFile(`${folder}/${name}`, "");
  return folder;
}

Deno.test("findShopTables finds tables by singular and plural names, Parquet first", async () => {
  const folder = await folderWith([
    "product.parquet",
    "products.csv.gz",
    "Orders.csv",
    "order-items.csv.gz",
    "notes.txt",
    "users.backup",
  ]);
  assertEquals(await findShopTables(folder), [
    { table: "orders", path: `${folder}/Orders.csv` },
    { table: "order_items", path: `${folder}/order-items.csv.gz` },
    { table: "products", path: `${folder}/product.parquet` },
  ]);
});

Deno.test("findShopTables says what it found where there are no orders", async () => {
  const folder = await folderWith(["users.csv"]);
  await assertRejects(
    () => findShopTables(folder),
    InputError,
    'there is no table of orders (orders.csv, orders.csv.gz or orders.parquet) in it (found: "users.csv")',
  );
});

Deno.test("findShopTables does not choose between two files of one table", async () => {
  const folder = await folderWith(["order.csv", "orders.csv"]);
  await assertRejects(() => findShopTables(folder), InputError, '"order.csv" and "orders.csv"');
});
