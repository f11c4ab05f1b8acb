import { brief, jsonColumns } from "./_json_columns.ts";
import { products, ranges } from "./catalogue.ts";
import type { Shop } from "./invoices.ts";
import { countries, customerId } from "./population.ts";
import type { Tally } from "./tally.ts";

/**
 * Writes what is true of a simulated shop as JSON: settings, what the file consists of, products,
 * and for each customer the rates, the lifetime and the mean spend that no transaction shows.
 *
 * Columns are arrays of equal length under `products` and `per_customer`; moments are in weeks from
 * `start`. `lines` says for each cleaning rule how many lines it has to find.
 *
 * @param tally what {@linkcode demoCsv} has returned
 */
export function* demoTruth(shop: Shop, tally: Tally): Generator<string> {
  const { settings, population, orders, calendar } = shop;
  const { start, weeks, customers, purchases, spend } = settings;
  const head = {
    about:
      "What is true of the simulated shop. While alive, a customer buys at purchase_rate per " +
      "week times the intensity of the day, and drops out at dropout_rate per week.",
    version: 1,
    start,
    weeks,
    customers,
    currency: "GBP",
    purchases: { ...purchases, unit: "week" },
    spend,
    intensity: [...calendar.purchases.intensity].map(brief),
    orders: {
      of_customers: tally.customerOrders,
      of_guests: tally.guestOrders,
      cancelled: tally.cancelledOrders,
    },
    lines: Object.fromEntries(
      Object.entries(tally.fates).map(([fate, { rows, quantity, pence }]) => [
        fate,
        { rows, quantity, amount: pence / 100 },
      ]),
    ),
    untrimmed_descriptions: tally.untrimmedDescriptions,
    missing_descriptions: tally.missingDescriptions,
    lower_case_codes: tally.lowerCaseCodes,
    products: {
      product: products.map(({ code }) => code),
      description: products.map(({ description }) => description),
      category: products.map(({ range }) => ranges[range]!.category),
    },
  };
  const entries = Object.entries(head).map(([name, value]) =>
    ` "${name}": ${JSON.stringify(value)},\n`
  );
  yield `{\n${entries.join("")} "per_customer": {`;
  const columns: [string, (customer: number) => string | number][] = [
    ["customer_id", (i) => `${customerId(i)}`],
    ["country", (i) => countries[population.country[i]!]![0]],
    ["acquired", (i) => brief(population.acquired[i]! / 7)],
    ["death", (i) => brief(population.death[i]! / 7)],
    ["purchase_rate", (i) => brief(population.purchaseRate[i]!)],
    ["dropout_rate", (i) => brief(population.dropoutRate[i]!)],
    ["mean_spend", (i) => brief(population.meanSpend[i]!)],
    ["favourite_category", (i) => ranges[population.favourite[i]!]!.category],
    ["orders", (i) => orders.ofCustomer[i]!],
  ];
  yield* jsonColumns(columns, customers);
  yield "\n }\n}\n";
}
