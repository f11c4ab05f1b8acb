import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type pl from "nodejs-polars";
import { fitParetoNbd } from "perdura/clv/mod.ts";
import {
  customerFeatures,
  customerHistory,
  customerSummary,
  registry,
  toCustomerSummary,
} from "perdura/features/mod.ts";
import { busyShop, cleaned, historyOf, opening, type ShopLine } from "./_shop.ts";

const day = 86_400_000;

function featuresOf(lines: readonly ShopLine[], asOf: string | number): pl.DataFrame {
  return customerFeatures.at(historyOf(lines), new Date(asOf));
}

/** The bytes of a table, so that two are compared to the last bit. */
function bytes(table: pl.DataFrame): Uint8Array {
  return table.rechunk().writeIPC() as unknown as Uint8Array;
}

Deno.test("customerFeatures says when and how regularly a customer bought", () => {
  const [ana] = featuresOf([
    { at: "2010-01-01T09:00" },
    { at: "2010-01-11T09:00" },
    { at: "2010-01-11T18:00" }, // the same day
    { at: "2010-01-31T23:59" },
    { at: "2010-02-10T00:00" }, // not before the as-of date
  ], "2010-02-10").toRecords();
  const { days_since_last, purchases, purchases_30d, purchases_90d, tenure } = ana!;
  assertEquals({ days_since_last, purchases, purchases_30d, purchases_90d, tenure }, {
    days_since_last: 10,
    purchases: 3,
    purchases_30d: 2, // 11 January is the thirtieth day before
    purchases_90d: 3,
    tenure: 40,
  });
  assertEquals(ana!.interval_mean, 15);
  assertAlmostEquals(ana!.interval_sd as number, Math.sqrt(50));
  assertAlmostEquals(ana!.interval_variation as number, Math.sqrt(50) / 15);
  assertEquals(ana!.last_interval, 20);
  assertAlmostEquals(ana!.silence as number, 10 / 15);
  assertEquals(ana!.purchase_trend, 3.5 / 4);
});

Deno.test("customerFeatures of a customer of one purchase have no intervals", () => {
  const [ana] = featuresOf([{ at: "2010-01-01" }], "2010-02-10").toRecords();
  const { interval_mean, interval_sd, interval_variation, last_interval, silence } = ana!;
  assertEquals(
    { interval_mean, interval_sd, interval_variation, last_interval, silence },
    {
      interval_mean: null,
      interval_sd: null,
      interval_variation: null,
      last_interval: null,
      silence: null,
    },
  );
});

Deno.test("customerFeatures says what a customer spent, on what and where", () => {
  const [ana] = featuresOf([
    { at: "2010-01-01", invoice: "1", product: "cup", sales: 10, quantity: 2 },
    { at: "2010-01-01", invoice: "1", product: "card", sales: 30, category: "Paper", quantity: 1 },
    { at: "2010-06-01", invoice: "2", product: "cup", sales: 24, country: "Spain", quantity: 3 },
    { at: "2010-06-01", invoice: "2", product: null, sales: 2, country: null, category: null },
  ], "2010-06-11").toRecords();
  const expected = {
    spend: 66,
    spend_30d: 26,
    spend_365d: 66,
    mean_basket: 33,
    last_basket: 26,
    items_per_purchase: 3.5,
    lines_per_purchase: 2,
    products: 2,
    new_products_90d: 0,
    favourite_category: "Tableware", // 34 against 30
    last_category: "Tableware",
    categories: 2,
    country: "Spain",
    first_month: "01",
    month: "06", // 26 June is the middle of 30 days from the 11th
    fourth_quarter_share: 0,
  };
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, ana![name]]));
  assertEquals(found, expected);
  assertAlmostEquals(ana!.favourite_share as number, 34 / 64);
  assertAlmostEquals(ana!.spend_trend as number, (26 + 16.5) / (66 + 33));
});

Deno.test("customerFeatures are missing where a shop knows no products and no countries", () => {
  const [ana] = featuresOf(
    [{ at: "2010-01-01", product: null, category: null, country: null }],
    "2010-02-01",
  ).toRecords();
  const { favourite_category, favourite_share, products, country, mean_basket } = ana!;
  assertEquals({ favourite_category, favourite_share, products, country, mean_basket }, {
    favourite_category: null,
    favourite_share: null,
    products: null,
    country: null,
    mean_basket: 10,
  });
});

Deno.test("customerFeatures looks at the same days a year before, where there was a shop", () => {
  const lines = [
    { at: "2010-03-01" },
    { at: "2010-03-30" },
    { at: "2010-03-31" },
    { at: "2010-04-29" },
    { at: "2010-04-30" },
  ];
  const last = (asOf: string) => {
    const [ana] = featuresOf(lines, asOf).toRecords();
    return [ana!.purchases_next_30d_last_year, ana!.purchases_next_60d_last_year];
  };
  assertEquals(last("2011-03-01"), [2, 4]); // 1 to 30 March; 1 March to 29 April
  assertEquals(last("2011-02-28"), [null, null]);
});

Deno.test("customerFeatures counts what was bought until the day on which it was sent back", () => {
  const lines = [
    { at: "2010-01-01" },
    { at: "2010-01-05", invoice: "2", product: "BOWL", quantity: 4, sales: 20 },
    { at: "2010-01-20T00:00", invoice: "C3", product: "BOWL", quantity: -1 },
    { at: "2010-01-25T00:00", invoice: "C4", product: "BOWL", quantity: -3 },
  ];
  const seen = (asOf: string) => {
    const [ana] = featuresOf(lines, asOf).toRecords();
    return [ana!.purchases, ana!.spend, ana!.returned_lines, ana!.returned_share];
  };
  assertEquals(seen("2010-01-20"), [2, 30, 0, 0]);
  assertEquals(seen("2010-01-21"), [2, 25, 1, 0.5]);
  assertEquals(seen("2010-01-25"), [2, 25, 1, 0.5]);
  assertEquals(seen("2010-01-26"), [1, 10, 2, 2]);
});

Deno.test("customerFeatures has what the Pareto/NBD model of the same past expects", () => {
  const asOf = opening + 250 * day;
  const lines = busyShop({ customers: 150, days: 300, seed: 5 })
    .filter(({ at }) => (at as number) < asOf);
  const table = featuresOf(lines, asOf);
  const summary = toCustomerSummary(
    customerSummary(cleaned(lines).transactions, { observationEnd: new Date(asOf - day) }),
  );
  const model = fitParetoNbd(summary);
  const expected = model.conditionalExpectedPurchases(60 / 7, summary);
  const found = table.getColumn("expected_purchases_60d").toArray() as number[];
  assertEquals(table.getColumn("customer_id").toArray(), [...summary.customerId]);
  found.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-9));
});

Deno.test("customerFeatures are the same to the last bit whatever comes later", () => {
  const cut = fc.integer({ min: 40, max: 260 });
  fc.assert(
    fc.property(cut, fc.integer(), (days, seed) => {
      const lines = busyShop({ customers: 40, days: 300, seed });
      const asOf = opening + days * day;
      const past = lines.filter(({ at }) => (at as number) < asOf);
      if (past.length === 0) return;
      // In whatever order rows are kept.
      const { rejected, returned, transactions } = cleaned(lines);
      const [a, b, c] = [transactions, rejected, returned].map((table) =>
        table.sort({ by: "source_row", descending: true })
      );
      const history = customerHistory({ transactions: a!, rejected: b!, returned: c! });
      const now = customerFeatures.at(history, new Date(asOf));
      assertEquals(bytes(now), bytes(featuresOf(past, asOf)));
    }),
    { numRuns: 12 },
  );
});

Deno.test("customerFeatures do not know how a product is called later", () => {
  const cup = { customer: "eva", product: "1", category: null };
  const past = [{ ...cup, at: "2010-01-01", description: "TEA CUP" }];
  const later = ["2010-02-01", "2010-03-01"]
    .map((at) => ({ ...cup, at, description: "CHRISTMAS GIFT" }));
  const [then, now] = [past, [...past, ...later]].map((lines) => featuresOf(lines, "2010-01-15"));
  assertEquals(then!.getColumn("favourite_category").toArray(), ["Tableware"]);
  assertEquals(bytes(now!), bytes(then!));
});

Deno.test("customerFeatures says of each feature what it is and where it comes from", () => {
  const rows = registry(customerFeatures.features);
  assert(rows.length > 40);
  for (const { feature, meaning, unit, source } of rows) {
    assert(meaning !== "" && unit !== "", feature);
    assert(source !== "" || feature === "month", feature);
  }
  const table = featuresOf([{ at: "2010-01-01" }], "2010-02-01");
  assertEquals(table.columns, ["customer_id", ...rows.map(({ feature }) => feature)]);
});
