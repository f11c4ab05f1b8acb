import { normalise } from "./_column_names.ts";
import type { CanonicalColumn, ColumnMap, TransactionSource } from "./source.ts";

/** The names of UCI 502, then those of UCI 352 where they differ. */
const names: readonly [CanonicalColumn, ...string[]][] = [
  ["invoice", "Invoice", "InvoiceNo"],
  ["product", "StockCode"],
  ["description", "Description"],
  ["quantity", "Quantity"],
  ["timestamp", "InvoiceDate"],
  ["unit_price", "Price", "UnitPrice"],
  ["customer_id", "Customer ID"],
  ["country", "Country"],
];

/**
 * Online Retail and Online Retail II: a British gift shop without premises, 2009-12-01 to
 * 2011-12-09, one row per line of an invoice.
 *
 * | Invoice | StockCode | Description | Quantity | InvoiceDate | Price | Customer ID | Country |
 * | --- | --- | --- | --- | --- | --- | --- | --- |
 * | 489434 | 85048 | 15CM CHRISTMAS GLASS BALL 20 LIGHTS | 12 | 2009-12-01 07:45:00 | 6.95 | 13085.0 | United Kingdom |
 * | 489434 | 79323P | PINK CHERRY LIGHTS | 12 | 2009-12-01 07:45:00 | 6.75 | 13085.0 | United Kingdom |
 * | C489449 | 22087 | PAPER BUNTING WHITE LACE | -12 | 2009-12-01 10:33:00 | 2.95 | 16321.0 | Australia |
 *
 * The second edition has 1,067,371 rows, the first the 541,909 of its second year. `Quantity` is
 * in pieces, `Price` in pounds per piece. An invoice that begins with C is a cancellation, with A
 * an adjustment of bad debt. The two sheets of the second edition share nine days.
 *
 * Source: Daqing Chen, UCI Machine Learning Repository, data sets 502 and 352.
 */
export const onlineRetail: TransactionSource = {
  name: "online-retail",
  title: "Online Retail II",
  licence: "CC BY 4.0",
  address: "https://archive.ics.uci.edu/dataset/502/online+retail+ii",
  currency: "GBP",
  expectedColumns: names.map(([, name]) => name!),
  dateOrder: "month-first", // as Excel wrote the CSV copies in circulation: 12/1/2010 8:26
  mapColumns: (columns) => {
    const map: ColumnMap = {};
    for (const [canonical, ...alternatives] of names) {
      const found = columns.find((column) =>
        alternatives.some((name) => normalise(name) === normalise(column))
      );
      if (found === undefined) return undefined;
      map[canonical] = found;
    }
    return map;
  },
  rules: [
    "malformed_line",
    "unparsable_value",
    "overlapping_period",
    "exact_duplicate",
    "cancellation",
    "negative_quantity",
    "bad_debt",
    "non_positive_price",
    "non_product",
    "missing_customer",
    "cancelled_purchase",
  ],
};
