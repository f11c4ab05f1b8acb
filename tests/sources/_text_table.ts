import pl from "nodejs-polars";
import {
  canonicalTransactions,
  chooseSource,
  type ColumnMap,
  peekTextTable,
} from "perdura/sources/mod.ts";

/** A record of a text table: its fields, or what is wrong with it. */
export type TestRecord = (string | null)[] | { problem: string; text: string };

/** A text table as the lake's readers make it. */
export function textTable(columns: string[], records: TestRecord[]): pl.LazyDataFrame {
  const text = (name: string, values: (string | null)[]) => pl.Series(name, values, pl.Utf8);
  return pl.DataFrame([
    ...columns.map((name, i) =>
      text(name, records.map((record) => Array.isArray(record) ? record[i] ?? null : null))
    ),
    pl.Series("source_row", records.map((_, i) => i + 1), pl.Int64),
    text("source_sheet", records.map(() => null)),
    text("source_problem", records.map((record) => Array.isArray(record) ? null : record.problem)),
    text("source_text", records.map((record) => Array.isArray(record) ? null : record.text)),
  ]).lazy();
}

/** How a test wants a table to be read. */
export interface TestOptions {
  source?: string;
  map?: ColumnMap;
  dateFormat?: string;
  currency?: string;
}

/** The canonical table of a text table. */
export async function canonical(
  table: pl.LazyDataFrame,
  { source, map, ...options }: TestOptions = {},
): Promise<pl.DataFrame> {
  const { columns, sample } = await peekTextTable(table);
  const choice = chooseSource(columns, sample, {
    where: "file.csv",
    ...(source === undefined ? {} : { source }),
    ...(map === undefined ? {} : { map }),
  });
  const plan = await canonicalTransactions(table, {
    ...choice,
    ...options,
    sourceFile: "file.csv",
  });
  return await plan.collect();
}

/** The values of a column; moments as `2011-12-09 12:50:00.000`. */
export function values(frame: pl.DataFrame, column: string): unknown[] {
  const isMoment = column === "timestamp";
  return frame.select(isMoment ? pl.col(column).cast(pl.Utf8) : pl.col(column))
    .getColumn(column).toArray();
}
