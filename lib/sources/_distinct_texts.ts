import pl from "nodejs-polars";

/** The different texts of a column. */
export interface DistinctTexts {
  readonly texts: readonly string[];
  /** How many rows have each. */
  readonly rows: readonly number[];
  /** Whether there are rows without any text. */
  readonly hasNulls: boolean;
}

/** Finds the different texts of a column. */
export async function distinctTexts(
  table: pl.LazyDataFrame,
  column: string,
): Promise<DistinctTexts> {
  const counts = await table.select(pl.col(column).alias("text"))
    .groupBy("text").agg(pl.len().alias("rows"))
    .collect();
  const texts = counts.getColumn("text").toArray() as (string | null)[];
  const rows = counts.getColumn("rows").toArray() as number[];
  const isText = (_: unknown, i: number) => texts[i] !== null;
  return {
    texts: texts.filter((text) => text !== null),
    rows: rows.filter(isText),
    hasNulls: texts.includes(null),
  };
}
