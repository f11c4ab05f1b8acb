import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import pl from "nodejs-polars";
import { cleanTransactions, unknownCustomer } from "perdura/clean/mod.ts";
import { InputError } from "perdura/core/mod.ts";
import { onlineRetail } from "perdura/sources/mod.ts";
import { canonicalTable, column, type TestLine } from "./_canonical.ts";

const { rules } = onlineRetail;

Deno.test("cleanTransactions rejects each line by the first rule that takes it", () => {
  const lines: [TestLine, string | null][] = [
    [{ invoice: "1" }, null],
    [
      { invoice: "2", problem: "malformed_line", detail: "too many fields: a,b,c" },
      "malformed_line",
    ],
    [
      { invoice: "3", problem: "unparsable_value", detail: "no date", at: null },
      "unparsable_value",
    ],
    [{ invoice: "4", quantity: null }, "unparsable_value"],
    [{ invoice: "5", quantity: NaN }, "unparsable_value"],
    [{ invoice: "1" }, "exact_duplicate"],
    [{ invoice: "C6", quantity: -1, customer: "leo" }, "cancellation"],
    [{ invoice: "C7", quantity: 1 }, "cancellation"],
    [{ invoice: "8", quantity: -3, price: 0, customer: null }, "negative_quantity"],
    [{ invoice: "9", quantity: 0 }, "negative_quantity"],
    [{ invoice: "A10", price: -53594.36, customer: null }, "bad_debt"],
    [{ invoice: "11", product: "B", price: 10 }, "bad_debt"],
    [{ invoice: "12", price: 0 }, "non_positive_price"],
    [{ invoice: "13", product: "POST" }, "non_product"],
    [{ invoice: "14", product: "m" }, "non_product"],
    [{ invoice: "15", product: "gift_0001_30" }, "non_product"],
    [{ invoice: "16", product: "TEST001" }, "non_product"],
    [{ invoice: "17", product: "DCGS0058" }, null],
    [{ invoice: "18", product: "47566B" }, null],
    [{ invoice: "19", customer: null }, "missing_customer"],
    [{ invoice: "20", customer: "" }, "missing_customer"],
    [{ invoice: "21", customer: null, price: 0 }, "non_positive_price"],
  ];
  const { transactions, rejected } = cleanTransactions(
    canonicalTable(lines.map(([line]) => line)),
    { rules },
  );
  const expected = lines.map(([, rule], i) => ({ source_row: i + 1, rule }));
  assertEquals(
    rejected.select("source_row", "rule").toRecords(),
    expected.filter(({ rule }) => rule !== null),
  );
  assertEquals(column(transactions, "source_row"), [1, 18, 19]);
  assertEquals(column(rejected, "detail").slice(0, 3), ["too many fields: a,b,c", "no date", null]);
});

Deno.test("cleanTransactions keeps rejected lines as they came", () => {
  const { rejected } = cleanTransactions(
    canonicalTable([{
      product: "85123a",
      description: "a  b",
      quantity: -2,
      price: null,
      sales: -5,
    }]),
    { rules },
  );
  const [row] = rejected.drop("timestamp").toRecords();
  assertEquals(row, {
    invoice: "1000",
    product: "85123a",
    description: "a  b",
    quantity: -2,
    unit_price: null,
    customer_id: "ana",
    country: "France",
    category: null,
    sales: -5,
    currency: "GBP",
    source_file: "shop.csv",
    source_row: 1,
    rule: "negative_quantity",
    detail: null,
  });
});

Deno.test("cleanTransactions with plain rules asks for quantity, price and customer only", () => {
  const { transactions, quality } = cleanTransactions(
    canonicalTable([
      { invoice: "1" },
      { invoice: "1" },
      { invoice: "C2" },
      { invoice: "3", product: "POST" },
      { invoice: "4", price: 0 },
      { invoice: "5", quantity: -1 },
      { invoice: "6", customer: null },
    ]),
    { rules: "plain" },
  );
  assertEquals(column(transactions, "invoice"), ["1", "1", "3", "C2"]);
  assertEquals(column(transactions, "flags"), [null, null, null, null]);
  assertEquals(quality.returns, undefined);
});

Deno.test("cleanTransactions takes an overlapping period once, apart from duplicates", () => {
  const a = { invoice: "1", at: "2010-01-05T09:00" };
  const b = { invoice: "2", at: "2010-01-05T09:00" };
  const { rejected, quality } = cleanTransactions(
    canonicalTable([
      { invoice: "0", at: "2010-01-01T09:00" },
      ...[a, a, b],
      { invoice: "7", at: "2010-01-09T09:00" },
      ...[b, a, b, a, a], // the second sheet: another order, one more of each
      { invoice: "8", at: "2010-02-01T09:00" },
    ]),
    { rules },
  );
  assertEquals(
    rejected.select("source_row", "rule").toRecords().map(({ source_row, rule }) =>
      `${source_row} ${rule}`
    ),
    [
      "3 exact_duplicate",
      "6 overlapping_period",
      "7 overlapping_period",
      "8 exact_duplicate",
      "9 overlapping_period",
      "10 exact_duplicate",
    ],
  );
  assertEquals(quality.parts, [
    { sourceFile: "shop.csv", firstRow: 1, lastRow: 5 },
    { sourceFile: "shop.csv", firstRow: 6, lastRow: 11 },
  ]);
});

Deno.test("cleanTransactions takes lines for duplicates only if they agree in every column", () => {
  const line = { invoice: "1", sales: 2.5, category: "Gifts" };
  const others: TestLine[] = [
    { invoice: "2" },
    { product: "10002" },
    { product: "22423 " },
    { description: "CAKESTAND" },
    { description: null },
    { quantity: 2 },
    { at: "2010-01-04T10:01" },
    { price: 2 },
    { price: null },
    { customer: "leo" },
    { country: null },
    { category: "Toys" },
    { sales: 3 },
  ];
  const { quality } = cleanTransactions(
    canonicalTable([line, ...others.map((other) => ({ ...line, ...other })), line]),
    { rules: ["exact_duplicate"] },
  );
  assertEquals(quality.rejected.rows, 1);
  assertEquals(quality.rules.at(-1)!.samples, [{ sourceFile: "shop.csv", sourceRow: 15 }]);
});

Deno.test("cleanTransactions nets returns: latest purchases first, in part where that is enough", () => {
  const lines = [
    { invoice: "1", at: "2010-01-01T09:00", quantity: 10 },
    { invoice: "2", at: "2010-01-02T09:00", quantity: 4 },
    { invoice: "C3", at: "2010-01-03T09:00", quantity: -6 },
    { invoice: "4", at: "2010-01-04T09:00", quantity: 5 }, // after the return: untouched
    { invoice: "5", at: "2010-01-01T09:00", quantity: 7, customer: "leo" },
    { invoice: "6", at: "2010-01-01T09:00", quantity: 7, product: "85123A" },
    { invoice: "C7", at: "2010-01-03T09:00", quantity: -9, product: "85123a" }, // 7 of 9
    { invoice: "C8", at: "2010-01-03T09:00", quantity: -1, customer: "eva" },
    { invoice: "C9", at: "2010-01-03T09:00", quantity: -1, product: "POST" },
    { invoice: "C10", at: "2010-01-03T09:00", quantity: -1, customer: null },
    { invoice: "11", at: "2010-01-04T09:00", quantity: -1, price: 0 }, // a stock adjustment
  ];
  const { transactions, rejected, quality } = cleanTransactions(canonicalTable(lines), { rules });
  assertEquals(transactions.select("invoice", "quantity", "sales", "flags").toRecords(), [
    { invoice: "1", quantity: 8, sales: 20, flags: "partly_returned" },
    { invoice: "5", quantity: 7, sales: 17.5, flags: null },
    { invoice: "4", quantity: 5, sales: 12.5, flags: null },
  ]);
  assertEquals(
    rejected.filter(pl.col("rule").eq(pl.lit("cancelled_purchase")))
      .select("invoice", "quantity", "detail").toRecords(),
    [
      { invoice: "2", quantity: 4, detail: 'returned with invoice "C3"' },
      { invoice: "6", quantity: 7, detail: 'returned with invoice "C7"' },
    ],
  );
  assertEquals(quality.returns, {
    lines: 4,
    matched: 1,
    partlyMatched: 1,
    notMatched: 2,
    notMatchedNonProduct: 1,
    takenBack: { quantity: 13, revenue: 32.5 },
    purchasesCancelled: 2,
    purchasesReduced: 1,
  });
  assertEquals(quality.netted, { quantity: 2, revenue: 5 });

  const dropped = cleanTransactions(canonicalTable(lines), { rules, returns: "drop" });
  assertEquals(column(dropped.transactions, "quantity"), [10, 7, 7, 4, 5]);
  assertEquals(dropped.quality.returns, undefined);
});

Deno.test("cleanTransactions nets negative quantities where a source has no credit notes", () => {
  const { transactions } = cleanTransactions(
    canonicalTable([
      { at: "2010-01-01T09:00", quantity: 3, product: null },
      { at: "2010-01-02T09:00", quantity: -1, product: null },
    ]),
    { rules: ["negative_quantity", "missing_customer", "cancelled_purchase"] },
  );
  assertEquals(column(transactions, "quantity"), [2]);
});

Deno.test("cleanTransactions tidies texts after looking for duplicates, and counts it", () => {
  const { transactions, quality } = cleanTransactions(
    canonicalTable([
      { invoice: "1", product: "85123a", description: " WHITE  HANGING\tHEART " },
      { invoice: "1", product: "85123A", description: "WHITE HANGING HEART" },
      { invoice: "2", description: null },
    ]),
    { rules },
  );
  assertEquals(transactions.select("product", "description").rows(), [
    ["85123A", "WHITE HANGING HEART"],
    ["85123A", "WHITE HANGING HEART"],
    ["22423", "Unknown"],
  ]);
  assertEquals(quality.changes, {
    description_tidied: 1,
    description_unknown: 1,
    product_upper_case: 1,
    customer_placeholder: 0,
  });
});

Deno.test("cleanTransactions leaves a source without descriptions without them", () => {
  const { transactions, quality } = cleanTransactions(
    canonicalTable([{ description: null, product: null }]),
    { rules },
  );
  assertEquals(transactions.select("product", "description", "category").rows(), [
    [null, null, null],
  ]);
  assertEquals(quality.changes.description_unknown, 0);
});

Deno.test("cleanTransactions keeps lines without a customer under a placeholder on request", () => {
  const { transactions, quality } = cleanTransactions(
    canonicalTable([{ customer: null }, { customer: "" }, { customer: "leo" }]),
    { rules, missingCustomer: "placeholder" },
  );
  assertEquals(column(transactions, "customer_id"), [unknownCustomer, unknownCustomer, "leo"]);
  assertEquals([quality.customers, quality.changes.customer_placeholder], [1, 2]);
});

Deno.test("cleanTransactions converts amounts once", () => {
  const canonical = canonicalTable([{ quantity: 2, price: 10 }, { quantity: -1, price: 3 }]);
  const { transactions, rejected, quality } = cleanTransactions(canonical, {
    rules: "plain",
    currency: { to: "EUR", rate: 1.17 },
  });
  assertEquals(transactions.select("unit_price", "sales", "currency").rows(), [[
    11.7,
    23.4,
    "EUR",
  ]]);
  assertEquals(rejected.select("sales", "currency").rows(), [[-3.51, "EUR"]]);
  assertEquals([quality.currency, quality.conversion], ["EUR", { from: "GBP", rate: 1.17 }]);
  assertAlmostEquals(quality.in.revenue, 1.17 * 17, 1e-12);
  for (const rate of [0, -1, NaN, Infinity]) {
    const currency = { to: "EUR", rate };
    assertThrows(() => cleanTransactions(canonical, { rules: "plain", currency }), InputError);
  }
  assertThrows(
    () => cleanTransactions(canonical, { rules: "plain", currency: { to: "GBP", rate: 1 } }),
    InputError,
    "already",
  );
});

Deno.test("cleanTransactions refuses amounts in several currencies", () => {
  const canonical = canonicalTable([{ currency: "GBP" }, { currency: "EUR" }]);
  assertThrows(
    () => cleanTransactions(canonical, { rules }),
    InputError,
    'found "EUR", "GBP"',
  );
});

Deno.test("cleanTransactions flags unusual quantities and prices and keeps them", () => {
  const usual = Array.from({ length: 60 }, (_, i) => ({
    invoice: `${i}`,
    quantity: 1 + i % 6,
    price: 1 + i % 5,
  }));
  const { transactions, quality } = cleanTransactions(
    canonicalTable([...usual, { invoice: "90", quantity: 80995 }, { invoice: "91", price: 9000 }]),
    { rules },
  );
  assertEquals(
    transactions.filter(pl.col("flags").isNotNull()).select("invoice", "flags").rows(),
    [["90", "quantity_outlier"], ["91", "price_outlier"]],
  );
  assertEquals(quality.flags, { quantity_outlier: 1, price_outlier: 1, partly_returned: 0 });
});

Deno.test("cleanTransactions accepts a table without a single valid line", () => {
  for (const lines of [[], [{ quantity: -1 }]]) {
    const { transactions, rejected, products, quality } = cleanTransactions(canonicalTable(lines), {
      rules,
    });
    assertEquals([transactions.height, products.height, quality.period], [0, 0, null]);
    assertEquals(rejected.height, lines.length);
  }
});

Deno.test("cleanTransactions sums up products over all valid sales", () => {
  const { products } = cleanTransactions(
    canonicalTable([
      { product: "22423", description: "REGENCY CAKESTAND", at: "2010-01-01T09:00", quantity: 2 },
      { product: "22423", description: "CAKE STAND", at: "2010-01-03T09:00", customer: null },
      { product: "22423", description: "CAKE STAND", at: "2010-01-02T09:00" },
      { product: "22423", description: "damaged", quantity: -1, price: 0 },
      { product: "10002", description: null },
    ]),
    { rules },
  );
  assertEquals(products.drop("first_sold", "last_sold").toRecords(), [
    {
      product: "10002",
      description: "Unknown",
      category: "Other",
      keyword: null,
      lines: 1,
      quantity: 1,
      sales: 2.5,
    },
    {
      product: "22423",
      description: "CAKE STAND",
      category: "Tableware",
      keyword: "cake stand",
      lines: 3,
      quantity: 4,
      sales: 10,
    },
  ]);
  assertEquals(
    products.select(pl.col("first_sold").cast(pl.Utf8), pl.col("last_sold").cast(pl.Utf8)).row(1),
    ["2010-01-01 09:00:00.000", "2010-01-03 09:00:00.000"],
  );
});

Deno.test("cleanTransactions keeps the categories of a source that has them", () => {
  const { transactions, products } = cleanTransactions(
    canonicalTable([
      { invoice: "1", category: "Kitchen" },
      { invoice: "2", category: "Gifts" },
      { invoice: "3", category: "Gifts" },
      { invoice: "4", category: null },
    ]),
    { rules },
  );
  assertEquals(column(transactions, "category"), ["Kitchen", "Gifts", "Gifts", null]);
  assertEquals(products.select("category", "keyword").row(0), ["Gifts", null]);
});

Deno.test("cleanTransactions sorts by time, invoice and source", () => {
  const { transactions } = cleanTransactions(
    canonicalTable([
      { invoice: "9", at: "2010-01-02T09:00" },
      { invoice: "10", at: "2010-01-02T09:00", product: "2" },
      { invoice: "10", at: "2010-01-02T09:00", product: "1" },
      { invoice: "11", at: "2010-01-01T09:00" },
    ]),
    { rules },
  );
  assertEquals(column(transactions, "source_row"), [4, 2, 3, 1]);
});

/** Lines of a small shop in which everything happens often. */
const anyLine: fc.Arbitrary<TestLine> = fc.record({
  invoice: fc.constantFrom("1", "2", "3", "C4", "C5", "A6"),
  product: fc.constantFrom("a", "A", "b", "POST", null),
  quantity: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.1, 0.3, -0.2, null)),
  at: fc.constantFrom("2010-01-01T09:00", "2010-01-02T09:00", "2010-01-07T09:00", null),
  price: fc.constantFrom(0, 0.1, 1.7, 1e6, -3, null),
  customer: fc.constantFrom("ana", "leo", null),
  file: fc.constant("shop.csv"),
});

Deno.test("cleanTransactions loses no row, no unit and no penny", () => {
  const names = fc.constantFrom<readonly string[] | "plain">(rules, "plain", [
    "cancelled_purchase",
  ]);
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 40 }),
      names,
      fc.constantFrom<"net" | "drop">("net", "drop"),
      fc.constantFrom<"drop" | "placeholder">("drop", "placeholder"),
      (lines, rules, returns, missingCustomer) => {
        const canonical = canonicalTable(lines);
        const result = cleanTransactions(canonical, { rules, returns, missingCustomer });
        const { transactions, rejected, quality } = result;
        const rows = [...column(transactions, "source_row"), ...column(rejected, "source_row")];
        assertEquals(rows.toSorted((a, b) => Number(a) - Number(b)), lines.map((_, i) => i + 1));
        const sum = (frame: pl.DataFrame, name: string) =>
          (column(frame, name) as (number | null)[]).reduce<number>((a, b) => a + (b ?? 0), 0);
        for (
          const [name, netted] of [
            ["quantity", quality.netted.quantity],
            ["sales", quality.netted.revenue],
          ] as const
        ) {
          const out = sum(transactions, name) + sum(rejected, name) + netted;
          assertAlmostEquals(out, sum(canonical, name), 1e-6);
        }
        const byRule = quality.rules.reduce((count, rule) => count + rule.rows, 0);
        assertEquals(byRule, quality.rejected.rows);
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("cleanTransactions is the same for lines in another order, but for exact copies", () => {
  // Time must not jump back: all lines are of one moment.
  const lines = fc.array(anyLine, { maxLength: 20 })
    .map((lines) => lines.map((line) => ({ ...line, at: "2010-01-01T09:00" })));
  const cleaned = (lines: TestLine[]) => {
    const { transactions } = cleanTransactions(canonicalTable(lines), { rules, returns: "drop" });
    return transactions.drop("source_row").rows().map((row) => JSON.stringify(row)).sort();
  };
  fc.assert(
    fc.property(
      lines.chain((lines) =>
        fc.tuple(
          fc.constant(lines),
          fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
        )
      ),
      ([lines, shuffled]) => assertEquals(cleaned(shuffled), cleaned(lines)),
    ),
    { numRuns: 40 },
  );
});
