import { formatNumber, percent, plural } from "perdura/core/mod.ts";

/** Something that is known about an order at its delivery. */
export type OrderFeature =
  & {
    readonly name: string;
    readonly meaning: string;
    /** Features of one theme say nearly the same; a reason is told by one of them. */
    readonly theme: string;
  }
  & (
    | {
      readonly kind: "number";
      readonly unit: string;
      /** A value in words, as a sentence without a full stop. */
      readonly say: (value: number) => string;
    }
    | { readonly kind: "category"; readonly say: (value: string) => string }
  );

const days = (value: number) =>
  value < 10 ? `${formatNumber(value, 1)} days` : plural(Math.round(value), "day");
const money = (value: number) => formatNumber(value, 2);
const visits = (value: number, what: string, when: number) =>
  value === 0
    ? `No ${what} in the ${when} days before the order`
    : `${plural(Math.round(value), what)} in the ${when} days before the order`;
const monthNames =
  "January February March April May June July August September October November December".split(
    " ",
  );
const weekdays = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

const sources: readonly [suffix: string, what: string][] = [
  ["all", "page view"],
  ["organic", "page view from unpaid search"],
  ["social_network", "page view from social networks"],
  ["add", "page view from advertisements"],
];

function events(): OrderFeature[] {
  return [7, 14, 30].flatMap((length) =>
    sources.map(([suffix, what]): OrderFeature => ({
      name: `events_${length}_days_${suffix}`,
      kind: "number",
      unit: "pages",
      meaning: `${what}s in the ${length} days before the order`,
      theme: suffix === "all" ? "visits" : `visits ${suffix}`,
      say: (value) => visits(value, what, length),
    }))
  );
}

/** Everything a model may learn from, in the order of its columns. */
export const orderFeatures: readonly OrderFeature[] = [
  // Who ordered.
  number("age", "years", "age of the user", "person", (value) => `${value} years old`),
  category("gender", "gender of the user", "person"),
  category("country", "country of the user", "place"),
  category("state", "state of the user", "place"),
  category("city", "city of the user", "place"),
  category(
    "traffic_source",
    "how the user found the shop",
    "source",
    (value) => `Found the shop by "${value}"`,
  ),
  number(
    "tenure_days",
    "days",
    "days from sign-up to the order",
    "tenure",
    (value) => `Ordered ${days(value)} after signing up`,
  ),
  // What was ordered.
  number(
    "num_of_item",
    "items",
    "items in the order",
    "size",
    (value) => `${plural(Math.round(value), "item")} in the order`,
  ),
  number(
    "order_value",
    "money",
    "value of the order",
    "size",
    (value) => `Order of ${money(value)}`,
  ),
  number(
    "dearest_item",
    "money",
    "price of the dearest item",
    "size",
    (value) => `Dearest item of ${money(value)}`,
  ),
  number(
    "discount_share",
    "share",
    "discount on the retail price",
    "discount",
    (value) =>
      value > 0 ? `Bought ${percent(value)} below the retail price` : "Bought without a discount",
  ),
  number(
    "categories",
    "categories",
    "categories in the order",
    "size",
    (value) => `From ${plural(Math.round(value), "category", "categories")}`,
  ),
  category(
    "product_category",
    "category of the dearest item",
    "product",
    (value) => `Bought from "${value}"`,
  ),
  category(
    "product_brand",
    "brand of the dearest item",
    "brand",
    (value) => `Bought the brand "${value}"`,
  ),
  category("product_department", "department of the dearest item", "product"),
  category(
    "dc_name",
    "where the dearest item was sent from",
    "centre",
    (value) => `Sent from "${value}"`,
  ),
  // When it was ordered.
  number(
    "order_hour",
    "hour",
    "hour of the order (UTC)",
    "hour",
    (value) => `Ordered at ${value} h`,
  ),
  number(
    "order_day",
    "day",
    "day of the month of the order",
    "calendar",
    (value) => `Ordered on day ${value} of the month`,
  ),
  number(
    "order_month",
    "month",
    "month of the order",
    "calendar",
    (value) => `Ordered in ${monthNames[value - 1]}`,
  ),
  number(
    "order_weekday",
    "weekday",
    "weekday of the order, 1 for Monday",
    "calendar",
    (value) => `Ordered on a ${weekdays[value - 1]}`,
  ),
  // How it came.
  number(
    "shipping_days",
    "days",
    "days from the order to its shipping",
    "delivery",
    (value) => `Shipped after ${days(value)}`,
  ),
  number(
    "delivery_days",
    "days",
    "days from the order to its delivery",
    "delivery",
    (value) => `Delivered after ${days(value)}`,
  ),
  // What had been ordered before.
  number(
    "days_between_orders",
    "days",
    "days since the last completed order",
    "last order",
    (value) => `${days(value)} since the last completed order`,
  ),
  number(
    "days_since_last_order",
    "days",
    "days since the last order",
    "last order",
    (value) => `${days(value)} since the last order`,
  ),
  number(
    "days_since_first_order",
    "days",
    "days since the first order",
    "tenure",
    (value) => `${days(value)} since the first order`,
  ),
  number(
    "num_past_orders",
    "orders",
    "earlier orders",
    "past orders",
    (value) => value === 0 ? "First order" : `${plural(Math.round(value), "earlier order")}`,
  ),
  number("cancelled_orders", "orders", "earlier orders that were cancelled", "cancelled", (
    value,
  ) =>
    value === 0
      ? "No cancelled order before"
      : `${plural(Math.round(value), "cancelled order")} before`),
  number("returned_orders", "orders", "earlier orders that were returned", "returned", (
    value,
  ) =>
    value === 0
      ? "No returned order before"
      : `${plural(Math.round(value), "returned order")} before`),
  number(
    "num_past_purchase",
    "orders",
    "earlier completed orders",
    "past orders",
    (value) =>
      value === 0
        ? "First completed order"
        : `${plural(Math.round(value), "earlier completed order")}`,
  ),
  number(
    "past_items",
    "items",
    "items in earlier orders",
    "past orders",
    (value) => `${plural(Math.round(value), "item")} in earlier orders`,
  ),
  number(
    "past_spend",
    "money",
    "value of earlier orders",
    "past orders",
    (value) => `Earlier orders of ${money(value)}`,
  ),
  number(
    "longest_past_delivery_days",
    "days",
    "longest delivery before",
    "past delivery",
    (value) => `Once waited ${days(value)} for a delivery`,
  ),
  number(
    "past_items_same_category",
    "items",
    "earlier items of the same category",
    "affinity",
    (value) =>
      value === 0
        ? "Nothing bought from this category before"
        : `${plural(Math.round(value), "earlier item")} from the same category`,
  ),
  // What was looked at before.
  ...events(),
  number(
    "events_30_days_product",
    "pages",
    "product pages in 30 days",
    "visits",
    (value) => visits(value, "product page", 30),
  ),
  number("events_30_days_cart", "pages", "times something was put in the cart in 30 days", "cart", (
    value,
  ) => visits(value, "addition to the cart", 30)),
  number(
    "sessions_30_days",
    "visits",
    "visits in 30 days",
    "visits",
    (value) => visits(value, "visit", 30),
  ),
];

function number(
  name: string,
  unit: string,
  meaning: string,
  theme: string,
  say: (value: number) => string,
): OrderFeature {
  return { name, kind: "number", unit, meaning, theme, say };
}

function category(
  name: string,
  meaning: string,
  theme: string,
  say?: (value: string) => string,
): OrderFeature {
  const words = name.replaceAll("_", " ");
  const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const plain = (value: string) => `${label} "${value}"`;
  return { name, kind: "category", meaning, theme, say: say ?? plain };
}
