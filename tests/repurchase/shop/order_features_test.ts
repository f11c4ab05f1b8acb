import { assert, assertEquals } from "@std/assert";
import type pl from "nodejs-polars";
import { seededRandom } from "perdura/core/mod.ts";
import { orderFeatures, queryShop } from "perdura/repurchase/shop/mod.ts";
import { shopTables } from "perdura/sources/mod.ts";
import { onTables, randomShop, type Row, type ShopRows } from "./_shop.ts";

/** A small shop whose orders have two items each, from two distribution centres. */
function shopOfPairs(): ShopRows & { readonly distribution_centers: Row[] } {
  const random = seededRandom(5);
  const shop = randomShop(5, 40);
  shop.products.forEach((product, i) => product.distribution_center_id = `${i % 2}`);
  const second = shop.order_items.map((item): Row => ({
    ...item,
    id: `${item.id}2`,
    product_id: `p${random.integer(6)}`,
    sale_price: random.integer(5_000) / 100,
  }));
  return {
    ...shop,
    order_items: [...shop.order_items, ...second],
    distribution_centers: [{ id: "0", name: "Memphis" }, { id: "1", name: "Chicago" }],
  };
}

/** Columns by which rows of tables find each other. */
const keys = new Set(
  shopTables.flatMap(({ columns, name }) =>
    columns.filter((column) => column.type === "id" && column.name !== "session_id")
      .map((column) => `${name}.${column.name}`)
  ),
);

/** The rows with other values in one column; nothing stays nothing in a column of moments. */
function withOther(rows: readonly Row[], column: string): Row[] {
  const random = seededRandom(9);
  const values = rows.map((row) => row[column]);
  const texts = [...new Set(values), "another"];
  return rows.map((row) => {
    const value = row[column]!;
    if (value instanceof Date) {
      const days = 40 * (random.next() - 0.5);
      return { ...row, [column]: new Date(value.getTime() + Math.round(days * 86_400_000)) };
    }
    if (typeof value === "number") return { ...row, [column]: value + 1 + random.integer(9) };
    const isMoment = column.endsWith("_at");
    return isMoment ? row : { ...row, [column]: texts[random.integer(texts.length)]! };
  });
}

Deno.test("orderFeatures name as their sources the columns that the queries compute them from", async () => {
  const shop = shopOfPairs();
  const described = async (rows: ShopRows): Promise<Map<unknown, Record<string, unknown>>> => {
    const table: pl.DataFrame = (await onTables(rows, queryShop)).training_data;
    return new Map(table.toRecords().map((row) => [row.order_id, row]));
  };
  const before = await described(shop);
  const found = new Map(orderFeatures.map(({ name }) => [name, new Set<string>()]));
  for (const [table, rows] of Object.entries(shop) as [keyof typeof shop, Row[]][]) {
    for (const column of Object.keys(rows[0]!).filter((name) => !keys.has(`${table}.${name}`))) {
      const after = await described({ ...shop, [table]: withOther(rows, column) });
      const both = [...before.keys()].filter((id) => after.has(id));
      assert(both.length > 20, `${table}.${column} leaves too few orders to compare`);
      for (const [name, columns] of found) {
        const changes = both.some((id) => !Object.is(before.get(id)![name], after.get(id)![name]));
        if (changes) columns.add(`${table}.${column}`);
      }
    }
  }
  const sorted = (columns: Iterable<string>) =>
    [...columns].filter((column) => !keys.has(column)).sort();
  assertEquals(
    Object.fromEntries([...found].map(([name, columns]) => [name, sorted(columns)])),
    Object.fromEntries(orderFeatures.map(({ name, source }) => [name, sorted(source)])),
  );
});
