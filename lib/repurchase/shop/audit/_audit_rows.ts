import type pl from "nodejs-polars";
import type { Random } from "perdura/core/mod.ts";
import type { RawColumn } from "perdura/features/mod.ts";
import { orderFolds, type OrderPart } from "../order_folds.ts";
import { type OrderRows, orderRows, rawColumns, takeOrders } from "../order_rows.ts";

/** What {@linkcode leakageAudit} needs. */
export interface AuditInput {
  /** Training data as they were published, one row per item. */
  readonly asPublished: pl.DataFrame;
  /** Training data as the queries make them, one row per order that can be asked about. */
  readonly trainingData: pl.DataFrame;
}

/** The rows that are judged: those that were published, and what is right about their orders. */
export interface AuditRows {
  /** One row per item, as published. */
  readonly items: OrderRows;
  /** One row per order: its first item, as published. */
  readonly orders: OrderRows;
  /**
   * The same orders in the same places, their earlier orders in the state of their day; without the
   * number of cancelled ones, which is known as of the export only.
   */
  readonly ordersOfTheirDay: OrderRows;
  /** Whether each order was without an answer at its delivery, when it is asked about. */
  readonly isAsked: readonly boolean[];
  /** Where each order is in time; "open" where its answer is not known, or not asked for. */
  readonly part: readonly OrderPart[];
}

/** The columns that the model was published with, as far as the tables have them. */
const categories = [
  "gender",
  "country",
  "state",
  "city",
  "traffic_source",
  "product_category",
  "product_brand",
  "product_department",
  "dc_name",
];
const numbers = [
  "age",
  "num_of_item",
  "item_sale_price",
  "product_retail_price",
  "order_hour",
  "order_day",
  "order_month",
  ...[7, 14].flatMap((days) =>
    ["add", "organic", "social_network", "all"].map((source) => `events_${days}_days_${source}`)
  ),
];
/** Those of them that say what had become of earlier orders. */
const states = ["days_between_orders", "returned_orders", "num_past_purchase"];
/** One more, of which it is not stored when it happened. */
const undated = "cancelled_orders";

/** Rows of the audit, of the two tables. */
export function auditRows({ asPublished, trainingData }: AuditInput, random: Random): AuditRows {
  const items = itemRows(asPublished);
  const orders = takeOrders(items, firstOfEach(items.orderId));
  const asked = { ...orderRows(trainingData, []), columns: rawColumns(trainingData, stateColumns) };
  const place = new Map(asked.orderId.map((id, row) => [id, row]));
  const placeOf = orders.orderId.map((id) => place.get(id));
  const ofAsked = (values: Float64Array) =>
    Float64Array.from(placeOf, (at) => at === undefined ? NaN : values[at]!);
  const ofTheirDay = new Map(
    asked.columns.map((column) => [column.name, ofAsked(column.values as Float64Array)]),
  );
  const known = { ...orders, repurchase: ofAsked(asked.repurchase) };
  return {
    items,
    orders,
    ordersOfTheirDay: {
      ...orders,
      columns: orders.columns.filter(({ name }) => name !== undated).map((column): RawColumn => {
        const values = ofTheirDay.get(column.name);
        return values === undefined ? column : { name: column.name, kind: "number", values };
      }),
    },
    isAsked: placeOf.map((at) => at !== undefined),
    part: orderFolds(known, random).part,
  };
}

const stateColumns = states.map((name) => ({ name, kind: "number" as const }));

function itemRows(asPublished: pl.DataFrame): OrderRows {
  const values = <Value>(name: string) =>
    asPublished.getColumn(name).toArray() as unknown as Value[];
  const placed = values<Date>("order_date").map((moment) => moment.getTime() / 86_400_000);
  return {
    orderId: values<string>("order_id"),
    userId: values<string>("user_id"),
    placed: Float64Array.from(placed),
    repurchase: Float64Array.from(values<number>("repurchase")),
    columns: rawColumns(asPublished, [
      ...categories.map((name) => ({ name, kind: "category" as const })),
      ...numbers.map((name) => ({ name, kind: "number" as const })),
      ...stateColumns,
      { name: undated, kind: "number" },
    ]),
  };
}

function firstOfEach(ids: readonly string[]): Uint32Array {
  const seen = new Set<string>();
  return Uint32Array.from(ids.keys()).filter((row) => {
    const isFirst = !seen.has(ids[row]!);
    seen.add(ids[row]!);
    return isFirst;
  });
}
