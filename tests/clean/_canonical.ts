import pl from "nodejs-polars";
import { readTextTable } from "perdura/lake/read/mod.ts";
import { canonicalTransactions, chooseSource, peekTextTable } from "perdura/sources/mod.ts";

/** A line of a canonical table; what a test does not say is an ordinary sale. */
export interface TestLine {
  invoice?: string;
  product?: string | null;
  description?: string | null;
  quantity?: number | null;
  /** ISO date and time. */
  at?: string | null;
  price?: number | null;
  customer?: string | null;
  country?: string | null;
  category?: string | null;
  sales?: number | null;
  currency?: string;
  file?: string;
  problem?: string;
  detail?: string;
}

/** A canonical table as `perdura/sources` makes it; rows are counted per file. */
export function canonicalTable(lines: readonly TestLine[]): pl.DataFrame {
  const text = (name: string, value: (line: TestLine, i: number) => string | null) =>
    pl.Series(name, lines.map(value) as string[], pl.Utf8);
  const number = (name: string, value: (line: TestLine) => number | null) =>
    pl.Series(name, lines.map(value) as number[], pl.Float64);
  const given = <T>(value: T | undefined, otherwise: T): T =>
    value === undefined ? otherwise : value;
  const quantity = (line: TestLine) => given(line.quantity, 1);
  const price = (line: TestLine) => given(line.price, 2.5);
  const file = (line: TestLine) => line.file ?? "shop.csv";
  const rows = new Map<string, number>();
  return pl.DataFrame([
    text("invoice", ({ invoice }, i) => invoice ?? `${1000 + i}`),
    text("product", ({ product }) => given(product, "22423")),
    text("description", ({ description }) => given(description, "REGENCY CAKESTAND 3 TIER")),
    number("quantity", quantity),
    number("timestamp", ({ at }) => {
      const moment = given(at, "2010-01-04T10:00");
      return moment === null ? null : Date.parse(`${moment}Z`);
    }).cast(pl.Int64).cast(pl.Datetime("ms")),
    number("unit_price", price),
    text("customer_id", ({ customer }) => given(customer, "ana")),
    text("country", ({ country }) => given(country, "France")),
    text("category", ({ category }) => given(category, null)),
    number("sales", (line) => {
      const units = quantity(line);
      const each = price(line);
      return given(line.sales, units === null || each === null ? null : units * each);
    }),
    text("currency", ({ currency }) => currency ?? "GBP"),
    text("source_file", file),
    text("source_sheet", () => null),
    number("source_row", (line) => {
      rows.set(file(line), (rows.get(file(line)) ?? 0) + 1);
      return rows.get(file(line))!;
    }).cast(pl.Int64),
    text("problem", ({ problem }) => problem ?? null),
    text("problem_detail", ({ detail }) => detail ?? null),
  ]);
}

/** The canonical table of a real file, read as the pipeline reads it. */
export async function readCanonical(path: string): Promise<pl.DataFrame> {
  const folder = await Deno.makeTempDir();
  try {
    await readTextTable(path, `${folder}/text.parquet`);
    const table = pl.scanParquet(`${folder}/text.parquet`);
    const { columns, sample } = await peekTextTable(table);
    const sourceFile = path.split("/").at(-1)!;
    const choice = chooseSource(columns, sample, { where: sourceFile });
    return await (await canonicalTransactions(table, { ...choice, sourceFile })).collect();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A column of a frame as an array. */
export function column(frame: pl.DataFrame, name: string): unknown[] {
  return frame.getColumn(name).toArray();
}
