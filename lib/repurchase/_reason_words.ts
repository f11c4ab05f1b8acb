import { formatNumber, percent, plural } from "perdura/core/mod.ts";
import { customerFeatures, type RawColumn } from "perdura/features/mod.ts";

/** Features that say nearly the same, in groups; every feature is in one. */
export const themes: readonly (readonly string[])[] = [
  ["days_since_last", "silence"],
  [
    "purchases",
    "purchases_30d",
    "purchases_90d",
    "purchases_180d",
    "purchases_365d",
    "expected_purchases_30d",
    "expected_purchases_60d",
    "interval_mean",
    "last_interval",
  ],
  ["purchase_trend", "spend_trend"],
  ["interval_sd", "interval_variation"],
  ["spend", "spend_30d", "spend_90d", "spend_180d", "spend_365d"],
  ["mean_basket", "last_basket", "items_per_purchase", "lines_per_purchase"],
  ["products", "new_products_90d", "categories", "favourite_share"],
  ["favourite_category"],
  ["last_category"],
  ["returned_lines", "returned_lines_90d", "returned_share"],
  ["month"],
  ["purchases_next_30d_last_year", "purchases_next_60d_last_year", "fourth_quarter_share"],
  ["tenure", "first_month"],
  ["country"],
  ["probability_alive"],
];

/** Features whose 0 says how long the last purchase is ago. */
export const emptyWindows: ReadonlySet<string> = new Set(
  [30, 90, 180, 365].flatMap((days) => [`purchases_${days}d`, `spend_${days}d`]),
);

/** What models expect, which is told by the features they go by where those are known. */
export const untold: ReadonlySet<string> = new Set([
  "expected_purchases_30d",
  "expected_purchases_60d",
]);

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const whole = (value: number) => formatNumber(Math.round(value));
const one = (value: number) => formatNumber(value, 1);
const times = (value: number) =>
  value === 0 ? "No purchase" : value === 1 ? "Bought once" : `Bought ${whole(value)} times`;
const days = (value: number) => plural(Math.round(value), "day");

/** How a number is said. What is worth a comparison with other customers says so by `true`. */
const numbers: Readonly<Record<string, readonly [say: (value: number) => string, compare?: true]>> =
  {
    days_since_last: [(value) => `Last purchase ${days(value)} ago`],
    silence: [(value) => `Silent for ${one(value)} times the usual time between purchases`],
    purchases: [(value) => `${times(value)} so far`, true],
    expected_purchases_30d: [
      (value) => `Rhythm of purchases lets expect ${formatNumber(value, 2)} in 30 days`,
      true,
    ],
    expected_purchases_60d: [
      (value) => `Rhythm of purchases lets expect ${formatNumber(value, 2)} in 60 days`,
      true,
    ],
    interval_mean: [(value) => `Buys every ${days(value)}`],
    last_interval: [(value) => `Last came back after ${days(value)}`],
    purchase_trend: [
      (value) =>
        value >= 0.5
          ? "Bought more in the last 90 days than in the 90 before"
          : "Bought less in the last 90 days than in the 90 before",
    ],
    spend_trend: [
      (value) =>
        value >= 0.5
          ? "Spent more in the last 90 days than in the 90 before"
          : "Spent less in the last 90 days than in the 90 before",
    ],
    interval_sd: [(value) => `Time between purchases varies by ${days(value)}`, true],
    interval_variation: [(value) => `Buys ${value < 0.7 ? "regularly" : "irregularly"}`],
    spend: [(value) => `Spent ${whole(value)} so far`, true],
    mean_basket: [(value) => `Mean purchase of ${whole(value)}`, true],
    last_basket: [(value) => `Last purchase of ${whole(value)}`, true],
    items_per_purchase: [(value) => `${whole(value)} units in a purchase`, true],
    lines_per_purchase: [(value) => `${whole(value)} lines in a purchase`, true],
    products: [(value) => `Bought ${plural(Math.round(value), "different product")}`, true],
    new_products_90d: [(value) => `${percent(value)} of the products are new in 90 days`, true],
    categories: [
      (value) => `Buys from ${plural(Math.round(value), "category", "categories")}`,
      true,
    ],
    favourite_share: [(value) => `${percent(value)} of the money goes to one category`, true],
    returned_lines: [(value) => `Sent back ${plural(Math.round(value), "line")}`],
    returned_lines_90d: [(value) => `Sent back ${plural(Math.round(value), "line")} in 90 days`],
    returned_share: [(value) => `Sent back ${percent(value)} of the lines bought`],
    fourth_quarter_share: [
      (value) => `${percent(value)} of the purchases in October to December`,
      true,
    ],
    tenure: [(value) => `Customer for ${days(value)}`, true],
    probability_alive: [(value) => `Still a customer with a probability of ${certainty(value)}`],
    ...Object.fromEntries([30, 90, 180, 365].flatMap((length) => [
      [`purchases_${length}d`, [(value: number) => `${times(value)} in ${length} days`, true]],
      [`spend_${length}d`, [(value: number) => `Spent ${whole(value)} in ${length} days`, true]],
    ])),
    ...Object.fromEntries([30, 60].map((length) => [
      `purchases_next_${length}d_last_year`,
      [(value: number) => `${times(value)} in the same ${length} days a year before`],
    ])),
  };

const categories: Readonly<Record<string, (value: string) => string>> = {
  favourite_category: (value) => `Buys most from "${value}"`,
  last_category: (value) => `Last bought from "${value}"`,
  month: (value) => `The next 30 days lie around ${months[Number(value) - 1]}`,
  first_month: (value) => `First bought in ${months[Number(value) - 1]}`,
  country: (value) => `Lives in ${value}`,
};

const meanings = new Map(customerFeatures.features.map(({ meaning, name }) => [name, meaning]));

/** Below this share of customers with a lower value, or of those with a higher, one is unusual. */
const few = 0.25;

/**
 * A value of a customer in words, with how it compares where it is unusual.
 *
 * @param standing share of customers with less, and with more
 */
export function inWords(
  column: RawColumn,
  row: number,
  standing: readonly [below: number, above: number],
): string {
  if (column.kind === "category") {
    const value = column.values[row];
    const say = categories[column.name];
    return value === null || value === undefined || say === undefined
      ? unknown(column.name)
      : say(value);
  }
  const value = column.values[row]!;
  const [say, compare] = numbers[column.name] ?? [];
  if (Number.isNaN(value) || say === undefined) return unknown(column.name);
  const [below, above] = standing;
  if (compare && above < few && below > above) return `${say(value)} (more than most)`;
  if (compare && below < few && above > 1 - 2 * few) return `${say(value)} (less than most)`;
  return say(value);
}

function unknown(name: string): string {
  if (name.startsWith("interval_") || name === "last_interval" || name === "silence") {
    return "Too few purchases to know a rhythm";
  }
  if (name.endsWith("_last_year")) return "The year before is not known";
  return `Not known: ${meanings.get(name) ?? name.replaceAll("_", " ")}`;
}

/** A probability in whole percents that are never 0 or 100. */
function certainty(probability: number): string {
  if (probability < 0.005) return `less than ${percent(0.01)}`;
  return probability > 0.995 ? `more than ${percent(0.99)}` : percent(probability);
}

/** For each value, the share of known values that are smaller, and the share that are larger. */
export function standings(column: RawColumn): readonly (readonly [number, number])[] {
  if (column.kind === "category") return column.values.map(() => [0, 0]);
  const known = column.values.filter((value) => !Number.isNaN(value)).sort();
  const n = known.length;
  const firstAt = (isReached: (value: number) => boolean) => {
    let low = 0, high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isReached(known[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const seen = new Map<number, readonly [number, number]>();
  return Array.from(column.values, (value) => {
    let standing = seen.get(value);
    if (standing === undefined) {
      const below = firstAt((other) => other >= value) / n;
      const above = 1 - firstAt((other) => other > value) / n;
      seen.set(value, standing = [below, above]);
    }
    return standing;
  });
}
