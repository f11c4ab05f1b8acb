import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { explainFileError } from "../file_error.ts";
import type { TextPart } from "./text_part.ts";

/**
 * Writes parts with the same columns, one after the other, as one Snappy Parquet file.
 *
 * The records pass through without being held in memory. The bytes depend on the records alone, not
 * on the number of threads.
 *
 * @param file name of the file that the parts come from, for errors
 * @returns the columns
 * @throws {InputError} where the parts have different columns, or the disk refuses
 */
export async function writeTextTable(
  parts: readonly TextPart[],
  file: string,
  output: string,
): Promise<readonly string[]> {
  const columns = commonColumns(parts, file);
  const frames: pl.LazyDataFrame[] = [];
  let before = 0;
  for (const part of parts) {
    frames.push(
      part.frame.select(
        ...columns.map((name) => pl.col(name)),
        ...origin(part, before),
      ),
    );
    before += part.rows;
  }
  const all = frames.length === 1 ? frames[0]! : pl.concat(frames);
  let written: number;
  try {
    await all.sinkParquet(output, { compression: "snappy" }).collect();
    written = (await pl.scanParquet(output).select(pl.len()).collect()).row(0)[0];
  } catch (error) {
    throw explainFileError(error, `Cannot write "${output}"`);
  }
  if (written !== before) {
    throw new Error(
      `Cannot read "${file}": found ${before} records but wrote ${written}`,
    );
  }
  return columns;
}

/** Where the records of a part come from, and what is wrong with them. */
function origin(part: TextPart, before: number): pl.Expr[] {
  const row = pl.col("source_row");
  const nothing = pl.lit(null).cast(pl.Utf8);
  const rows = part.problems.map((problem) => problem.row);
  const lookup = (texts: string[]) =>
    rows.length === 0 ? nothing : row.replaceStrict(
      rows,
      pl.lit(pl.Series("text", texts, pl.Utf8)),
      nothing,
      pl.Utf8,
    );
  return [
    row.add(pl.lit(before)).cast(pl.Int64).alias("source_row"),
    (part.name === null ? nothing : pl.lit(part.name)).alias("source_sheet"),
    lookup(part.problems.map((problem) => problem.problem)).alias(
      "source_problem",
    ),
    lookup(part.problems.map((problem) => problem.text)).alias("source_text"),
  ];
}

function commonColumns(
  parts: readonly TextPart[],
  file: string,
): readonly string[] {
  const [first, ...others] = parts;
  if (first === undefined) {
    throw new InputError(
      `Cannot read "${file}": there is no table in it; check that it is complete`,
    );
  }
  for (const other of others) {
    if (
      other.columns.length !== first.columns.length ||
      !other.columns.every((name) => first.columns.includes(name))
    ) {
      throw new InputError(
        `Cannot read "${file}" as one table: "${first.name}" has the columns ` +
          `${list(first.columns)}, but "${other.name}" has ${list(other.columns)}; ` +
          "choose one of them, or give them the same header",
      );
    }
  }
  return first.columns;
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
