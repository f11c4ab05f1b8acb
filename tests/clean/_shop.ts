import pl from "nodejs-polars";

/** A table of text as the lake's readers make it, from lines of a CSV file without quotes. */
export function shopText(...lines: string[]): pl.DataFrame {
  const [header, ...rows] = lines.map((line) => line.split(","));
  const text = (name: string, values: (string | null)[]) =>
    pl.Series(name, values as string[], pl.Utf8);
  const isBad = (row: readonly string[]) => row.length !== header!.length;
  return pl.DataFrame([
    ...header!.map((name, i) =>
      text(name, rows.map((row) => isBad(row) || row[i] === "" ? null : row[i]!))
    ),
    pl.Series("source_row", rows.map((_, i) => i + 1)).cast(pl.Int64),
    text("source_sheet", rows.map(() => null)),
    text(
      "source_problem",
      rows.map((row) => isBad(row) ? `malformed_line: found ${row.length} fields` : null),
    ),
    text("source_text", rows.map((row) => isBad(row) ? row.join(",") : null)),
  ]);
}
