import pl from "nodejs-polars";
import { categorise } from "./categories.ts";
import type { Encoded } from "./_encode.ts";
import type { Lines } from "./_lines.ts";
import { unknownDescription } from "./tidy_text.ts";

/** The products of a shop. */
export interface Products {
  /** One row per product, sorted by product. */
  readonly table: pl.DataFrame;
  /** The category of every line: its own where the source has categories, else its description's. */
  readonly category: Encoded;
}

/**
 * Sums up what was sold of each product.
 *
 * The description is the most frequent one (of equally frequent ones the first in the alphabet;
 * `Unknown` only where there is no other). The category is the most frequent one of the source, or,
 * where the source has no categories at all, the one that the description's keywords name.
 *
 * @param lines all lines of the source, with tidied texts
 * @param rows the lines to count: valid sales, with and without a customer
 */
export function productTable(lines: Lines, rows: Uint32Array): Products {
  const { product, description, category, timestamp } = lines;
  const size = product.values.length;
  const count = new Float64Array(size);
  const quantity = new Float64Array(size);
  const sales = new Float64Array(size);
  const first = new Float64Array(size).fill(Infinity);
  const last = new Float64Array(size).fill(-Infinity);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const code = product.codes[row]!;
    count[code]!++;
    quantity[code]! += lines.quantity[row]!;
    sales[code]! += lines.sales[row]!;
    if (timestamp[row]! < first[code]!) first[code] = timestamp[row]!;
    if (timestamp[row]! > last[code]!) last[code] = timestamp[row]!;
  }
  const descriptions = mostFrequent(product, description, rows);
  const hasCategories = category.values.some((value) => value !== null);
  const ownCategories = hasCategories ? mostFrequent(product, category, rows) : [];

  const products = product.values.flatMap((name, code): Product[] => {
    if (name === null || count[code] === 0) return [];
    const description = descriptions[code] ?? null;
    const categorised = hasCategories
      ? { category: ownCategories[code] ?? null, keyword: null }
      : categorise(description ?? "");
    return [{
      name,
      code,
      description,
      ...categorised,
      lines: count[code]!,
      quantity: quantity[code]!,
      sales: sales[code]!,
      first: first[code]!,
      last: last[code]!,
    }];
  }).sort((a, b) => a.name < b.name ? -1 : 1);
  return {
    table: tableOf(products),
    // What a line says of itself: how its product is called most often shows in later lines too.
    category: hasCategories ? category : {
      codes: description.codes,
      values: description.values.map((text) => text === null ? null : categorise(text).category),
    },
  };
}

/** What is known of one product. */
interface Product {
  readonly name: string;
  readonly code: number;
  readonly description: string | null;
  readonly category: string | null;
  readonly keyword: string | null;
  readonly lines: number;
  readonly quantity: number;
  readonly sales: number;
  readonly first: number;
  readonly last: number;
}

function tableOf(products: readonly Product[]): pl.DataFrame {
  const text = (name: string, value: (product: Product) => string | null) =>
    pl.Series(name, products.map(value) as string[], pl.Utf8);
  const number = (name: string, value: (product: Product) => number) =>
    pl.Series(name, Float64Array.from(products, value));
  return pl.DataFrame([
    text("product", ({ name }) => name),
    text("description", ({ description }) => description),
    text("category", ({ category }) => category),
    text("keyword", ({ keyword }) => keyword),
    number("lines", ({ lines }) => lines).cast(pl.Int64),
    number("quantity", ({ quantity }) => quantity),
    number("sales", ({ sales }) => sales),
    number("first_sold", ({ first }) => first).cast(pl.Int64).cast(pl.Datetime("ms")),
    number("last_sold", ({ last }) => last).cast(pl.Int64).cast(pl.Datetime("ms")),
  ]);
}

/**
 * The most frequent value of a column for each product, by the code of the product; missing values
 * and `Unknown` count only where there is no other, equally frequent ones go by the alphabet.
 */
function mostFrequent(product: Encoded, column: Encoded, rows: Uint32Array): (string | null)[] {
  const width = column.values.length;
  const counts = new Map<number, number>();
  for (let i = 0; i < rows.length; i++) {
    const pair = product.codes[rows[i]!]! * width + column.codes[rows[i]!]!;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const best = product.values.map(() => ({ value: null as string | null, weight: 0 }));
  for (const [pair, count] of counts) {
    const value = column.values[pair % width]!;
    if (value === null) continue;
    const weight = value === unknownDescription ? 0.5 : count;
    const leader = best[Math.floor(pair / width)]!;
    if (weight > leader.weight || (weight === leader.weight && value < leader.value!)) {
      leader.value = value;
      leader.weight = weight;
    }
  }
  return best.map(({ value }) => value);
}
