import pl from "nodejs-polars";
import { InputError } from "perdura/core/mod.ts";
import { columnNames } from "./column_names.ts";
import type { TextPart } from "./text_part.ts";

const position = "perdura position";

/**
 * Reads a Parquet file as text.
 *
 * Numbers become their shortest text, whole ones without a decimal point, not-a-number null; dates
 * `YYYY-MM-DD`, timestamps `YYYY-MM-DD HH:MM:SS` with the fraction where there is one, in their own
 * time zone; truth values `true` and `false`.
 *
 * @param part its name, where the file has several
 * @throws {InputError} where the file is cut off or damaged, or a column holds lists or bytes
 */
export async function readParquet(
  path: string,
  name: string,
  part: string | null,
): Promise<TextPart> {
  const file = pl.scanParquet(path, {
    rowIndexName: position,
    glob: false,
  });
  let types: [column: string, type: pl.DataType][], rows: number;
  try {
    const { schema } = await file.limit(0).collect();
    types = Object.entries<pl.DataType>(schema).filter(([column]) => column !== position);
    rows = (await file.select(pl.len()).collect()).row(0)[0];
  } catch (error) {
    throw new InputError(
      `Cannot read "${name}": it is cut off or damaged (${
        error instanceof Error ? error.message : error
      }); ` +
        "get it again",
      { cause: error },
    );
  }
  const columns = columnNames(types.map(([column]) => column), `"${name}"`);
  if (rows === 0) {
    throw new InputError(
      `Cannot read "${name}": it has columns but no records; check that it was exported completely`,
    );
  }
  const texts = types.map(([column, type], index) =>
    asText(column, type, name).alias(columns[index]!)
  );
  const row = pl.col(position).cast(pl.Int64).add(pl.lit(1)).alias("source_row");
  return { name: part, columns, rows, problems: [], frame: file.select(...texts, row) };
}

function asText(column: string, type: pl.DataType, file: string): pl.Expr {
  const value = pl.col(column);
  const text = value.cast(pl.Utf8);
  switch (String(type.variant)) {
    case "Float32":
    case "Float64":
      return value.fillNan(pl.lit(null)).cast(pl.Utf8).str.replace(/\.0$/, "");
    case "Datetime":
      return value.dt.strftime("%Y-%m-%d %H:%M:%S%.f");
    case "String":
    case "Utf8":
    case "Categorical":
    case "Enum":
      return pl.when(text.neq(pl.lit(""))).then(text).otherwise(pl.lit(null));
    case "List":
    case "FixedSizeList":
    case "Array":
    case "Struct":
    case "Object":
    case "Binary":
      throw new InputError(
        `Cannot read "${file}": the column "${column}" holds values of type ${type.variant}; ` +
          "write it as text, or leave it out",
      );
  }
  return text;
}
