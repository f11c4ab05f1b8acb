import pl from "nodejs-polars";
import { rejectedColumns } from "./contracts.ts";
import { decodeText } from "./_encode.ts";
import { pickRows } from "./_pick_rows.ts";
import type { Rule } from "./rule.ts";

/**
 * The table of the rejected lines.
 *
 * @param rows their rows, in the order of their sources
 * @param verdict for each line of the source the number of the rule that took it, counted from 1
 * @param details what is said of a line, by its row; else the problem it was read with is named
 */
export function rejectedTable(
  frame: pl.DataFrame,
  rows: Uint32Array,
  rules: readonly Rule[],
  verdict: Uint8Array,
  details: ReadonlyMap<number, string> = new Map(),
): pl.DataFrame {
  const received = rejectedColumns.filter((name) => frame.columns.includes(name));
  const texts: (string | null)[] = [null];
  const textOf = new Uint32Array(verdict.length);
  for (const [row, detail] of details) textOf[row] = texts.push(detail) - 1;
  return pickRows(frame, [...received, "problem_detail"], rows).withColumns(
    decodeText("rule", [null, ...rules.map(({ name }) => name)], rows.map((row) => verdict[row]!)),
    decodeText("detail", texts, rows.map((row) => textOf[row]!)),
  ).withColumns(
    pl.when(pl.col("detail").isNull()).then(pl.col("problem_detail"))
      .otherwise(pl.col("detail")).alias("detail"),
  ).select(...rejectedColumns).rechunk();
}
