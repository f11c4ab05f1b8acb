/** What a column of a shop's table holds. */
export type ShopColumnType = "id" | "text" | "number" | "integer" | "moment";

/** A column of a shop's table, and what it promises. */
export interface ShopColumn {
  readonly name: string;
  readonly type: ShopColumnType;
  /** The file must have the column, and every row a value in it. */
  readonly isNeverMissing?: true;
  /** Smallest and largest value, both allowed. */
  readonly min?: number;
  readonly max?: number;
  /** The only values there are; case aside. */
  readonly values?: readonly string[];
}

/** A table of a shop. */
export interface ShopTable {
  readonly name: ShopTableName;
  /** What a file may be called, without folder, ending and case. */
  readonly files: readonly string[];
  readonly columns: readonly ShopColumn[];
  /** The column that names a row. */
  readonly key: string;
  /** The table that a column points into; a row is nothing without its parent. */
  readonly parent?: { readonly column: string; readonly table: ShopTableName };
  /** What cannot be known without it. */
  readonly neededFor: string;
  /** Whether a question about orders can be asked without it. */
  readonly isOptional?: true;
}

/** The tables of a shop. */
export type ShopTableName =
  | "orders"
  | "order_items"
  | "users"
  | "products"
  | "events"
  | "distribution_centers"
  | "inventory_items";

/** What may become of an order. */
export const orderStatuses = [
  "Complete",
  "Shipped",
  "Processing",
  "Cancelled",
  "Returned",
] as const;

/**
 * The tables of theLook eCommerce, the fictitious shop that Google publishes for BigQuery and whose
 * shape many shops' exports share. Columns are called as the publisher calls them.
 *
 * `orders`, the table that all questions begin with:
 *
 * | order_id | user_id | status | gender | created_at | returned_at | shipped_at | delivered_at | num_of_item |
 * | --- | --- | --- | --- | --- | --- | --- | --- | --- |
 * | 1 | 2 | Complete | F | 2022-11-03 08:38:29 UTC | | 2022-11-05 05:04:29 UTC | 2022-11-09 13:44:29 UTC | 1 |
 * | 2 | 2 | Shipped | F | 2024-06-14 04:11:24 UTC | | 2024-06-16 18:38:24 UTC | | 1 |
 * | 3 | 7 | Returned | M | 2025-01-30 19:58:52 UTC | 2025-02-06 03:17:52 UTC | 2025-02-01 20:46:52 UTC | 2025-02-03 05:05:52 UTC | 2 |
 *
 * Moments are UTC. Ids are text, as everywhere here. The state of an order is the one at the day of
 * the export; what it was before follows from the moments at which it was shipped, delivered and
 * returned. An item's own `created_at` may differ from its order's by hours, either way.
 *
 * Source: `bigquery-public-data.thelook_ecommerce`; its generator is in
 * GoogleCloudPlatform/public-datasets-pipelines (Apache-2.0).
 */
export const shopTables: readonly ShopTable[] = [
  {
    name: "orders",
    files: ["orders", "order"],
    key: "order_id",
    neededFor: "everything: who ordered when, and what became of it",
    columns: [
      { ...id("order_id"), isNeverMissing: true },
      { ...id("user_id"), isNeverMissing: true },
      { ...text("status"), isNeverMissing: true, values: orderStatuses },
      text("gender"),
      { ...moment("created_at"), isNeverMissing: true },
      moment("returned_at"),
      moment("shipped_at"),
      moment("delivered_at"),
      { ...integer("num_of_item"), min: 1 },
    ],
  },
  {
    name: "order_items",
    files: ["order_items", "order_item"],
    key: "id",
    parent: { column: "order_id", table: "orders" },
    neededFor: "what was bought in an order, and for how much",
    columns: [
      { ...id("id"), isNeverMissing: true },
      { ...id("order_id"), isNeverMissing: true },
      id("user_id"),
      { ...id("product_id"), isNeverMissing: true },
      id("inventory_item_id"),
      text("status"),
      moment("created_at"),
      moment("shipped_at"),
      moment("delivered_at"),
      moment("returned_at"),
      { ...number("sale_price"), min: 0 },
    ],
  },
  {
    name: "users",
    files: ["users", "user"],
    key: "id",
    neededFor: "who ordered: age, gender, place, how they found the shop and when they signed up",
    columns: [
      { ...id("id"), isNeverMissing: true },
      text("first_name"),
      text("last_name"),
      text("email"),
      { ...integer("age"), min: 0, max: 120 },
      text("gender"),
      text("state"),
      text("street_address"),
      text("postal_code"),
      text("city"),
      text("country"),
      number("latitude"),
      number("longitude"),
      text("traffic_source"),
      moment("created_at"),
    ],
  },
  {
    name: "products",
    files: ["products", "product"],
    key: "id",
    neededFor: "category, brand and department of what was bought",
    columns: [
      { ...id("id"), isNeverMissing: true },
      { ...number("cost"), min: 0 },
      text("category"),
      text("name"),
      text("brand"),
      { ...number("retail_price"), min: 0 },
      text("department"),
      text("sku"),
      id("distribution_center_id"),
    ],
  },
  {
    name: "events",
    files: ["events", "event"],
    key: "id",
    neededFor: "visits before an order, and the steps from the first page to the purchase",
    columns: [
      { ...id("id"), isNeverMissing: true },
      id("user_id"),
      integer("sequence_number"),
      id("session_id"),
      { ...moment("created_at"), isNeverMissing: true },
      text("ip_address"),
      text("city"),
      text("state"),
      text("postal_code"),
      text("browser"),
      text("traffic_source"),
      text("uri"),
      { ...text("event_type"), isNeverMissing: true },
    ],
  },
  {
    name: "distribution_centers",
    files: ["distribution_centers", "distribution_center"],
    key: "id",
    neededFor: "where goods came from",
    isOptional: true,
    columns: [
      { ...id("id"), isNeverMissing: true },
      text("name"),
      number("latitude"),
      number("longitude"),
    ],
  },
  {
    name: "inventory_items",
    files: ["inventory_items", "inventory_item"],
    key: "id",
    neededFor: "single pieces in stock",
    isOptional: true,
    columns: [
      { ...id("id"), isNeverMissing: true },
      { ...id("product_id"), isNeverMissing: true },
      moment("created_at"),
      moment("sold_at"),
      { ...number("cost"), min: 0 },
      text("product_category"),
      text("product_name"),
      text("product_brand"),
      { ...number("product_retail_price"), min: 0 },
      text("product_department"),
      text("product_sku"),
      id("product_distribution_center_id"),
    ],
  },
];

function id(name: string): ShopColumn {
  return { name, type: "id" };
}

function text(name: string): ShopColumn {
  return { name, type: "text" };
}

function number(name: string): ShopColumn {
  return { name, type: "number" };
}

function integer(name: string): ShopColumn {
  return { name, type: "integer" };
}

function moment(name: string): ShopColumn {
  return { name, type: "moment" };
}
