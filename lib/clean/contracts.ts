import type { ColumnContract, TableContract } from "./contract.ts";
import { type RuleName, ruleNames } from "./rule.ts";

const line: readonly ColumnContract[] = [
  { name: "invoice", type: "text" },
  { name: "product", type: "text", nullable: true },
  { name: "description", type: "text", nullable: true },
  { name: "quantity", type: "float" },
  { name: "timestamp", type: "moment" },
  { name: "unit_price", type: "float", nullable: true },
  { name: "customer_id", type: "text", nullable: true },
  { name: "country", type: "text", nullable: true },
  { name: "category", type: "text", nullable: true },
  { name: "sales", type: "float" },
  { name: "currency", type: "text" },
];

const position: readonly ColumnContract[] = [
  { name: "source_file", type: "text" },
  { name: "source_row", type: "integer", min: 1 },
];

/** The columns of `transactions`, in their order. */
export const transactionColumns: readonly string[] = [
  ...line.map(({ name }) => name),
  "flags",
  ...position.map(({ name }) => name),
];

/** The columns of `rejected`, in their order. */
export const rejectedColumns: readonly string[] = [
  ...line.map(({ name }) => name),
  ...position.map(({ name }) => name),
  "rule",
  "detail",
];

/**
 * What the cleaned transactions promise; the ranges follow from the rules that were asked.
 *
 * @param rules the rules that rejected lines
 * @param knownCustomers whether every line has a customer, be it a placeholder
 */
export function transactionsContract(
  rules: readonly RuleName[],
  knownCustomers: boolean,
): TableContract {
  const columns = line.map((column): ColumnContract => {
    if (column.name === "quantity" && rules.includes("negative_quantity")) {
      return { ...column, above: 0 };
    }
    if (column.name === "unit_price" && rules.includes("non_positive_price")) {
      return { ...column, above: 0 };
    }
    if (column.name === "sales" && rules.includes("negative_sales")) {
      return { ...column, min: 0 };
    }
    if (column.name === "customer_id") {
      return { ...column, nullable: !knownCustomers };
    }
    return column;
  });
  return {
    table: "transactions",
    columns: [
      ...columns,
      { name: "flags", type: "text", nullable: true },
      ...position,
    ],
    key: ["source_file", "source_row"],
  };
}

/** What the rejected lines promise: hardly anything about their values, all about where and why. */
export const rejectedContract: TableContract = {
  table: "rejected",
  columns: [
    ...line.map((column): ColumnContract => ({
      ...column,
      nullable: true,
      unchecked: true,
    })),
    ...position,
    { name: "rule", type: "text", values: ruleNames },
    { name: "detail", type: "text", nullable: true },
  ],
  key: ["source_file", "source_row"],
};

/** What the table of returned units promises: each row is what one return took from one purchase. */
export const returnedContract: TableContract = {
  table: "returned",
  columns: [
    ...position,
    { name: "nth", type: "integer", min: 1 },
    { name: "product", type: "text", nullable: true },
    { name: "category", type: "text", nullable: true },
    { name: "bought_at", type: "moment" },
    { name: "bought_quantity", type: "float", above: 0 },
    { name: "bought_sales", type: "float" },
    { name: "returned_at", type: "moment" },
    { name: "returned_with", type: "text" },
    { name: "returned_quantity", type: "float", above: 0 },
    { name: "left_quantity", type: "float", min: 0 },
  ],
  key: ["source_file", "source_row", "nth"],
};

/** The columns of `returned`, in their order. */
export const returnedColumns: readonly string[] = returnedContract.columns.map(({ name }) => name);

/** What the table of products promises. */
export const productsContract: TableContract = {
  table: "products",
  columns: [
    { name: "product", type: "text" },
    { name: "description", type: "text", nullable: true },
    { name: "category", type: "text", nullable: true },
    { name: "keyword", type: "text", nullable: true },
    { name: "lines", type: "integer", min: 1 },
    { name: "quantity", type: "float" },
    { name: "sales", type: "float" },
    { name: "first_sold", type: "moment" },
    { name: "last_sold", type: "moment" },
  ],
  key: ["product"],
};
