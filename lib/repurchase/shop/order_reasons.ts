import type { RawColumn } from "perdura/features/mod.ts";
import { largestEffects, strongestOf } from "../_largest_effects.ts";
import { orderFeatures } from "./order_features.ts";

/** One thing about an order that makes a repurchase likelier or less likely. */
export interface OrderReason {
  /** As a sentence without a full stop: "Delivered after 6.1 days". */
  readonly words: string;
  /** What it adds to the log-odds, compared with the mean over orders. */
  readonly effect: number;
}

const features = new Map(orderFeatures.map((feature) => [feature.name, feature]));

/**
 * What sets each order apart, largest effect first, whatever its sign.
 *
 * Features of one theme are one thing, whose effects add up; it is told by the feature among them
 * that pulls most the way the whole does.
 *
 * @param columns n orders, as {@linkcode orderFeatures} names them
 * @param effects n values for each column: what it adds to the log-odds
 * @param most how many reasons each, at most; default 3
 *
 * @example
 * ```ts
 * import { orderReasons } from "perdura/repurchase/shop/mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = orderReasons(
 *   [{ name: "num_past_orders", kind: "number", values: Float64Array.of(2) }],
 *   [Float64Array.of(0.4)],
 * );
 * assertEquals(first, [{ words: "2 earlier orders", effect: 0.4 }]);
 * ```
 */
export function orderReasons(
  columns: readonly RawColumn[],
  effects: readonly Float64Array[],
  most = 3,
): OrderReason[][] {
  const themes = new Map<string, number[]>();
  columns.forEach(({ name }, at) => {
    const theme = features.get(name)?.theme ?? name;
    themes.set(theme, [...themes.get(theme) ?? [], at]);
  });
  const members = [...themes.values()];
  const rows = columns[0]?.values.length ?? 0;
  return Array.from({ length: rows }, (_, row) => {
    const effectOf = (column: number) => effects[column]![row]!;
    return largestEffects(members, effectOf, most).map(({ effect, members }) => (
      { words: inWords(columns[strongestOf(members, effectOf, effect)]!, row), effect }
    ));
  });
}

/** Where there is no value because there is nothing before the order. */
const ofFirstOrders: Readonly<Record<string, string>> = {
  days_since_first_order: "First order",
  days_since_last_order: "First order",
  days_between_orders: "No completed order before",
};

function inWords(column: RawColumn, row: number): string {
  const feature = features.get(column.name);
  if (column.kind === "category") {
    const value = column.values[row];
    if (value !== null && value !== undefined && feature?.kind === "category") {
      return feature.say(value);
    }
  } else if (!Number.isNaN(column.values[row]!) && feature?.kind === "number") {
    return feature.say(column.values[row]!);
  }
  return ofFirstOrders[column.name] ??
    `Not known: ${feature?.meaning ?? column.name.replaceAll("_", " ")}`;
}
