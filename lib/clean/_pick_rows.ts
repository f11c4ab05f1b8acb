import pl from "nodejs-polars";
import { isConstant } from "./_encode.ts";

/**
 * Columns of some rows of a frame, the columns with one text only at the end: those become
 * literals, which Polars holds once.
 *
 * @param rows which rows, in the order wanted
 */
export function pickRows(
  frame: pl.DataFrame,
  columns: readonly string[],
  rows: Uint32Array,
): pl.DataFrame {
  const isLiteral = (name: string) =>
    frame.getColumn(name).dtype.equals(pl.Utf8) && isConstant(frame, name);
  const literals = frame.height === 0 ? [] : columns.filter(isLiteral);
  const order = pl.Series("row", rows);
  // One column at a time: together they would need the memory of all their intermediates at once.
  const picked = columns.filter((name) => !literals.includes(name))
    .map((name) => frame.select(pl.col(name).gather(order)).getColumn(name));
  return pl.DataFrame(picked).withColumns(
    ...literals.map((name) => pl.lit(frame.getColumn(name).get(0)).cast(pl.Utf8).alias(name)),
  );
}
