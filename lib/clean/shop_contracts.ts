import type { ShopColumn, ShopTable } from "perdura/sources/mod.ts";
import type { ColumnContract, ColumnType, TableContract } from "./contract.ts";
import { shopRuleNames } from "./shop_quality.ts";

const types: Readonly<Record<ShopColumn["type"], ColumnType>> = {
  id: "text",
  text: "text",
  number: "float",
  integer: "integer",
  moment: "moment",
};

/** What a cleaned table of a shop promises. */
export function shopContract({ name, columns, key }: ShopTable): TableContract {
  return {
    table: `shop/${name}`,
    columns: columns.map(({ name, type, isNeverMissing, min, max, values }): ColumnContract => ({
      name,
      type: types[type],
      nullable: !isNeverMissing,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(values === undefined ? {} : { values }),
    })),
    key: [key],
  };
}

/** What the rejected rows of a shop's tables promise. */
export const shopRejectedContract: TableContract = {
  table: "shop_rejected",
  columns: [
    { name: "table", type: "text" },
    { name: "source_file", type: "text" },
    { name: "source_row", type: "integer", min: 1 },
    { name: "rule", type: "text", values: shopRuleNames },
    { name: "column", type: "text", nullable: true },
    { name: "detail", type: "text" },
    { name: "values", type: "text" },
  ],
  key: ["table", "source_row"],
};
