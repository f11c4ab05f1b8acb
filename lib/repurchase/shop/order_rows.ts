import type pl from "nodejs-polars";
import { type RawColumn, takeRawRows, takeValues } from "perdura/features/mod.ts";
import { type OrderFeature, orderFeatures } from "./order_features.ts";

/** Completed orders, each with its answer and what was known at its delivery. */
export interface OrderRows {
  readonly orderId: readonly string[];
  readonly userId: readonly string[];
  /** When each was placed, in days since 1970. */
  readonly placed: Float64Array;
  /** 1 where it was followed by a repurchase in time, 0 where not, NaN where that is not known yet. */
  readonly repurchase: Float64Array;
  readonly columns: readonly RawColumn[];
}

const msPerDay = 86_400_000;

/**
 * Rows for a model, of the table that the queries give.
 *
 * @param trainingData one row per completed order
 * @param features which columns to take; all by default
 */
export function orderRows(
  trainingData: pl.DataFrame,
  features: readonly OrderFeature[] = orderFeatures,
): OrderRows {
  const text = (name: string) => trainingData.getColumn(name).toArray() as unknown as string[];
  const answers = trainingData.getColumn("repurchase").toArray() as unknown as (number | null)[];
  const placed = trainingData.getColumn("order_date").toArray() as unknown as Date[];
  return {
    orderId: text("order_id"),
    userId: text("user_id"),
    placed: Float64Array.from(placed, (moment) => moment.getTime() / msPerDay),
    repurchase: Float64Array.from(answers, (answer) => answer ?? NaN),
    columns: rawColumns(trainingData, features),
  };
}

/** Some columns of a table as a model takes them: missing numbers as NaN, missing texts as null. */
export function rawColumns(
  table: pl.DataFrame,
  features: readonly Pick<OrderFeature, "name" | "kind">[],
): RawColumn[] {
  return features.map(({ name, kind }): RawColumn => {
    const values = table.getColumn(name).toArray() as unknown as (string | number | null)[];
    return kind === "number"
      ? { name, kind, values: Float64Array.from(values, (value) => value === null ? NaN : +value) }
      : { name, kind, values: values as (string | null)[] };
  });
}

/** Some of the rows, in the order given. */
export function takeOrders(
  { orderId, userId, placed, repurchase, columns }: OrderRows,
  rows: Uint32Array,
): OrderRows {
  return {
    orderId: Array.from(rows, (row) => orderId[row]!),
    userId: Array.from(rows, (row) => userId[row]!),
    placed: takeValues(placed, rows),
    repurchase: takeValues(repurchase, rows),
    columns: takeRawRows(columns, rows),
  };
}
