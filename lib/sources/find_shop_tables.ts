import { InputError } from "perdura/core/mod.ts";
import { listSourceFiles } from "perdura/lake/mod.ts";
import { type ShopTable, type ShopTableName, shopTables } from "./thelook.ts";

/** A file that holds a table of a shop. */
export interface ShopFile {
  readonly table: ShopTableName;
  readonly path: string;
}

/** Where a table is there in several formats, the first is taken: it keeps its types. */
const endings = [".parquet", ".csv", ".csv.gz", ".csv.zip", ".tsv", ".tsv.gz"];

/**
 * Finds the tables of a shop in a folder, by the names of the files: `orders.parquet`,
 * `products.csv.gz`, also in the singular.
 *
 * @returns one file per table, in the order of {@linkcode shopTables}
 * @throws {InputError} where there is no table of orders, or two files of one table and format
 */
export async function findShopTables(folder: string): Promise<ShopFile[]> {
  const files = await listSourceFiles(folder);
  const named = files.map(({ name, path }) => ({ ...partsOf(name), name, path }));
  const found: ShopFile[] = [];
  for (const { name: table, files: names } of shopTables) {
    const candidates = named.filter(({ base, rank }) => rank >= 0 && names.includes(base));
    const best = Math.min(...candidates.map(({ rank }) => rank));
    const [first, second] = candidates.filter(({ rank }) => rank === best);
    if (first === undefined) continue;
    if (second !== undefined) {
      throw new InputError(
        `Cannot tell which file of "${folder}" holds the ${table}: there are "${first.name}" and ` +
          `"${second.name}"; leave one`,
      );
    }
    found.push({ table, path: first.path });
  }
  if (!found.some(({ table }) => table === "orders")) {
    const list = files.slice(0, 8).map(({ name }) => `"${name}"`).join(", ");
    throw new InputError(
      `Cannot read "${folder}" as the tables of a shop: there is no table of orders ` +
        `(orders.csv, orders.csv.gz or orders.parquet) in it (found: ${list}` +
        `${files.length > 8 ? ", …" : ""}); name the folder that has it with --shop`,
    );
  }
  return found;
}

/**
 * The tables that questions about orders need and that are not there.
 *
 * @example
 * ```ts
 * import { missingShopTables } from "perdura/sources/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const missing = missingShopTables(["orders", "products", "distribution_centers"]);
 * assertEquals(missing.map(({ name }) => name), ["order_items", "users", "events"]);
 * ```
 */
export function missingShopTables(present: readonly string[]): ShopTable[] {
  return shopTables.filter(({ isOptional, name }) => !isOptional && !present.includes(name));
}

function partsOf(file: string): { base: string; rank: number } {
  const name = file.toLowerCase();
  const rank = endings.findIndex((ending) => name.endsWith(ending));
  const base = rank < 0 ? name : name.slice(0, -endings[rank]!.length);
  return { base: base.replaceAll(/[- ]/g, "_"), rank };
}
