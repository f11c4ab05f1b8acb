import pl from "nodejs-polars";
import { categorise } from "./categories.ts";
import type { Encoded } from "./_encode.ts";
import type { Lines } from "./_lines.ts";
import { ExactSum } from "./_sum.ts";
import { unknownDescription } from "./tidy_text.ts";

/** The products of a shop. */
export interface Products {
  /** One row per product, sorted by product. */
  readonly table: pl.DataFrame;
  /** The category of every line: that of its product, or its own where the source has categories. */
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
  const sums = new Map<number, ProductSums>();
  for (const row of rows) {
    const code = lines.product.codes[row]!;
    let product = sums.get(code);
    if (product === undefined) sums.set(code, product = new ProductSums());
    product.add(lines, row);
  }
  const ownCategories = lines.category.values.some((value) => value !== null);
  const products = [...sums]
    .filter(([code]) => lines.product.values[code] !== null)
    .map(([code, product]) => {
      const description = mostFrequent(
        product.descriptions,
        lines.description.values,
      );
      const own = mostFrequent(product.categories, lines.category.values);
      const { category, keyword } = ownCategories
        ? { category: own, keyword: null }
        : categorise(description ?? unknownDescription);
      return {
        code,
        name: lines.product.values[code]!,
        product,
        description,
        category,
        keyword,
      };
    })
    .sort((a, b) => a.name < b.name ? -1 : 1);

  const text = (name: string, values: (string | null)[]) =>
    pl.Series(name, values as string[], pl.Utf8);
  const float = (name: string, values: number[]) => pl.Series(name, Float64Array.from(values));
  const table = pl.DataFrame([
    text("product", products.map(({ name }) => name)),
    text("description", products.map(({ description }) => description)),
    text("category", products.map(({ category }) => category)),
    text("keyword", products.map(({ keyword }) => keyword)),
    float("lines", products.map(({ product }) => product.lines)),
    float("quantity", products.map(({ product }) => product.quantity.value)),
    float("sales", products.map(({ product }) => product.sales.value)),
    float("first_sold", products.map(({ product }) => product.first)),
    float("last_sold", products.map(({ product }) => product.last)),
  ]).withColumns(
    pl.col("lines").cast(pl.Int64),
    pl.col("first_sold").cast(pl.Int64).cast(pl.Datetime("ms")),
    pl.col("last_sold").cast(pl.Int64).cast(pl.Datetime("ms")),
  );
  const categoryOf = new Map(
    products.map(({ code, category }) => [code, category]),
  );
  const category = ownCategories ? lines.category : {
    codes: lines.product.codes,
    values: lines.product.values.map((_, code) => categoryOf.get(code) ?? null),
  };
  return { table, category };
}

/** What was sold of one product. */
class ProductSums {
  lines = 0;
  readonly quantity = new ExactSum();
  readonly sales = new ExactSum();
  first = Infinity;
  last = -Infinity;
  readonly descriptions = new Map<number, number>();
  readonly categories = new Map<number, number>();

  add(lines: Lines, row: number): void {
    this.lines++;
    this.quantity.add(lines.quantity[row]!);
    this.sales.add(lines.sales[row]!);
    this.first = Math.min(this.first, lines.timestamp[row]!);
    this.last = Math.max(this.last, lines.timestamp[row]!);
    count(this.descriptions, lines.description.codes[row]!);
    count(this.categories, lines.category.codes[row]!);
  }
}

function count(counts: Map<number, number>, code: number): void {
  counts.set(code, (counts.get(code) ?? 0) + 1);
}

/** The value with the highest count, null and `Unknown` last, ties by the alphabet. */
function mostFrequent(
  counts: ReadonlyMap<number, number>,
  values: readonly (string | null)[],
): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [code, times] of counts) {
    const value = values[code]!;
    if (value === null) continue;
    const weight = value === unknownDescription ? 0.5 : times;
    if (weight > most || (weight === most && value < best!)) {
      best = value;
      most = weight;
    }
  }
  return best;
}
