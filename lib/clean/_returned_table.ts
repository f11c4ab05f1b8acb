import pl from "nodejs-polars";
import { returnedColumns } from "./contracts.ts";
import { decodeText, type Encoded } from "./_encode.ts";
import type { Lines } from "./_lines.ts";
import type { Take } from "./net_returns.ts";
import { pickRows } from "./_pick_rows.ts";

/**
 * The table of what returns took from purchases.
 *
 * @param lines all lines of the source, with tidied texts
 * @param category of every line
 * @param takes by purchase, those of one purchase in the order of time
 */
export function returnedTable(
  frame: pl.DataFrame,
  lines: Lines,
  category: Encoded,
  takes: readonly Take[],
): pl.DataFrame {
  const numbers = (name: string, value: (take: Take, at: number) => number) =>
    pl.Series(name, Float64Array.from(takes, value));
  const moments = (name: string, value: (take: Take) => number) =>
    numbers(name, value).cast(pl.Int64).cast(pl.Datetime("ms"));
  const textOf = (name: string, { codes, values }: Encoded) =>
    decodeText(name, values, Uint32Array.from(takes, ({ purchase }) => codes[purchase]!));
  let nth = 0;
  return pickRows(
    frame,
    ["source_file", "source_row"],
    Uint32Array.from(takes, ({ purchase }) => purchase),
  ).withColumns(
    numbers("nth", ({ purchase }, at) => nth = takes[at - 1]?.purchase === purchase ? nth + 1 : 1)
      .cast(pl.Int64),
    textOf("product", lines.product),
    textOf("category", category),
    moments("bought_at", ({ purchase }) => lines.timestamp[purchase]!),
    numbers("bought_quantity", ({ purchase }) => lines.quantity[purchase]!),
    numbers("bought_sales", ({ purchase }) => lines.sales[purchase]!),
    moments("returned_at", ({ returnedBy }) => lines.timestamp[returnedBy]!),
    decodeText(
      "returned_with",
      lines.invoice.values,
      Uint32Array.from(takes, ({ returnedBy }) => lines.invoice.codes[returnedBy]!),
    ),
    numbers("returned_quantity", ({ units }) => units),
    numbers("left_quantity", ({ left }) => left),
  ).select(...returnedColumns).rechunk();
}
