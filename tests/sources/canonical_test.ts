import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { canonical, textTable, values } from "./_text_table.ts";

const retailColumns = [
  "Invoice",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "Price",
  "Customer ID",
  "Country",
];
const lineOf = (changes: Record<string, string | null>): (string | null)[] =>
  retailColumns.map((name) =>
    name in changes ? changes[name]! : {
      Invoice: "489434",
      StockCode: "85048",
      Description: "CANDLE",
      Quantity: "2",
      InvoiceDate: "2009-12-01 07:45:00",
      Price: "2.5",
      "Customer ID": "13085.0",
      Country: "United Kingdom",
    }[name]!
  );
const retail = (...changes: Record<string, string | null>[]) =>
  textTable(retailColumns, changes.map(lineOf));

Deno.test("canonicalTransactions types the columns of a line", async () => {
  const frame = await canonical(retail({}));
  assertEquals(frame.schema.timestamp?.toString(), "DataType(Datetime(ms,))");
  assertEquals({ ...frame.toRecords()[0], timestamp: values(frame, "timestamp")[0] }, {
    invoice: "489434",
    product: "85048",
    description: "CANDLE",
    quantity: 2,
    timestamp: "2009-12-01 07:45:00.000",
    unit_price: 2.5,
    customer_id: "13085",
    country: "United Kingdom",
    category: null,
    sales: 5,
    currency: "GBP",
    source_file: "file.csv",
    source_sheet: null,
    source_row: 1,
    problem: null,
    problem_detail: null,
  });
});

Deno.test("canonicalTransactions takes decimals off ids and leaves everything else of them", async () => {
  const frame = await canonical(retail(
    { "Customer ID": "13085.0", Invoice: "489434.0", StockCode: "22423.0" },
    { "Customer ID": " 00123 ", Invoice: "C489449", StockCode: "V1.0" },
    { "Customer ID": "12.50", Invoice: "1.2.0", StockCode: "gift_0001_10" },
  ));
  assertEquals(values(frame, "customer_id"), ["13085", "00123", "12.50"]);
  assertEquals(values(frame, "invoice"), ["489434", "C489449", "1.2.0"]);
  assertEquals(values(frame, "product"), ["22423", "V1.0", "gift_0001_10"]);
});

Deno.test("canonicalTransactions trims texts and makes empty ones null", async () => {
  const frame = await canonical(retail(
    { Description: "  RED £ CANDLE\t", Country: "EIRE " },
    { Description: "   ", "Customer ID": " " },
    { Description: null, "Customer ID": null },
  ));
  assertEquals(values(frame, "description"), ["RED £ CANDLE", null, null]);
  assertEquals(values(frame, "country"), ["EIRE", "United Kingdom", "United Kingdom"]);
  assertEquals(values(frame, "customer_id"), ["13085", null, null]);
  assertEquals(values(frame, "problem"), [null, null, null]);
});

Deno.test("canonicalTransactions keeps bad rows and says what is wrong with them", async () => {
  const table = textTable(retailColumns, [
    lineOf({}),
    lineOf({ Quantity: "two" }),
    lineOf({ InvoiceDate: "2009-02-30 07:45:00" }),
    { problem: "malformed_line: expected 8 fields, found 3", text: "489434,85048,CANDLE" },
    lineOf({ Price: null }),
    lineOf({ InvoiceDate: null, Quantity: "x" }),
    lineOf({ Price: "NaN" }),
    lineOf({ Price: "Infinity" }),
    lineOf({}),
    lineOf({}),
    lineOf({}),
  ]);
  const frame = await canonical(table);
  assertEquals(values(frame, "source_row"), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const bad = "unparsable_value";
  assertEquals(values(frame, "problem"), [
    null,
    bad,
    bad,
    "malformed_line",
    bad,
    bad,
    bad,
    bad,
    null,
    null,
    null,
  ]);
  assertEquals(values(frame, "problem_detail").slice(0, 8), [
    null,
    'Quantity "two" is no number',
    'InvoiceDate "2009-02-30 07:45:00" is no date',
    "expected 8 fields, found 3: 489434,85048,CANDLE",
    "Price is empty",
    "InvoiceDate is empty",
    'Price "NaN" is no number',
    'Price "Infinity" is no number',
  ]);
  assertEquals(values(frame, "quantity").slice(0, 4), [2, null, 2, null]);
});

Deno.test("canonicalTransactions computes the amount or the price, whichever is absent", async () => {
  const columns = ["client", "date", "units", "price", "amount"];
  const frame = await canonical(
    textTable(columns, [
      ["a", "2024-01-05", "3", "2", "5.40"],
      ["a", "2024-01-06", "3", "2", null],
      ["b", "2024-01-06", "4", null, "10"],
      ["b", "2024-01-07", "0", null, "10"],
      ["b", "2024-01-07", "1", null, null],
    ]),
  );
  assertEquals(values(frame, "sales"), [5.4, 6, 10, 10, null]);
  assertEquals(values(frame, "unit_price"), [2, 2, 2.5, null, null]);
  assertEquals(values(frame, "problem_detail").at(-1), "price is empty");
  assertEquals(values(frame, "currency")[0], "XXX");
});

Deno.test("canonicalTransactions takes a row for one piece where there is no quantity", async () => {
  const table = textTable(["client", "date", "amount"], [
    ["a", "2024-01-05", "7.5"],
    { problem: "malformed_line: cut", text: "a," },
    ["a", "2024-01-06", "-2"],
  ]);
  const frame = await canonical(table, { currency: "EUR" });
  assertEquals(values(frame, "quantity"), [1, null, 1]);
  assertEquals(values(frame, "unit_price"), [7.5, null, -2]);
  assertEquals(values(frame, "currency")[0], "EUR");
});

Deno.test("canonicalTransactions makes an invoice of customer and day where there is none", async () => {
  const table = textTable(["client", "date", "amount", "order"], [
    ["00017", "2024-01-05 09:00", "1", null],
    ["00017", "2024-01-05 18:30", "1", " "],
    ["00017", "2024-01-06", "1", "A7"],
    [null, "2024-01-06", "1", null],
  ]);
  assertEquals(values(await canonical(table), "invoice"), [
    "00017-2024-01-05",
    "00017-2024-01-05",
    "A7",
    "unknown-2024-01-06-4",
  ]);
  const map = { customer_id: "client", timestamp: "date", sales: "amount" };
  assertEquals(
    values(await canonical(table, { map }), "invoice")[2],
    "00017-2024-01-06",
  );
});

Deno.test("canonicalTransactions reads decimal commas, thousands and currency signs", async () => {
  const amounts = async (...texts: string[]) =>
    values(
      await canonical(
        textTable(["client", "date", "amount"], texts.map((text) => ["a", "2024-01-05", text])),
      ),
      "sales",
    );
  assertEquals(await amounts("1.234,50", "12", "-0,5"), [1234.5, 12, -0.5]);
  assertEquals(await amounts("1,234.50", "12", "1,234,567"), [1234.5, 12, 1234567]);
  assertEquals(await amounts("€ 12,50", "1.234,00 €", "USD 3"), [12.5, 1234, 3]);
  assertEquals(await amounts("£12.50", "-£3", "(4.25)", "£-1"), [12.5, -3, -4.25, -1]);
  assertEquals(await amounts("1 234,5", "1'000,0"), [1234.5, 1000]);
  assertEquals(await amounts("1,234", "999", "12"), [1234, 999, 12]);
  assertEquals(await amounts("1.234", "2.5"), [1.234, 2.5]);
  assertEquals(await amounts("1.234.567", "2,5"), [1234567, 2.5]);
  assertEquals(await amounts("1e3", "+2.5E-1"), [1000, 0.25]);
});

Deno.test("canonicalTransactions leaves numbers unread that may mean two things", async () => {
  const frame = await canonical(
    textTable(["client", "date", "amount"], [
      ["a", "2024-01-05", "1,234"],
      ["a", "2024-01-05", "5678"],
      ["a", "2024-01-05", "12"],
    ]),
  );
  assertEquals(values(frame, "sales"), [null, 5678, 12]);
  assertEquals(values(frame, "problem")[0], "unparsable_value");
});

Deno.test("canonicalTransactions takes nothing for a number that is written like none", async () => {
  const odd = ["12,34,567.0", "1,2345.5", "--5", "(-5)", "(5", "5)", "1 2", "1.2.3", "12-", "0x1F"];
  const good = odd.map((_, i) => `${i}.5`);
  const frame = await canonical(
    textTable(
      ["client", "date", "amount"],
      [...good, ...odd].map((text) => ["a", "2024-01-05", text]),
    ),
  );
  assertEquals(values(frame, "sales").slice(good.length), odd.map(() => null));
  assertEquals(values(frame, "problem").slice(0, good.length), good.map(() => null));
});

Deno.test("canonicalTransactions refuses a column in which few values are numbers", async () => {
  const table = textTable(["client", "date", "amount"], [
    ["a", "2024-01-05", "red"],
    ["a", "2024-01-05", "blue"],
    ["a", "2024-01-05", "12"],
  ]);
  const error = await assertRejects(() => canonical(table), InputError);
  assertStringIncludes(error.message, 'the column "amount" of "file.csv" as numbers: 2 of 3');
  assertStringIncludes(error.message, '"blue", "red"');
});

Deno.test("canonicalTransactions gives an empty table for a header alone", async () => {
  const frame = await canonical(textTable(["client", "date", "amount"], []));
  assertEquals(frame.height, 0);
  assertEquals(frame.schema.timestamp?.toString(), "DataType(Datetime(ms,))");
});
