import pl from "nodejs-polars";
import type { ShopColumn } from "perdura/sources/mod.ts";

/** A table without rows, for one that the shop does not have. */
export function emptyShopTable(columns: readonly ShopColumn[]): pl.DataFrame {
  const typeOf = ({ type }: ShopColumn): pl.DataType => {
    if (type === "number") return pl.Float64;
    if (type === "integer") return pl.Int32;
    return type === "moment" ? pl.Datetime("ms") : pl.Utf8;
  };
  return pl.DataFrame(columns.map((column) => pl.Series(column.name, [], typeOf(column))));
}
