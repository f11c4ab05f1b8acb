import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "perdura/core/mod.ts";
import { asColumnMap, chooseSource, type ColumnMap } from "perdura/sources/mod.ts";

const choose = (
  columns: string[],
  options: { source?: string; map?: ColumnMap; sample?: string[][] } = {},
) => {
  const { sample = [], ...rest } = options;
  const { source, columns: found } = chooseSource(columns, sample, { where: "f.csv", ...rest });
  return { source: source.name, map: Object.fromEntries(found) };
};
const failure = (columns: string[], options = {}) =>
  assertThrows(() => choose(columns, options), InputError).message;

const retail = [
  "Invoice",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "Price",
  "Customer ID",
  "Country",
];

Deno.test("chooseSource recognises both editions of Online Retail", () => {
  const second = choose(retail);
  assertEquals(second.source, "online-retail");
  assertEquals(second.map.customer_id, "Customer ID");
  const first = choose([
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
  ]);
  assertEquals(first.source, "online-retail");
  assertEquals([first.map.invoice, first.map.unit_price], ["InvoiceNo", "UnitPrice"]);
});

Deno.test("chooseSource recognises both files of CDNOW", () => {
  assertEquals(choose(["customer_id", "date", "number_of_cds", "dollar_value"]).source, "cdnow");
  const nameless = ["column_1", "column_2", "column_3", "column_4", "column_5"];
  const sample = [["00004", "0001", "19970101", "2", "29.33"]];
  assertEquals(choose(nameless, { sample }), {
    source: "cdnow",
    map: {
      customer_id: "column_1",
      timestamp: "column_3",
      quantity: "column_4",
      sales: "column_5",
    },
  });
  assertEquals(choose(nameless, { source: "cdnow" }).map.timestamp, "column_3");
});

Deno.test("chooseSource does not take any file without names for CDNOW", () => {
  const nameless = ["column_1", "column_2", "column_3", "column_4", "column_5"];
  const message = failure(nameless, { sample: [["17", "a", "2024-01-01", "2", "3.00"]] });
  assertStringIncludes(message, "no column is known for customer_id, timestamp, sales");
  assertStringIncludes(message, "first record: 17 | a | 2024-01-01 | 2 | 3.00");
});

Deno.test("chooseSource guesses usual names in English and Spanish, and says so", () => {
  assertEquals(choose(["Order ID", "order_date", "Client", "SKU", "Qty", "Amount"]).map, {
    invoice: "Order ID",
    product: "SKU",
    quantity: "Qty",
    timestamp: "order_date",
    customer_id: "Client",
    sales: "Amount",
  });
  const columns = ["Nº Cliente", "Fecha", "Artículo", "Descripción", "Uds.", "PVP", "País"];
  assertEquals(choose(columns).map, {
    product: "Artículo",
    description: "Descripción",
    quantity: "Uds.",
    timestamp: "Fecha",
    unit_price: "PVP",
    customer_id: "Nº Cliente",
    country: "País",
  });
  const { said } = chooseSource(["cliente", "fecha", "importe"], [], { where: "ventas.csv" });
  assertStringIncludes(said, '"ventas.csv"');
  assertStringIncludes(said, 'customer_id = "cliente"');
});

Deno.test("chooseSource takes a user's map as it stands, by name or position", () => {
  const columns = ["who", "when", "price", "what it cost"];
  const map = { customer_id: 1, timestamp: "when", sales: "what it cost" };
  assertEquals(choose(columns, { map }), {
    source: "generic",
    map: { customer_id: "who", timestamp: "when", sales: "what it cost" },
  });
});

Deno.test("chooseSource lets a user's map win over a source's own", () => {
  const choice = choose([...retail, "Land"], { source: "online-retail", map: { country: "Land" } });
  assertEquals(choice.source, "online-retail");
  assertEquals([choice.map.country, choice.map.invoice], ["Land", "Invoice"]);
});

Deno.test("chooseSource says what is missing and suggests a map to paste", () => {
  const message = failure(["Kunde", "order date", "Customer Ref", "Amount"]);
  assertStringIncludes(message, 'transactions in "f.csv": no column is known for customer_id');
  assertStringIncludes(message, 'found: "Kunde", "order date", "Customer Ref", "Amount"');
  assertStringIncludes(
    message,
    "--map 'timestamp=order date,sales=Amount,customer_id=Customer Ref'",
  );
  const partly = failure(["who", "when", "Umsatz"], { map: { customer_id: "who" } });
  assertStringIncludes(partly, "no column is known for timestamp, sales");
  assertStringIncludes(partly, "--map customer_id=who,timestamp=");
});

Deno.test("chooseSource says which columns of a named source are missing", () => {
  const columns = retail.map((name) => name === "Customer ID" ? "Client" : name);
  const message = failure(columns, { source: "online-retail" });
  assertStringIncludes(message, 'as Online Retail II: no column is called "Customer ID"');
  assertStringIncludes(message, "--source online-retail --map ");
  assertStringIncludes(message, "customer_id=Client");
});

Deno.test("chooseSource names the closest column where a map is misspelt", () => {
  const map = { customer_id: "cutsomer", timestamp: "date", sales: "amount" };
  const message = failure(["customer", "date", "amount"], { map });
  assertStringIncludes(message, 'no column "cutsomer", did you mean "customer"?');
  const far = failure(["customer", "date", "amount"], { map: { ...map, customer_id: 7 } });
  assertStringIncludes(far, "there is no column 7 ");
});

Deno.test("chooseSource knows its sources by name", () => {
  assertStringIncludes(
    failure(retail, { source: "retail" }),
    "no such source (known: online-retail, cdnow, demo, generic)",
  );
  assertEquals(choose(retail, { source: "demo" }).source, "demo");
});

Deno.test("asColumnMap takes a whole number for a position", () => {
  assertEquals(asColumnMap({ customer_id: "Customer ID", timestamp: "2", sales: 3 }), {
    customer_id: "Customer ID",
    timestamp: 2,
    sales: 3,
  });
});

Deno.test("asColumnMap refuses what is no canonical column", () => {
  assertThrows(
    () => asColumnMap({ costumer_id: "x" }),
    InputError,
    'no canonical column "costumer_id", did you mean "customer_id"?',
  );
});
