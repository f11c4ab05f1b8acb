import { plural } from "perdura/core/mod.ts";
import type { Feature } from "perdura/features/mod.ts";
import {
  counted,
  days,
  discount,
  money,
  orderedInMonth,
  orderedOnWeekday,
  type SayNumber,
  visits,
} from "./_order_words.ts";

/** Something that is known about an order at its delivery; the query of training data computes it. */
export type OrderFeature =
  & Feature
  & {
    readonly entity: "order";
    /** Features of one theme say nearly the same; a reason is told by one of them. */
    readonly theme: string;
  }
  & (
    | {
      readonly kind: "number";
      /** A value in words, as a sentence without a full stop. */
      readonly say: SayNumber;
    }
    | { readonly kind: "category"; readonly say: (value: string) => string }
  );

const placed = "orders.created_at", delivered = "orders.delivered_at";
const price = "order_items.sale_price", visitedAt = "events.created_at";

/** Everything a model may learn from, in the order of its columns. */
export const orderFeatures: readonly OrderFeature[] = [
  // Who ordered.
  number("age", "years", "age of the user", {
    theme: "person",
    source: ["users.age"],
    say: (value) => `${value} years old`,
  }),
  ofUser("gender", "person"),
  ofUser("country", "place"),
  ofUser("state", "place"),
  ofUser("city", "place"),
  category("traffic_source", "how the user found the shop", {
    theme: "source",
    source: ["users.traffic_source"],
    say: (value) => `Found the shop by "${value}"`,
  }),
  number("tenure_days", "days", "days from sign-up to the order", {
    theme: "tenure",
    source: ["users.created_at", placed],
    say: (value) => `Ordered ${days(value)} after signing up`,
  }),
  // What was ordered.
  number("num_of_item", "items", "items in the order", {
    theme: "size",
    source: ["orders.num_of_item"],
    say: (value) => `${plural(Math.round(value), "item")} in the order`,
  }),
  number("order_value", "money", "value of the order", {
    theme: "size",
    source: [price],
    say: money("Order"),
  }),
  number("dearest_item", "money", "price of the dearest item", {
    theme: "size",
    source: [price],
    say: money("Dearest item"),
  }),
  number("discount_share", "share", "discount on the retail price", {
    theme: "discount",
    source: [price, "products.retail_price"],
    say: discount,
  }),
  number("categories", "categories", "categories in the order", {
    theme: "size",
    source: ["products.category"],
    say: (value) => `From ${plural(Math.round(value), "category", "categories")}`,
  }),
  category("product_category", "category of the dearest item", {
    theme: "product",
    source: ["products.category", price],
    say: (value) => `Bought from "${value}"`,
  }),
  category("product_brand", "brand of the dearest item", {
    theme: "brand",
    source: ["products.brand", price],
    say: (value) => `Bought the brand "${value}"`,
  }),
  category("product_department", "department of the dearest item", {
    theme: "product",
    source: ["products.department", price],
  }),
  category("dc_name", "where the dearest item was sent from", {
    theme: "centre",
    source: ["distribution_centers.name", price],
    say: (value) => `Sent from "${value}"`,
  }),
  // When it was ordered.
  ordered("order_hour", "hour", "hour of the order (UTC)", "hour", (v) => `Ordered at ${v} h`),
  ordered(
    "order_day",
    "day",
    "day of the month of the order",
    "calendar",
    (value) => `Ordered on day ${value} of the month`,
  ),
  ordered("order_month", "month", "month of the order", "calendar", orderedInMonth),
  ordered(
    "order_weekday",
    "weekday",
    "weekday of the order, 1 for Monday",
    "calendar",
    orderedOnWeekday,
  ),
  // How it came.
  number("shipping_days", "days", "days from the order to its shipping", {
    theme: "delivery",
    source: [placed, "orders.shipped_at"],
    say: (value) => `Shipped after ${days(value)}`,
  }),
  number("delivery_days", "days", "days from the order to its delivery", {
    theme: "delivery",
    source: [placed, delivered],
    say: (value) => `Delivered after ${days(value)}`,
  }),
  // What had been ordered before.
  number("days_between_orders", "days", "days since the last completed order", {
    theme: "last order",
    source: [placed, delivered, "orders.returned_at"],
    say: (value) => `${days(value)} since the last completed order`,
  }),
  number("days_since_last_order", "days", "days since the last order", {
    theme: "last order",
    source: [placed],
    say: (value) => `${days(value)} since the last order`,
  }),
  number("days_since_first_order", "days", "days since the first order", {
    theme: "tenure",
    source: [placed],
    say: (value) => `${days(value)} since the first order`,
  }),
  number("num_past_orders", "orders", "earlier orders", {
    theme: "past orders",
    source: [placed],
    say: counted("earlier order", "First order"),
  }),
  number("returned_orders", "orders", "earlier orders that were returned", {
    theme: "returned",
    source: [placed, "orders.returned_at"],
    say: (value) => `${value === 0 ? "No" : Math.round(value)} returned ${orders(value)} before`,
  }),
  number("num_past_purchase", "orders", "earlier completed orders", {
    theme: "past orders",
    source: [placed, delivered, "orders.returned_at"],
    say: counted("earlier completed order", "First completed order"),
  }),
  number("past_items", "items", "items in earlier orders", {
    theme: "past orders",
    source: ["order_items.order_id", placed],
    say: (value) => `${plural(Math.round(value), "item")} in earlier orders`,
  }),
  number("past_spend", "money", "value of earlier orders", {
    theme: "past orders",
    source: [price, placed],
    say: money("Earlier orders"),
  }),
  number("longest_past_delivery_days", "days", "longest delivery before", {
    theme: "past delivery",
    source: [placed, delivered],
    say: (value) => `Once waited ${days(value)} for a delivery`,
  }),
  number("past_items_same_category", "items", "earlier items of the same category", {
    theme: "affinity",
    source: ["products.category", price, placed],
    say: (value) =>
      value === 0
        ? "Nothing bought from this category before"
        : `${plural(Math.round(value), "earlier item")} from the same category`,
  }),
  // What was looked at before.
  ...[7, 14, 30].flatMap(pageViews),
  visited("events_30_days_product", "pages", "product pages in 30 days", {
    theme: "visits",
    what: "product page",
    column: "events.event_type",
  }),
  visited(
    "events_30_days_cart",
    "pages",
    "times something was put in the cart in 30 days",
    { theme: "cart", what: "addition", where: " to the cart", column: "events.event_type" },
  ),
  visited("sessions_30_days", "visits", "visits in 30 days", {
    theme: "visits",
    what: "visit",
    column: "events.session_id",
  }),
];

function pageViews(length: number): OrderFeature[] {
  return [
    ["all", ""],
    ["organic", " from unpaid search"],
    ["social_network", " from social networks"],
    ["add", " from advertisements"],
  ].map(([suffix, from]) =>
    number(
      `events_${length}_days_${suffix}`,
      "pages",
      `page views${from} in the ${length} days before the order`,
      {
        theme: suffix === "all" ? "visits" : `visits ${suffix}`,
        source: [...(suffix === "all" ? [] : ["events.traffic_source"]), visitedAt, placed],
        say: visits("page view", length, from),
      },
    )
  );
}

function visited(
  name: string,
  unit: string,
  meaning: string,
  { column, theme, what, where }: {
    readonly theme: string;
    readonly what: string;
    readonly where?: string;
    readonly column: string;
  },
): OrderFeature {
  const source = [column, visitedAt, placed];
  return number(name, unit, meaning, { theme, source, say: visits(what, 30, where) });
}

function ordered(
  name: string,
  unit: string,
  meaning: string,
  theme: string,
  say: SayNumber,
): OrderFeature {
  return number(name, unit, meaning, { theme, source: [placed], say });
}

function ofUser(name: string, theme: string): OrderFeature {
  return category(name, `${name} of the user`, { theme, source: [`users.${name}`] });
}

function number(
  name: string,
  unit: string,
  meaning: string,
  told: { readonly theme: string; readonly source: readonly string[]; readonly say: SayNumber },
): OrderFeature {
  return { name, entity: "order", kind: "number", unit, meaning, ...told };
}

function category(
  name: string,
  meaning: string,
  { say, source, theme }: {
    readonly theme: string;
    readonly source: readonly string[];
    readonly say?: (value: string) => string;
  },
): OrderFeature {
  const words = name.replaceAll("_", " ");
  const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const plain = (value: string) => `${label} "${value}"`;
  return {
    name,
    entity: "order",
    kind: "category",
    unit: words,
    meaning,
    source,
    theme,
    say: say ?? plain,
  };
}

function orders(count: number): string {
  return Math.round(count) > 1 ? "orders" : "order";
}
